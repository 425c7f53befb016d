"""The templates: layout only. Whatever they print is worded and rounded before."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from generator.pages import escape
from generator.pages.words import Words

_HARMLESS = re.compile(r"[\w .,%$–−+/()]*")


@cache
def environment() -> Environment:
    """Set the templates up, once a process; everything printed is escaped for HTML unless it says otherwise."""
    made = Environment(
        loader=PackageLoader("generator.pages", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    made.filters["md"] = escape.markdown
    made.filters["yaml"] = lambda text: Markup(escape.yaml(text))  # noqa: S704  front matter is not HTML
    made.filters["line"] = escape.line
    made.filters["rows"] = table_rows
    return made


def table_rows(rows: Iterable[Sequence[str]]) -> Markup:
    """Rows of plain cells, the first of each its head: there are hundreds a page, too many for a template's loops."""
    lines = (
        f'<tr><th scope="row">{first}</th>{"".join(f"<td>{cell}</td>" for cell in rest)}</tr>'
        for first, *rest in (map(escaped, row) for row in rows)
    )
    return Markup("\n".join(lines))  # noqa: S704  every cell is escaped


def escaped(cell: str) -> str:
    """Escape a cell; most are numbers and dates, which need nothing."""
    return cell if _HARMLESS.fullmatch(cell) else str(escape.html(cell))


def render(template: str, words: Words, /, **values: Any) -> str:
    """Fill a template; `w` words a label, `h` one that holds HTML."""
    return environment().get_template(template).render(w=words, h=words.html, **values)
