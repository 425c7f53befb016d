"""What the YAML parser says is wrong, in plain words and with what to write instead."""

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
FROM_CONTEXT = ("flow sequence", "flow mapping", "quoted scalar")
"""What is not closed is best mended where it begins."""


def in_plain_words(error: YAMLError, text: str, file: str) -> Problem:
    """Return a parser's error as a problem at its line and column."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Problem(Location(file, 1, 1), "the file cannot be read as YAML")
    problem, context = error.problem or "", error.context or ""
    mark = error.problem_mark
    if error.context_mark is not None and "escape" not in problem and any(part in context for part in FROM_CONTEXT):
        mark = error.context_mark
    at = Location(file, mark.line + 1, mark.column + 1)
    if tab := _tab(text, error.problem_mark.line):
        line, column = tab
        return Problem(Location(file, line, column), "a tab indents this line", "spaces", "replace the tab by spaces")
    if CANNOT_START in problem:
        return _cannot_start(text, at)
    said = f"{problem}; {context}"
    for part, what, hint in WORDS:
        if part in said:
            return Problem(at, what, hint=hint)
    return Problem(at, f"the file cannot be read as YAML here ({problem})")


def _tab(text: str, line: int) -> tuple[int, int] | None:
    """Return the place of a tab that indents the line where the parser stopped, or the next."""
    lines = text.split("\n")
    for number in (line, line + 1):
        written = lines[number] if number < len(lines) else ""
        indent = written[: len(written) - len(written.lstrip())]
        if "\t" in indent:
            return number + 1, indent.index("\t") + 1
    return None


def _cannot_start(text: str, at: Location) -> Problem:
    lines = text.split("\n")
    line = lines[(at.line or 1) - 1] if (at.line or 1) <= len(lines) else ""
    sign = line[(at.column or 1) - 1 : at.column] or " "
    return Problem(at, f"`{sign}` cannot begin a value", hint=f"put text that begins with `{sign}` in quotes")
