"""The sentences for cells that cannot be used: what was found, where, both readings where there are two."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from generator.data.cells import CellFinder
from generator.data.dates import DateColumn
from generator.data.days import read_day
from generator.data.numbers import Cell, Decision
from generator.data.numerals import numeral
from generator.data.sheet import UNSTORED
from generator.data.short_years import short_readings
from generator.errors import Location, Problem
from generator.text import Said, Text, joined, say

T = TypeVar("T")

A_DAY = say(en="a day such as 2026-03-01", zh="2026-03-01 这样的日期")
SAY_HOW = say(
    en="if all days are written so, say how with `date_format` on the source: %d is the day",
    zh="如果日期都这样写，请在来源上用 `date_format` 写明格式：%d 代表日",
)
SHOWN = 3
"""Cells of a column that are named one by one; the rest are counted."""


def unreadable_numbers(
    finder: CellFinder, column: str, place: int, bad: Mapping[int, str], lines: NDArray[np.int64]
) -> list[Problem]:
    """One problem for each of the first few cells that are no numbers."""
    found = sorted((int(lines[index]), cell) for index, cell in bad.items() if cell != UNSTORED)
    more = _more([line for line, _ in found])
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
        for line, cell, last in _first(found)
    ]


def unstored_formulas(finder: CellFinder, column: str, place: int, lines: Sequence[int]) -> list[Problem]:
    """One problem for each of the first few formulas that a workbook holds without their values."""
    more = _more(lines)
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
        for line, _, last in _first([(line, None) for line in lines])
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


def unreadable_dates(
    finder: CellFinder, column: str, place: int, cells: Sequence[tuple[int, str]], date_format: str | None
) -> list[Problem]:
    """One problem for each of the first few cells that are no days; one for all where only their years are short."""
    expected: Said = A_DAY
    hint: Said = SAY_HOW
    if date_format:
        expected, hint = (
            say(en="a day written as `{form}`", zh="按 `{form}` 书写的日期", form=date_format),
            "",
        )
    cells = [(line, cell) for line, cell in cells if cell != UNSTORED]
    readings = () if date_format else short_readings([cell for _, cell in cells])
    if readings:
        return [_short_year(finder, column, place, cells, readings)]
    more = _more([line for line, _ in cells])
    return [
        Problem(
            finder.at(line, place),
            say(en="{what}{more}", zh="{what}{more}", what=_no_day(column, cell), more=more if last else ""),
            expected,
            hint if last else "",
        )
        for line, cell, last in _first(cells)
    ]


def _short_year(
    finder: CellFinder,
    column: str,
    place: int,
    cells: Sequence[tuple[int, str]],
    readings: Sequence[tuple[str, Sequence[datetime]]],
) -> Problem:
    """Name the forms that days with a year of two digits can be read by, and the first cell that they read apart."""
    apart = (index for index in range(len(cells)) if len({days[index] for _, days in readings}) > 1)
    place_of = next(apart, 0)
    line, cell = cells[place_of]
    values = {
        "cell": repr(cell.strip()),
        "column": column,
        "days": joined([*dict.fromkeys(_said(days[place_of]) for _, days in readings)], " or as ", "，或 "),
    }
    forms = joined([f'`date_format: "{form}"`' for form, _ in readings], " or ", " 或 ")
    what = say(
        en="{cell} in column `{column}` has a year of two digits and can be read as {days}",
        zh="`{column}` 列的 {cell} 年份只有两位，可以读作 {days}",
        **values,
    )
    if len(readings) > 1:
        what = say(
            en="{cell} in column `{column}` has a year of two digits and can be read as {days}, and no row in the file "
            "settles it",
            zh="`{column}` 列的 {cell} 年份只有两位，可以读作 {days}，文件里没有一行能确定是哪种",
            **values,
        )
    hint = say(en="set {forms} on the source", zh="在来源上写 {forms}", forms=forms)
    return Problem(finder.at(line, place), what, A_DAY, hint)


def open_dates(finder: CellFinder, column: str, place: int, cells: Sequence[Cell], found: DateColumn) -> list[Problem]:
    """Say why the order of day and month cannot be decided, or the day of a time."""
    if found.mixed:
        (line, cell), (other_line, other) = (cells[index] for index in found.mixed)
        return [
            Problem(
                finder.at(other_line, place),
                say(
                    en="{other} in column `{column}` has no offset from UTC, but {cell} on line {line} has one",
                    zh="`{column}` 列的 {other} 没有写与 UTC 的时差，而第 {line} 行的 {cell} 写了",
                    other=repr(other.strip()),
                    column=column,
                    cell=repr(cell.strip()),
                    line=line,
                ),
                say(en="an offset on every time, or on none", zh="时间全都带时差，或全都不带"),
                say(
                    en="export the times in one form; those without an offset are read as the campaign's own",
                    zh="用同一种格式导出时间；不带时差的按活动自己的时区读取",
                ),
            )
        ]
    if found.conflict:
        (line, cell), (other_line, other) = (cells[index] for index in found.conflict)
        return [
            Problem(
                finder.at(other_line, place),
                say(
                    en="{other} in column `{column}` has the day first, but {cell} on line {line} has the month first",
                    zh="`{column}` 列的 {other} 日在前，而第 {line} 行的 {cell} 月在前",
                    other=repr(other),
                    column=column,
                    cell=repr(cell),
                    line=line,
                ),
                say(en="one order of day and month in a file", zh="一个文件里日和月只用一种顺序"),
            )
        ]
    if found.ambiguous is None:
        return []
    line, cell = cells[found.ambiguous]
    day = read_day(cell)
    separator = next((mark for mark in "/-" if mark in cell), "/")
    day_first, month_first = separator.join(("%d", "%m", "%Y")), separator.join(("%m", "%d", "%Y"))
    return [
        Problem(
            finder.at(line, place),
            say(
                en="{cell} in column `{column}` can be read as {one} or as {other}, and no row in the file settles it",
                zh="`{column}` 列的 {cell} 可以读作 {one}，也可以读作 {other}，文件里没有一行能确定是哪种",
                cell=repr(cell.strip()),
                column=column,
                one=_said(day.swapped if day else None),
                other=_said(day.when if day else None),
            ),
            say(en="days with one reading", zh="只有一种读法的日期"),
            say(
                en='set `date_format: "{one}"` or `date_format: "{other}"` on the source',
                zh='在来源上写 `date_format: "{one}"` 或 `date_format: "{other}"`',
                one=day_first,
                other=month_first,
            ),
        )
    ]


def torn_rows(at: Location, torn: Sequence[tuple[int, int]], width: int) -> list[Problem]:
    """Say which rows have more or fewer cells than the header."""
    lines = [line for line, _ in torn]
    more = _more(lines)
    return [
        Problem(
            Location(at.file, line),
            say(
                en="this row has {cells} cells and the header has {width}{more}",
                zh="这一行有 {cells} 个单元格，而表头有 {width} 个{more}",
                cells=cells,
                width=width,
                more=more if last else "",
            ),
            say(en="{width} cells", zh="{width} 个单元格", width=width),
            say(en="a cell with the delimiter in it has to stand in quotes", zh="含分隔符的单元格要加引号")
            if last and cells > width
            else "",
        )
        for line, cells, last in _first(torn)
    ]


def long_row(at: Location, column: str, days: int) -> Problem:
    """Say that a row counts over more than a day, by the last day beside its first."""
    return Problem(
        at,
        say(
            en="this row covers {days} days from its `{column}` on, so it is no day's row",
            zh="这一行从 `{column}` 起覆盖了 {days} 天，不是单独一天的数据",
            days=days,
            column=column,
        ),
        say(en="rows that cover a day each, or all of them a week or a month", zh="每行一天，或全部每行一周或一个月"),
        say(
            en="export the report by day; or set `date: none` where each row counts over the whole period",
            zh="按日导出报表；如果每行都是整个时段的合计，就写 `date: none`",
        ),
    )


def mixed_currencies(at: Location, seen: Mapping[str, str]) -> Problem:
    """Say which currencies are mixed."""
    listed = joined([
        say(en="{currency} ({where})", zh="{currency}（{where}）", currency=currency, where=where)
        for currency, where in seen.items()
    ])  # fmt: skip
    return Problem(
        at,
        say(en="the source mixes currencies: {listed}", zh="来源里混有多种货币：{listed}", listed=listed),
        say(en="one currency", zh="只用一种货币"),
        say(en="convert them, or make two sources", zh="换算成一种，或拆成两个来源"),
    )


def other_currency(at: Location, own: str, found: str, where: str) -> Problem:
    """Say that the data's currency cannot be the campaign's."""
    return Problem(
        at,
        say(
            en="the data has amounts in {found} ({where}), and the campaign's `currency` is {own}",
            zh="数据里的金额是 {found}（{where}），而活动的 `currency` 是 {own}",
            found=found,
            where=where,
            own=own,
        ),
        say(en="data in the campaign's currency", zh="以活动币种计的数据"),
        say(
            en="convert the file, or name the currency it is in; targets and budget are read in it too",
            zh="换算文件里的金额，或把 `currency` 改成它的币种；目标和预算也按该币种计",
        ),
    )


def _no_day(column: str, cell: str) -> Text:
    if not cell.strip():
        return say(en="column `{column}` is empty here", zh="`{column}` 列在这里是空的", column=column)
    return say(
        en="{cell} in column `{column}` is no day", zh="`{column}` 列的 {cell} 不是日期", cell=repr(cell), column=column
    )


def _said(when: datetime | None) -> Text:
    if when is None:
        return say(en="no day", zh="无此日期")
    return Text(by_language={"en": f"{when.day} {when:%B %Y}", "zh": f"{when.year} 年 {when.month} 月 {when.day} 日"})


def _more(lines: Sequence[int]) -> Said:
    """Say how many more there are, and the next of them."""
    if len(lines) <= SHOWN:
        return ""
    listed = joined([str(line) for line in lines[SHOWN : SHOWN + 10]])
    if len(lines) > SHOWN + 10:
        listed = joined([listed, "…"], " ", " ")
    return say(
        en=" (and {count} more: line {lines})",
        zh="（还有 {count} 处：第 {lines} 行）",
        count=len(lines) - SHOWN,
        lines=listed,
    )


def _first(found: Sequence[tuple[int, T]]) -> list[tuple[int, T, bool]]:
    """Return the first few, and whether each is the last that is named."""
    shown = found[:SHOWN]
    return [(one, other, index == len(shown) - 1) for index, (one, other) in enumerate(shown)]
