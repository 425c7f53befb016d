"""After drawing: a smaller SVG that can stand in a page beside others, the same on every run."""

import re

from generator.charts.svg import ascii_text, escaped, number
from generator.charts.theme import FONTS, TEXT

_NOTHING = (
    re.compile(r'<rect [^>]*fill="transparent"/>'),
    re.compile(r'<path class="(?:back|fore)ground"[^>]*/>'),
    re.compile(r'<path [^>]*\bd=""[^>]*/>'),
)
_IDLE = re.compile(
    r' (?:class|role|aria-\w+|pointer-events|font-family)="[^"]*"'
    r'| (?:opacity|fill-opacity|stroke-width)="1"'
    r'| transform="translate\(0,0\)"'
    r'| (?:x2|y2)="0"'
    rf'| font-size="{TEXT}px"'
    r'| stroke-miterlimit="10"'
    r'| text-anchor="start"'
    r'| xmlns:xlink="[^"]*"| version="1.1"'
)
_EMPTY_GROUP = re.compile(r"<(?:g|text)(?: [^>]*)?/>|<g(?: [^>]*)?></g>")
_GROUP = re.compile(r"<g>|<g [^>]*>|</g>")
_ID = re.compile(r'\bid="([^"]+)"')
_FIGURES = "0123456789"
_TAG = re.compile(r"<[^>]+>")
_LONG = re.compile(r"-?\d+\.\d{3,}(?:e-?\d+)?|-?\d+e-\d+")
_COURSE = re.compile(r'\bd="(?=[^"]{200})[^"]+"')
"""A path of many steps: a tenth of a pixel is fine enough, and most of a long series' bytes."""
_HUNDREDTHS = re.compile(r"-?\d+\.\d\d+")


def finish_svg(svg: str, prefix: str, locale: str = "en") -> str:
    """What Vega drew, without what shows nothing: idle attributes, empty paths and groups, long decimals.

    Ids start with `prefix`, so that two pictures on one page do not share any; text is in ASCII.
    """
    for pattern in _NOTHING:
        svg = pattern.sub("", svg)
    svg = _TAG.sub(lambda tag: _LONG.sub(_rounded, _IDLE.sub("", tag.group())), svg)
    svg = _COURSE.sub(lambda path: _HUNDREDTHS.sub(_to_tenths, path.group()), svg)
    svg = _without_idle_groups(svg)
    svg = _prefixed(svg, prefix)
    head = f'<svg font-family="{escaped(FONTS)}" font-size="{TEXT}" class="kpi-svg" lang="{escaped(locale)}" '
    return ascii_text(svg.replace("<svg ", head, 1))


def _rounded(found: re.Match[str]) -> str:
    return number(float(found.group()))


def _to_tenths(found: re.Match[str]) -> str:
    return f"{float(found.group()):.1f}".removesuffix(".0")


def _without_idle_groups(svg: str) -> str:
    """Groups that hold nothing go, and groups that say nothing leave only what they hold."""
    count = 1
    while count:
        svg, count = _EMPTY_GROUP.subn("", svg)
    bare: list[bool] = []

    def kept(found: re.Match[str]) -> str:
        tag = found.group()
        if tag != "</g>":
            bare.append(tag == "<g>")
            return "" if bare[-1] else tag
        return "" if bare.pop() else tag

    return _GROUP.sub(kept, svg)


def _prefixed(svg: str, prefix: str) -> str:
    """Ids counted anew in each picture: Vega counts on from one picture to the next."""
    for count, name in enumerate(dict.fromkeys(_ID.findall(svg))):
        own = f"{prefix}-{name.rstrip(_FIGURES)}{count}"
        svg = svg.replace(f'id="{name}"', f'id="{own}"').replace(f"url(#{name})", f"url(#{own})")
        svg = svg.replace(f'href="#{name}"', f'href="#{own}"')
    return svg


def inline(svg: str, alt: str, classes: str = "kpi-svg") -> str:
    """The picture for standing in a page: an image labelled `alt`, without a file's style, ground and fonts."""
    svg = re.sub(r"<style>.*?</style>|<rect width=\"100%\" height=\"100%\"[^>]*/>|<title>.*?</title>", "", svg.strip())
    opening = svg.index(">")
    head = re.sub(r' (?:class|role|aria-label|aria-hidden|font-family)="[^"]*"', "", svg[:opening])
    return f'{head} class="{escaped(classes)}" role="img" aria-label="{escaped(alt)}"{svg[opening:]}'
