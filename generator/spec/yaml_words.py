"""What the YAML parser says is wrong, in plain words and with what to write instead."""

import re
from collections.abc import Sequence

from yaml import MarkedYAMLError, YAMLError

from generator.errors import Location, Problem

QUOTES = "put text that holds `: ` or begins with a sign in quotes"
INDENT = "keys of one level begin in the same column; indent with spaces"

WORDS = (
    ("mapping values are not allowed", "there is a second `: ` in a line, or the line is indented wrongly", QUOTES),
    ("block sequence entries are not allowed", "a list item (`-`) cannot stand here", "begin the list on its own line"),
    ("block mapping", "this line does not belong to the keys around it", INDENT),
    ("block collection", "this line does not belong to the list around it", "each item begins with `- `"),
    (
        "flow sequence",
        "the list that begins here with `[` is not closed properly",
        "end it with `]`; `,` between items",
    ),
    ("flow mapping", "what begins here with `{` is not closed properly", "end it with `}`; `,` between its keys"),
    ("block node", "there is a bracket too many", "put text that begins with a bracket in quotes"),
    ("node content", "a key or a value is missing here", "put text that begins with a sign in quotes"),
    ("unexpected end of stream", "the quotes that begin here are never closed", "close them"),
    ("unknown escape character", "a backslash in double quotes means something here", "use single quotes"),
    ("could not find expected ':'", "this key has no `:`", "write `key: value`"),
    ("expected <document start>", "there is something after the end", "remove it, or put the whole text in quotes"),
    ("anchor", "`&` and `*` begin the name of a repeated value", "put text that begins with them in quotes"),
    ("alias", "`&` and `*` begin the name of a repeated value", "put text that begins with them in quotes"),
    ("tag", "`!` begins a tag", "put text that begins with `!` in quotes"),
    ("block scalar", "after `|` or `>` the text begins on the next line", "put text that begins with them in quotes"),
    ("directive", "`%` at the start of a line begins a directive", "put text that begins with `%` in quotes"),
)
"""Part of the parser's words -> what is wrong and what to do; the first that fits counts."""

CANNOT_START = "found character that cannot start any token"
BLOCKS = ("block mapping", "block collection")
BREAKS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What the parser counts as the end of a line."""
FROM_CONTEXT = ("flow sequence", "flow mapping", "quoted scalar")
"""What is not closed is best mended where it begins."""


def in_plain_words(error: YAMLError, text: str, file: str) -> Problem:
    """Return a parser's error as a problem at its line and column."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Problem(Location(file, 1, 1), "the file cannot be read as YAML")
    lines = BREAKS.split(text)
    at = _place(error, file)
    if tab := _tab(lines, error.problem_mark.line):
        line, column = tab
        return Problem(Location(file, line, column), "a tab indents this line", "spaces", "replace the tab by spaces")
    said = f"{error.problem}; {error.context}"
    before, here = _around(lines, at)
    if CANNOT_START in said:
        return Problem(at, f"`{here}` cannot begin a value", hint=f"put text that begins with `{here}` in quotes")
    if any(part in said for part in BLOCKS) and before.strip():
        return Problem(at, "there is something after the value", hint="put the whole value in quotes, or remove it")
    for part, what, hint in WORDS:
        if part in said:
            return Problem(at, what, hint=hint)
    return Problem(at, f"the file cannot be read as YAML here ({error.problem})")


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
