"""What the YAML parser says is wrong, in plain words and with what to write instead."""

import re
from collections.abc import Sequence

from yaml import MarkedYAMLError, YAMLError

from generator.errors import Location, Problem
from generator.text import Text, say

QUOTES = say(en="put text that holds `: ` or begins with a sign in quotes", zh="含有 `: ` 或以符号开头的文本要加引号")
INDENT = say(
    en="keys of one level begin in the same column; indent with spaces", zh="同一层的键从同一列开始；用空格缩进"
)
BEGINS_WITH_SIGN = say(en="put text that begins with a sign in quotes", zh="以符号开头的文本要加引号")
BEGINS_WITH_THEM = say(en="put text that begins with them in quotes", zh="以它们开头的文本要加引号")
REPEATED = say(en="`&` and `*` begin the name of a repeated value", zh="`&` 和 `*` 表示要重复使用的值的名称")

WORDS: tuple[tuple[str, Text, Text], ...] = (
    (
        "mapping values are not allowed",
        say(
            en="there is a second `: ` in a line, or the line is indented wrongly",
            zh="这一行有第二个 `: `，或者缩进不对",
        ),
        QUOTES,
    ),
    (
        "block sequence entries are not allowed",
        say(en="a list item (`-`) cannot stand here", zh="这里不能放列表项（`-`）"),
        say(en="begin the list on its own line", zh="列表另起一行"),
    ),
    (
        "block mapping",
        say(en="this line does not belong to the keys around it", zh="这一行与上下的键不属于同一层"),
        INDENT,
    ),
    (
        "block collection",
        say(en="this line does not belong to the list around it", zh="这一行与上下的列表不属于同一层"),
        say(en="each item begins with `- `", zh="每一项以 `- ` 开头"),
    ),
    (
        "flow sequence",
        say(en="the list that begins here with `[` is not closed properly", zh="从这里的 `[` 开始的列表没有正确结束"),
        say(en="end it with `]`; `,` between items", zh="用 `]` 结束；各项之间用 `,` 隔开"),
    ),
    (
        "flow mapping",
        say(en="what begins here with `{{` is not closed properly", zh="从这里的 `{{` 开始的内容没有正确结束"),
        say(en="end it with `}}`; `,` between its keys", zh="用 `}}` 结束；各键之间用 `,` 隔开"),
    ),
    (
        "block node",
        say(en="there is a bracket too many", zh="多了一个括号"),
        say(en="put text that begins with a bracket in quotes", zh="以括号开头的文本要加引号"),
    ),
    ("node content", say(en="a key or a value is missing here", zh="这里缺少键或值"), BEGINS_WITH_SIGN),
    (
        "unexpected end of stream",
        say(en="the quotes that begin here are never closed", zh="从这里开始的引号一直没有闭合"),
        say(en="close them", zh="补上结束的引号"),
    ),
    (
        "unknown escape character",
        say(en="a backslash in double quotes means something here", zh="双引号里的反斜杠有特殊含义"),
        say(en="use single quotes", zh="改用单引号"),
    ),
    (
        "could not find expected ':'",
        say(en="this key has no `:`", zh="这个键后面没有 `:`"),
        say(en="write `key: value`", zh="写成 `key: value`"),
    ),
    (
        "expected <document start>",
        say(en="there is something after the end", zh="结尾之后还有内容"),
        say(en="remove it, or put the whole text in quotes", zh="删掉它，或给整段文本加引号"),
    ),
    ("anchor", REPEATED, BEGINS_WITH_THEM),
    ("alias", REPEATED, BEGINS_WITH_THEM),
    (
        "tag",
        say(en="`!` begins a tag", zh="`!` 表示标签"),
        say(en="put text that begins with `!` in quotes", zh="以 `!` 开头的文本要加引号"),
    ),
    (
        "block scalar",
        say(en="after `|` or `>` the text begins on the next line", zh="`|` 或 `>` 之后的文本从下一行开始"),
        BEGINS_WITH_THEM,
    ),
    (
        "directive",
        say(en="`%` at the start of a line begins a directive", zh="行首的 `%` 表示指令"),
        say(en="put text that begins with `%` in quotes", zh="以 `%` 开头的文本要加引号"),
    ),
)
"""Part of the parser's words -> what is wrong and what to do; the first that fits counts."""

CANNOT_START = "found character that cannot start any token"
BLOCKS = ("block mapping", "block collection")
BREAKS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What the parser counts as the end of a line."""
FROM_CONTEXT = ("simple key", "flow sequence", "flow mapping", "quoted scalar")
"""What is not closed is best mended where it begins."""


def in_plain_words(error: YAMLError, text: str, file: str) -> Problem:
    """Return a parser's error as a problem at its line and column."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Problem(Location(file, 1, 1), say(en="the file cannot be read as YAML", zh="文件无法按 YAML 读取"))
    lines = BREAKS.split(text)
    at = _place(error, file)
    if tab := _tab(lines, error.problem_mark.line):
        line, column = tab
        return Problem(
            Location(file, line, column),
            say(en="a tab indents this line", zh="这一行用了制表符缩进"),
            say(en="spaces", zh="空格"),
            say(en="replace the tab by spaces", zh="把制表符换成空格"),
        )
    said = f"{error.problem}; {error.context}"
    before, here = _around(lines, at)
    if CANNOT_START in said:
        what = say(en="`{sign}` cannot begin a value", zh="值不能以 `{sign}` 开头", sign=here)
        hint = say(en="put text that begins with `{sign}` in quotes", zh="以 `{sign}` 开头的文本要加引号", sign=here)
        return Problem(at, what, hint=hint)
    if any(part in said for part in BLOCKS) and before.strip():
        what = say(en="there is something after the value", zh="值后面还有内容")
        hint = say(en="put the whole value in quotes, or remove it", zh="给整个值加引号，或删掉多余的内容")
        return Problem(at, what, hint=hint)
    for part, wrong, to_do in WORDS:
        if part in said:
            return Problem(at, wrong, hint=to_do)
    what = say(
        en="the file cannot be read as YAML here ({error})",
        zh="文件从这里起无法按 YAML 读取（{error}）",
        error=error.problem,
    )
    return Problem(at, what)


def _place(error: MarkedYAMLError, file: str) -> Location:
    """Where to mend it: where it begins if it is not closed, else where the parser stopped."""
    mark, context = error.problem_mark, error.context or ""
    if "escape" not in (error.problem or "") and any(part in context for part in FROM_CONTEXT):
        mark = error.context_mark or mark
    return Location(file, mark.line + 1, mark.column + 1) if mark is not None else Location(file, 1, 1)


def _around(lines: Sequence[str], at: Location) -> tuple[str, str]:
    """Return the text before a place in its line, and the sign that stands there."""
    line, column = (at.line or 1) - 1, (at.column or 1) - 1
    written = lines[line] if line < len(lines) else ""
    return written[:column], written[column : column + 1] or " "


def _tab(lines: Sequence[str], line: int) -> tuple[int, int] | None:
    """Return the place of a tab that indents the line where the parser stopped, or the next."""
    for number in (line, line + 1):
        written = lines[number] if number < len(lines) else ""
        indent = written[: len(written) - len(written.lstrip())]
        if "\t" in indent:
            return number + 1, indent.index("\t") + 1
    return None
