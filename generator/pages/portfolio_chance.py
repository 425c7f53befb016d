"""How many clear verdicts chance alone would give, in words."""

from generator.compare.result.portfolio import ChanceResult
from generator.pages.numbers import Numbers, exact
from generator.pages.words import Words

MARK = "*"
"""Stands beside the results that stand out, and in the sentence that says so."""
_MANY = 2
"""A single verdict is not one of many."""


def standing_out(found: ChanceResult) -> frozenset[tuple[str, str]]:
    """Name the campaign and metric of each result that chance alone would hardly give."""
    return frozenset((one.campaign, one.metric) for one in found.verdicts if one.survives)


def chance_said(found: ChanceResult, words: Words) -> str:
    """Hold the clear verdicts against what chance would give; empty where there are none, or one verdict in all."""
    if not found.clear or found.kpis < _MANY:
        return ""
    return words.sentences((_clear(found, words), _survivors(found, words)))


def star_said(found: ChanceResult, words: Words) -> str:
    """Say what the mark means; empty where nothing is marked."""
    if not found.survivors:
        return ""
    return words("portfolio.star", mark=MARK, rate=Numbers(words).share(found.rate))


def _clear(found: ChanceResult, words: Words) -> str:
    numbers, (low, high) = Numbers(words), found.interval
    values = {"clear": numbers.count(found.clear), "all": numbers.count(found.kpis), "high": numbers.count(high)}
    if found.expected < 1:
        return words.count("portfolio.chance_few", found.clear, **values)
    about = numbers.plain(exact(found.expected), 0)
    return words.count("portfolio.chance", found.clear, **values, about=about, low=numbers.count(low))


def _survivors(found: ChanceResult, words: Words) -> str:
    count = Numbers(words).count
    if not found.survivors:
        return words("portfolio.survive_none")
    values = {"number": count(found.survivors), "all": count(found.kpis), "mark": MARK}
    return words.count("portfolio.survive", found.survivors, **values)
