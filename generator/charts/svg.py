"""Writing SVG: text as references, short numbers, a picture as a file of its own."""

import re
from html import escape

from generator.charts.theme import FONTS, TEXT, color, svg_style

_DIGITS = 2
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_SIZE = re.compile(r'<svg\b[^>]*?\bwidth="([\d.]+)"[^>]*?\bheight="([\d.]+)"')


def ascii_text(text: str) -> str:
    """Every character outside ASCII as `&#x...;`: some hosts decode SVG text wrongly otherwise."""
    if text.isascii():
        return text
    return _NOT_ASCII.sub(lambda found: f"&#x{ord(found.group()):x};", text)


def escaped(text: str) -> str:
    """Text fit for an element or an attribute, in ASCII."""
    return ascii_text(escape(text, quote=True))


def number(value: float) -> str:
    """A coordinate with at most two decimals and no idle zeros; never "-0"."""
    text = f"{value:.{_DIGITS}f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def percent(share: float) -> str:
    """A share 0-1 of the picture's width as a coordinate."""
    return f"{number(share * 100)}%"


def picture(body: str, width: float, height: float, classes: str, label: str = "", view: str = "") -> str:
    """One `<svg>`: an image with `label` as its text alternative, hidden from readers of the page where there is none.

    Without `view` (a viewBox) the drawing stretches with the width it is given, so x must be in per cent.
    """
    role = f'role="img" aria-label="{escaped(label)}"' if label else 'aria-hidden="true"'
    box = f' viewBox="{view}"' if view else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{classes}" width="{number(width)}" height="{number(height)}"'
        f'{box} {role} focusable="false">{body}</svg>'
    )


def text(x: str, y: float, words: str, *, anchor: str = "start", fill: str = "muted", bold: bool = False) -> str:
    """One line of chart text at 12 px."""
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x}" y="{number(y)}" text-anchor="{anchor}"{weight} font-size="{TEXT}" '
        f'fill="{color(fill)}">{escaped(words)}</text>'
    )


def as_file(svg: str, label: str = "") -> str:
    """The same picture as a standalone file: with its tokens for light and dark, its fonts and an opaque ground.

    `label` becomes its text alternative where the picture has none yet.
    """
    opening = svg.index(">")
    head, body = svg[:opening], svg[opening + 1 :]
    head += f' role="img" aria-label="{escaped(label)}">' if label and "aria-" not in head else ">"
    if "font-family" not in head:
        head = head.replace("<svg ", f'<svg font-family="{escaped(FONTS)}" ', 1)
    ground = f'<rect width="100%" height="100%" fill="{color("ground")}"/>'
    return f"{head}{svg_style(svg)}{ground}{body}\n"


def size(svg: str) -> tuple[float, float]:
    """Width and height in px as the picture's first tag states them."""
    found = _SIZE.search(svg)
    if found is None:
        raise ValueError("not an SVG with width and height")
    return float(found.group(1)), float(found.group(2))
