"""What is said of cells that are no numbers, and of numbers with two readings."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from generator.data.cells import CellFinder
from generator.data.complaints.named import first, more_of
from generator.data.numbers import Decision
from generator.data.numerals import numeral
from generator.data.sheet import UNSTORED
from generator.errors import Location, Problem
from generator.text import say


def unreadable_numbers(
    finder: CellFinder, column: str, place: int, bad: Mapping[int, str], lines: NDArray[np.int64]
) -> list[Problem]:
    """One problem for each of the first few cells that are no numbers."""
    found = sorted((int(lines[index]), cell) for index, cell in bad.items() if cell != UNSTORED)
    more = more_of([line for line, _ in found])
    return [
        Problem(
            finder.at(line, place),
            say(
                en="{cell} in column `{column}` is no number{more}",
                zh="`{column}` 列的 {cell} 不是数字{more}",
                cell=repr(cell),
                column=column,
                more=more if last else "",
            ),
            say(en="a number", zh="数字"),
        )
        for line, cell, last in first(found)
    ]


def unstored_formulas(finder: CellFinder, column: str, place: int, lines: Sequence[int]) -> list[Problem]:
    """One problem for each of the first few formulas that a workbook holds without their values."""
    more = more_of(lines)
    return [
        Problem(
            finder.at(line, place),
            say(
                en="the formula in column `{column}` has no stored value{more}",
                zh="`{column}` 列的公式没有存下计算结果{more}",
                column=column,
                more=more if last else "",
            ),
            say(en="a value in every cell", zh="每个单元格都有值"),
            say(en="open and save the file in a spreadsheet program", zh="用电子表格软件打开并保存一次")
            if last
            else "",
        )
        for line, _, last in first([(line, None) for line in lines])
    ]


def open_decimal(finder: CellFinder, places: Mapping[str, int], decision: Decision) -> list[Problem]:
    """Say why a file's decimal mark cannot be decided."""
    if decision.conflict:
        (one, (line, cell)), (other, (other_line, other_cell)) = decision.conflict
        return [
            Problem(
                finder.at(other_line, places[other]),
                say(
                    en="{comma} in column `{other}` has a decimal comma, but {point} on line {line} in column `{one}` "
                    "has a decimal point",
                    zh="`{other}` 列的 {comma} 用逗号作小数点，而 `{one}` 列第 {line} 行的 {point} 用的是点",
                    comma=repr(other_cell),
                    other=other,
                    point=repr(cell),
                    line=line,
                    one=one,
                ),
                say(en="one decimal mark in a file", zh="一个文件只用一种小数点"),
                say(
                    en='set `decimal: "."` or `decimal: ","` on the source to have the others named',
                    zh='在来源上写 `decimal: "."` 或 `decimal: ","`，就会指出其余不合的单元格',
                ),
            )
        ]
    if decision.ambiguous:
        column, (line, cell) = decision.ambiguous
        return [_two_readings(finder.at(line, places[column]), column, cell)]
    return []


def _two_readings(at: Location, column: str, cell: str) -> Problem:
    found = numeral(cell)
    by_point = f"{found.value('.'):,.10g}" if found else ""
    by_comma = f"{found.value(','):,.10g}" if found else ""
    return Problem(
        at,
        say(
            en="{cell} in column `{column}` can be read as {point} or as {comma}, and nothing in the file settles it",
            zh="`{column}` 列的 {cell} 可以读作 {point}，也可以读作 {comma}，文件里没有别的线索",
            cell=repr(cell.strip()),
            column=column,
            point=by_point,
            comma=by_comma,
        ),
        say(en="numbers with one reading", zh="只有一种读法的数字"),
        say(
            en='set `decimal: "."` on the source for {point}, or `decimal: ","` for {comma}',
            zh='在来源上写 `decimal: "."` 即为 {point}，写 `decimal: ","` 即为 {comma}',
            point=by_point,
            comma=by_comma,
        ),
    )


def mixed_percent(at: Location, column: str) -> Problem:
    """Say that a column has percentages and plain numbers."""
    return Problem(
        at,
        say(
            en="column `{column}` has cells with a percent sign and cells without",
            zh="`{column}` 列的单元格有的带百分号，有的不带",
            column=column,
        ),
        say(en="all of them with the sign, or none", zh="全都带，或全都不带"),
        say(
            en="2% is read as 0.02: without the sign it cannot be known what 2 means",
            zh="2% 读作 0.02；没有百分号，就不知道 2 是什么意思",
        ),
    )
