"""What is said of rows that do not fit: torn ones, and those that count over more than a day."""

from collections.abc import Sequence

from generator.data.complaints.named import first, more_of
from generator.errors import Location, Problem
from generator.text import say


def torn_rows(at: Location, torn: Sequence[tuple[int, int]], width: int) -> list[Problem]:
    """Say which rows have more or fewer cells than the header."""
    lines = [line for line, _ in torn]
    more = more_of(lines)
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
        for line, cells, last in first(torn)
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
