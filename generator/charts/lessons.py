"""The pictures of the knowledge pages: one idea each, in plain numbers, one file a language.

`tests/content/test_lesson_pictures.py` holds the files in `content` to what is drawn here; with `--update-golden` it
writes them. Coordinates are on a canvas 360 wide, about a phone's column, so that no text is shown below 12 px.
"""

from collections.abc import Callable, Mapping, Sequence
from math import sqrt

from generator.charts.lesson_words import WORDS
from generator.charts.measure import width_of
from generator.charts.svg import as_file, number, picture, text
from generator.charts.theme import color

WIDTH = 360
LARGER = 1.25
"""How much larger than drawn a picture stands where there is room."""
Words = Mapping[str, str]
Point = tuple[float, float]

SAME_WEEKS, WEEKS_BEFORE, YEAR_BEFORE = 22.2, 41.6, 23.4
"""Robyn, revenue in millions: 16 weeks from 4 February 2019, the 16 before them, the same 16 a year earlier."""

CLIENTS = {
    "all": (0.115, 0.11698480458295547, (0.11405468024851947, 0.11998001095919116)),
    "mobile": (0.14, 0.14918900460986853, (0.14515455209215894, 0.15331548029582345)),
    "landline": (0.14, 0.13420509291121818, (0.12229332131094142, 0.14708268075426081)),
    "unknown": (0.06, 0.040706605222734255, (0.03744557013908567, 0.044238582895515584)),
}
"""The bank's subscription rate by kind of telephone: target, result, 95% interval."""

CAME = (5054, 4751, 5406, 7400, 6178, 4614, 5177, 5433, 5835, 7106, 9257, 7171, 6223, 5782, 5330)
EXPECTED = (4851, 5096, 5671, 7989, 6086, 4975, 4676, 4782, 5531, 6503, 8880, 6583, 5828, 5300, 5306)
LOWEST = (4420, 4621, 5170, 7493, 5591, 4473, 4189, 4270, 5029, 5982, 8263, 6064, 5341, 4795, 4814)
HIGHEST = (5280, 5565, 6151, 8486, 6566, 5500, 5199, 5316, 6032, 7001, 9460, 7110, 6306, 5834, 5811)
"""The GeoLift cities from 1 to 15 April 2021: conversions a day, and the 95% interval of what was expected."""

CHANNELS = {"search": ((60, 4.0), (30, 4.2)), "social": ((40, 2.0), (70, 2.1))}
"""Share of clicks and conversion rate, in per cent, before and after; invented."""
WHOLE = (3.20, 2.73)

PLAN = ((0, 0), (7, 1900), (14, 4100), (21, 6600), (28, 9200), (35, 12_000), (42, 14_900), (49, 17_600), (56, 20_000))
SO_FAR = ((0, 0), (7, 2221), (14, 4462), (21, 6357), (28, 8308), (35, 10_450))
FORECAST = (16_676, 16_184, 17_153)
"""The spring campaign's sign-ups by day: plan, what came in 35 of 56 days, the ending and its 80% interval."""

SCORED = (("orders", 3, 150), ("cost", 2, 96), ("refunds", 1, 80))
CAP = 120
"""Weights and attainments in per cent; invented."""


def _line(points: Sequence[Point], token: str, width: float, dash: str = "") -> str:
    course = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="M{course}" fill="none" stroke="{color(token)}" stroke-width="{number(width)}"{dashes}/>'


def _area(upper: Sequence[Point], lower: Sequence[Point], token: str) -> str:
    course = "L".join(f"{number(x)} {number(y)}" for x, y in [*upper, *reversed(lower)])
    return f'<path d="M{course}Z" fill="{color(token)}"/>'


def _bar(x: float, y: float, width: float, height: float, token: str) -> str:
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}" '
        f'fill="{color(token)}"/>'
    )


def _outline(x: float, y: float, width: float, height: float, token: str) -> str:
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}" '
        f'fill="none" stroke="{color(token)}" stroke-dasharray="3 2"/>'
    )


def _dot(x: float, y: float, radius: float, paint: str = "ink") -> str:
    return f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="{color(paint)}"/>'


def _right(y: float, words: str, *, bold: bool = False, fill: str = "ink") -> str:
    return text(str(WIDTH - 8), y, words, anchor="end", fill=fill, bold=bold)


def _left(y: float, words: str, *, bold: bool = False) -> str:
    return text("8", y, words, fill="ink", bold=bold)


