"""The templates: layout only. Whatever they print is worded and rounded before."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from generator.pages import escape
from generator.pages.words import Words


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
    return made


def render(template: str, words: Words, /, **values: Any) -> str:
    """Fill a template; `w` words a label, `h` one that holds HTML."""
    return environment().get_template(template).render(w=words, h=words.html, **values)
