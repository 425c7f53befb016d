"""What is said of cells that are no days, and of days with two readings."""

from collections.abc import Sequence
from datetime import datetime

from generator.data.cells import CellFinder
from generator.data.complaints.named import first, more_of
from generator.data.dates import DateColumn
from generator.data.days import read_day
from generator.data.numbers import Cell
from generator.data.sheet import UNSTORED
from generator.data.short_years import short_readings
from generator.errors import Problem
from generator.text import Said, Text, joined, say

A_DAY = say(en="a day such as 2026-03-01", zh="2026-03-01 这样的日期")
SAY_HOW = say(
    en="if all days are written so, say how with `date_format` on the source: %d is the day",
    zh="如果日期都这样写，请在来源上用 `date_format` 写明格式：%d 代表日",
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
    more = more_of([line for line, _ in cells])
    return [
        Problem(
            finder.at(line, place),
            say(en="{what}{more}", zh="{what}{more}", what=_no_day(column, cell), more=more if last else ""),
            expected,
            hint if last else "",
        )
        for line, cell, last in first(cells)
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