def baseline(words: Words) -> tuple[str, float]:
    """One result against two baselines: bars from zero, and a line down from the result."""
    rows = (("result", SAME_WEEKS), ("before", WEEKS_BEFORE), ("year", YEAR_BEFORE))
    scale = (WIDTH - 16) / WEEKS_BEFORE
    parts = []
    for place, (name, value) in enumerate(rows):
        top = 8 + place * 52
        parts.append(_left(top + 10, words[name], bold=name == "result"))
        parts.append(_right(top + 10, words[f"{name}_says"], bold=name != "result"))
        parts.append(_bar(8, top + 17, value * scale, 18, "actual" if name == "result" else "band"))
        if name != "result":
            parts.append(_outline(8, top + 17.5, value * scale, 17, "baseline"))
        parts.append(_line([(8 + SAME_WEEKS * scale, top + 15), (8 + SAME_WEEKS * scale, top + 37)], "target", 2))
    return "".join(parts), 164


def certainty(words: Words) -> tuple[str, float]:
    """Four results and their intervals as shares of their own targets."""
    low, high = 0.58, 1.14

    def across(share: float) -> float:
        return 8 + (share - low) / (high - low) * (WIDTH - 16)

    parts = [text(number(across(1)), 14, words["target"], anchor="middle", fill="ink", bold=True)]
    for place, (name, (target, result, interval)) in enumerate(CLIENTS.items()):
        top = 22 + place * 46
        middle = top + 29
        parts.append(_left(top + 12, words[name]))
        parts.append(_right(top + 12, words[f"{name}_says"], bold=True))
        parts.append(_line([(8, middle), (WIDTH - 8, middle)], "grid", 1))
        parts.append(_line([(across(end / target), middle) for end in interval], "ink", 2))
        parts.append(_line([(across(1), middle - 9), (across(1), middle + 9)], "target", 3))
        parts.append(_dot(across(result / target), middle, 4.5))
    return "".join(parts), 22 + len(CLIENTS) * 46 + 6


def external(words: Words) -> tuple[str, float]:
    """What came, day by day, and what was to be expected without the campaign."""
    low, high, floor = 4000, 9600, 196

    def course(values: Sequence[float]) -> list[Point]:
        step = (WIDTH - 56) / (len(values) - 1)
        return [(42 + place * step, floor - (value - low) / (high - low) * (floor - 42)) for place, value in
                enumerate(values)]  # fmt: skip

    parts = [_line([(8, 11), (30, 11)], "ink", 2.5), text("36", 15, words["came"], fill="ink", bold=True)]
    parts += [_line([(8, 29), (30, 29)], "baseline", 2, "5 3"), text("36", 33, words["expected"], fill="ink")]
    for value in (4000, 6000, 8000):
        y = floor - (value - low) / (high - low) * (floor - 42)
        parts += [_line([(42, y), (WIDTH - 14, y)], "grid", 1), text("36", y + 4, f"{value:,}", anchor="end")]
    parts.append(_area(course(HIGHEST), course(LOWEST), "band"))
    parts.append(_line(course(EXPECTED), "baseline", 2, "5 3"))
    parts.append(_line(course(CAME), "ink", 2.5))
    parts.append(text("42", floor + 18, words["first"]))
    parts.append(text(str(WIDTH - 14), floor + 18, words["last"], anchor="end"))
    return "".join(parts), floor + 26


def mix(words: Words) -> tuple[str, float]:
    """Two channels that rise and a whole that falls; a disc's area is the channel's share of the clicks."""
    before, after = 120.0, 236.0

    def height(rate: float) -> float:
        return 212 - (rate - 1.6) / 3.0 * 172

    parts = [
        text(number(before), 14, words["before"], anchor="middle"),
        text(number(after), 14, words["after"], anchor="middle"),
    ]
    for name, ((share_1, rate_1), (share_2, rate_2)) in CHANNELS.items():
        ends = (before, height(rate_1)), (after, height(rate_2))
        parts.append(_line(ends, "actual", 2))
        for (x, y), share in zip(ends, (share_1, share_2), strict=True):
            parts.append(_dot(x, y, 2.8 * sqrt(share), "actual"))
        left, right = before - 30, after + 30
        parts.append(text(number(left), ends[0][1] - 1, f"{words[name]} {rate_1:.1f}%", anchor="end", fill="ink"))
        parts.append(text(number(left), ends[0][1] + 14, words["share"].format(share_1), anchor="end"))
        parts.append(text(number(right), ends[1][1] - 1, f"{words[name]} {rate_2:.1f}%", fill="ink"))
        parts.append(text(number(right), ends[1][1] + 14, words["share"].format(share_2)))
    ends = (before, height(WHOLE[0])), (after, height(WHOLE[1]))
    parts.append(_line(ends, "ink", 3))
    parts += [_bar(x - 5, y - 5, 10, 10, "ink") for x, y in ends]
    whole = [f"{words['whole']} {rate:.2f}%" for rate in WHOLE]
    parts.append(text(number(before - 30), ends[0][1] + 4, whole[0], anchor="end", fill="ink", bold=True))
    parts.append(text(number(after + 30), ends[1][1] + 4, whole[1], fill="ink", bold=True))
    return "".join(parts), 226


