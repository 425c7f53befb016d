"""What finished campaigns reached on a metric: a range for its next target, and how far past targets were attained."""

from dataclasses import dataclass

from markupsafe import Markup

from generator.compare.result.portfolio import AttainmentReading, AttainmentResult, PortfolioResult, TargetRange
from generator.pages.figures import digits_for
from generator.pages.numbers import Numbers, scaled
from generator.pages.portfolio_names import Names
from generator.pages.portfolio_targets import share_said, strip
from generator.pages.scorecard import Bar
from generator.pages.words import Words
from generator.report.targets import TOO_EASY, WISHFUL
from generator.spec.model import Unit

_CENTS = 2


@dataclass(frozen=True, slots=True)
class Past:
    """One metric's past, worded; empty where fewer than three campaigns had a result on it."""

    ranges: tuple[Markup, ...]
    """One a currency."""
    strip: Bar | None
    attained: str
    note: str


def past_of(metric: str, title: str, found: PortfolioResult, names: Names) -> Past:
    """Word what campaigns reached on a metric."""
    ranges = tuple(_range(one, names) for one in found.targets if one.metric == metric)
    attained = next((one for one in found.attainment if (one.by, one.name) == ("metric", metric)), None)
    return Past(
        ranges,
        strip(attained, title, "spread.svg", names.words) if attained else None,
        _attained(attained, names.words) if attained else "",
        names.words("reference.past_strip" if attained else "reference.past_note"),
    )


def _range(one: TargetRange, names: Names) -> Markup:
    """Say between which values the middle half of the results lies, and the best there was."""
    words, numbers = names.words, Numbers(names.words, one.currency)
    digits = range_digits(one)
    low, high = (numbers.bare(end, one.unit, digits) for end in (one.low, one.high))
    span = numbers.with_unit(words("range", low=low, high=high), one.unit)
    if low == high:
        span = numbers.with_unit(low, one.unit)
    volume = "_a_day" if one.per_day else ""
    middle = numbers.value(one.median, one.unit, digits)
    text = words.html(f"reference.range{volume}", range=span, median=middle, number=numbers.count(one.results))
    if one.best is None or one.best_campaign is None:
        return text
    link = names.campaign(one.best_campaign)
    campaign = Markup('<a href="{}">{}</a>').format(link.href, link.name)
    best = words.html("reference.best", value=numbers.value(one.best, one.unit, digits), campaign=campaign)
    return text + words("between") + best


def range_digits(one: TargetRange) -> int:
    """Give the decimals that show half the range's width with two figures; of a range of no width, its level."""
    half = float(scaled(one.high, one.unit) - scaled(one.low, one.unit)) / 2
    digits = digits_for(half or float(scaled(one.median, one.unit)) / 10)
    return _CENTS if one.unit is Unit.CURRENCY and digits == 1 else digits


def _attained(one: AttainmentResult, words: Words) -> str:
    numbers = Numbers(words)
    low, median, high = (share_said(share, numbers) for share in (one.lowest, one.quartiles[1], one.highest))
    said = words("reference.attained", low=low, median=median, high=high, number=numbers.count(one.results))
    if one.reading is None:
        return said
    if one.reading is AttainmentReading.TOO_EASY:
        return words.sentences((said, words("reference.too_easy", line=numbers.share(TOO_EASY))))
    return words.sentences((said, words("reference.wishful", line=numbers.share(WISHFUL))))
