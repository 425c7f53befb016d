"""How to read a bullet: a large one, each part named by a leader."""

from dataclasses import dataclass
from itertools import pairwise

from generator.charts.bullet import Bullet, marks, place
from generator.charts.measure import pushed_apart, width_of
from generator.charts.svg import number, picture, text
from generator.charts.theme import color

WIDE = (560, 90)
NARROW = (328, 90)
_EXAMPLE = Bullet(result=0.95, near=0.9, baseline=0.7, interval=(0.87, 1.05))
_TOP, _HEIGHT = 26, 36
_UPPER, _LOWER = 14, 84
_LEADER = 7
_MARGIN = 8


@dataclass(frozen=True, slots=True)
class KeyLabels:
    """The names of a bullet's parts."""

    near: str
    target: str
    result: str
    before: str
    interval: str


def _row(entries: list[tuple[str, float, bool]], y: float, width: float, *, above: bool) -> str:
    """Names on one line, each as near to its part as the others allow, with a leader to it."""
    half = [width_of(words, bold=bold) / 2 for words, _, bold in entries]
    least = max(a + b for a, b in pairwise(half)) + _MARGIN
    wanted = [place(share) * width for _, share, _ in entries]
    centers = pushed_apart(wanted, least, half[0], width - half[-1])
    edge = _TOP if above else _TOP + _HEIGHT
    stroke = f'stroke="{color("baseline")}"'
    parts = []
    for (words, _, bold), part, center, reach in zip(entries, wanted, centers, half, strict=True):
        turn, end = (edge - _LEADER, y + 3) if above else (edge + _LEADER, y - 11)
        foot = min(max(part, center - reach), center + reach)
        parts.append(f'<path d="M{number(part)} {edge}V{turn}L{number(foot)} {number(end)}" fill="none" {stroke}/>')
        parts.append(text(number(center), y, words, anchor="middle", fill="ink" if bold else "muted", bold=bold))
    return "".join(parts)


def bullet_key(labels: KeyLabels, label: str, *, narrow: bool = False) -> str:
    """A large bullet with its parts named; a narrow one has room for short names only.

    `label` is the text alternative: what each part means, in a sentence.
    """
    width, height = NARROW if narrow else WIDE
    upper = [(labels.near, 0.94, False), (labels.target, 1.0, True)]
    lower = [(labels.result, 0.25, False), (labels.before, 0.7, False), (labels.interval, 1.03, False)]
    body = (
        marks(_EXAMPLE, _TOP, _HEIGHT)
        + _row(upper, _UPPER, width, above=True)
        + _row(lower, _LOWER, width, above=False)
    )
    view = f"0 0 {width} {height}"
    return picture(body, width, height, "kpi-key", label, view)