def pacing(words: Words) -> tuple[str, float]:
    """A running total, its plan, and where the forecast ends."""
    floor, right = 190.0, 262.0

    def at(point: tuple[float, float]) -> Point:
        day, total = point
        return 10 + day / 56 * (right - 10), floor - total / 20_000 * (floor - 14)

    middle, low, high = FORECAST
    today, end = SO_FAR[-1], 56
    parts = [_line([(10, floor), (right, floor)], "line", 1)]
    parts.append(_area([at(today), at((end, high))], [at(today), at((end, low))], "band"))
    parts.append(_line([at(point) for point in PLAN], "baseline", 2, "5 3"))
    parts.append(_line([at(today), at((end, middle))], "ink", 1.5, "2 3"))
    parts.append(_line([at(point) for point in SO_FAR], "ink", 3))
    parts.append(_dot(*at(today), 4.5))
    x, y = at(today)
    parts.append(_line([(x, y + 8), (x, floor)], "line", 1))
    parts.append(text(number(x + 8), y + 20, words["so_far"], fill="ink", bold=True))
    goal, ending = at((end, 20_000))[1], at((end, middle))[1]
    parts.append(_line([(right - 7, goal), (right + 7, goal)], "target", 3))
    parts.append(text(number(right + 12), goal + 4, "20,000", fill="ink", bold=True))
    parts.append(text(number(right + 12), goal + 19, words["target"]))
    parts.append(text(number(right + 12), ending + 10, "16,676", fill="ink", bold=True))
    parts.append(text(number(right + 12), ending + 25, words["forecast"]))
    plan = at((24, 7700))
    parts.append(text(number(plan[0] - 8), plan[1] - 6, words["plan"], anchor="end"))
    parts.append(text(number(x), floor + 17, words["today"], anchor="middle"))
    parts.append(text(number(right), floor + 17, words["end"], anchor="end"))
    return "".join(parts), floor + 26


def several(words: Words) -> tuple[str, float]:
    """Attainments, the cap, and the score they give."""
    scale = (WIDTH - 16) / 150
    score = sum(weight * min(reached, CAP) for _, weight, reached in SCORED) / sum(weight for _, weight, _ in SCORED)
    rows = [*((name, reached) for name, _, reached in SCORED), ("score", score)]
    parts = []
    for place, (name, reached) in enumerate(rows):
        top = 6 + place * 46 + (10 if name == "score" else 0)
        if name == "score":
            parts.append(_line([(8, top - 4), (WIDTH - 8, top - 4)], "line", 1))
        parts.append(_left(top + 11, words[name], bold=name == "score"))
        parts.append(_right(top + 11, words[f"{name}_says"], bold=name in {"refunds", "score"}))
        parts.append(_bar(8, top + 18, min(reached, CAP) * scale, 16, "actual"))
        if reached > CAP:
            edge = 8 + CAP * scale
            parts.append(_outline(edge, top + 18.5, (reached - CAP) * scale, 15, "actual"))
        parts.append(_line([(8 + 100 * scale, top + 15), (8 + 100 * scale, top + 37)], "target", 3))
    foot = 6 + len(rows) * 46 + 18
    parts.append(text(number(8 + 100 * scale), foot, "100%", anchor="middle", fill="ink"))
    return "".join(parts), foot + 8


DRAWN: Mapping[str, tuple[str, Callable[[Words], tuple[str, float]]]] = {
    "baselines": ("baseline", baseline),
    "certainty": ("certainty", certainty),
    "external-factors": ("external", external),
    "mix": ("mix", mix),
    "pacing": ("pacing", pacing),
    "several-metrics": ("several", several),
}
"""By lesson: the picture's file name without its ending, and what draws it."""


def lesson_file(lesson: str) -> str:
    """The name of a lesson's picture, beside its page."""
    return f"{DRAWN[lesson][0]}.svg"


def lesson_picture(lesson: str, language: str) -> str:
    """A lesson's picture as an SVG file with its own palette, its words in the language."""
    words = WORDS[language][lesson]
    body, height = DRAWN[lesson][1](words)
    view = f"0 0 {WIDTH} {number(height)}"
    drawn = picture(body, WIDTH * LARGER, height * LARGER, "kpi-svg", words["label"], view)
    return as_file(drawn)


def room_left(words: Words) -> list[str]:
    """Rows whose two texts, one from each side, would meet."""
    rows = [(words[name], words[f"{name}_says"]) for name in words if f"{name}_says" in words]
    return [one for one, other in rows if width_of(one) + width_of(other, bold=True) > WIDTH - 24]
