"""KPI711 forecast-too-wide: met and missed are both well within what may still come."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.example_data import daily, wild
from generator.checks.kpis import View, views
from generator.checks.saying import share
from generator.compare.result import ForecastResult, Level, State, Verdict
from generator.compare.verdict import verdict_of

_WIDE = 0.25
"""Width of the 80% interval over the projected outcome."""
_RUNNING = "as_of: 2026-03-10\n"


def _find(context: Context) -> Iterator[Finding]:
    if context.judged.result.campaign.state is not State.RUNNING:
        return
    for one in views(context):
        forecast = one.result.forecast
        if forecast is None or one.result.verdict is not Verdict.RUNNING or not _decides_nothing(one, forecast):
            continue
        low, high = (one.amount(end) for end in forecast.interval)
        yield Finding(
            one.at("target"),
            f"{one.title} may end anywhere from {low} to {high} (80%) against {one.result.target_text}: the forecast "
            f"is too wide to act on, chance of meeting it {share(forecast.probability)}",
        )


def _decides_nothing(one: View, forecast: ForecastResult) -> bool:
    """Say whether the interval is wide and its ends lie on met and on missed."""
    low, high = forecast.interval
    wide = high - low > _WIDE * abs(forecast.projected)
    return wide and {verdict_of(one.goal, low), verdict_of(one.goal, high)} == {Verdict.MET, Verdict.MISSED}


CHECK = Check(
    code="KPI711",
    name="forecast-too-wide",
    level=Level.NOTE,
    what="Finds forecasts of a running campaign that reach from clearly met to clearly missed.",
    why=(
        "A chance of 62% sounds like news. With a range this wide it is a coin with a dent: moving budget on it is "
        "moving budget on noise."
    ),
    mend="Wait for more days, look at a KPI that swings less, or decide by what does not depend on the outcome.",
    lesson="learn/how-results-are-judged/",
    fails=Example(
        _RUNNING + "kpis:\n  - {metric: conversions, target: 1000}\n",
        {"data/ads.csv": wild()},
        "Conversions come in bursts; after nine days anything may still happen.",
        key=("kpis", 0, "target"),
    ),
    passes=Example(_RUNNING, {"data/ads.csv": daily()}, "Even days: the forecast is narrow."),
    find=_find,
)
