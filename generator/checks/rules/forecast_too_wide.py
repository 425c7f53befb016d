"""KPI711 forecast-too-wide: met and missed are both well within what may still come."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.example_data import daily, wild
from generator.checks.kpis import View, views
from generator.checks.saying import share
from generator.compare.result import ForecastResult, Level, State, Verdict
from generator.compare.verdict import verdict_of
from generator.spec.values import say

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
            say(
                en="{title} may end anywhere from {low} to {high} (80%) against {target}: the forecast is too wide to "
                "act on, chance of meeting it {chance}",
                zh="{title}最终落在 {low} 到 {high} 之间都有可能（80%），目标值 {target}：预测区间太宽，"
                "不足以据此行动，达标概率 {chance}",
                title=one.title,
                low=low,
                high=high,
                target=one.result.target_text,
                chance=share(forecast.probability),
            ),
        )


def _decides_nothing(one: View, forecast: ForecastResult) -> bool:
    """Say whether the interval is wide and its ends lie on met and on missed."""
    low, high = forecast.interval
    wide = high - low > _WIDE * abs(forecast.projected)
    return wide and {verdict_of(one.goal, low), verdict_of(one.goal, high)} == {Verdict.MET, Verdict.MISSED}


CHECK = Check(
    code="KPI711",
    name="forecast-too-wide",
    zh="预测区间过宽",
    level=Level.NOTE,
    what=say(
        en="Finds forecasts of a running campaign that reach from clearly met to clearly missed.",
        zh="进行中的活动，预测区间一端明确达标，另一端明确未达标。",
    ),
    why=say(
        en=(
            "A chance of 62% sounds like news. With a range this wide it is a coin with a dent: moving budget "
            "on it is moving budget on noise."
        ),
        zh=("62% 的概率听起来像个消息。但区间这么宽，它不过是一枚略有偏差的硬币：照它调预算，等于照噪声调预算。"),
    ),
    mend=say(
        en=("Wait for more days, look at a KPI that swings less, or decide by what does not depend on the outcome."),
        zh="多等几天数据，改看波动小一些的 KPI，或根据与结果无关的情况做决定。",
    ),
    lesson="learn/how-results-are-judged/",
    fails=Example(
        _RUNNING + "kpis:\n  - {metric: conversions, target: 1000}\n",
        {"data/ads.csv": wild()},
        say(
            en="Conversions come in bursts; after nine days anything may still happen.",
            zh="转化忽多忽少；过了九天，什么都还可能发生。",
        ),
        key=("kpis", 0, "target"),
    ),
    passes=Example(
        _RUNNING,
        {"data/ads.csv": daily()},
        say(
            en="Even days: the forecast is narrow.",
            zh="每天都很平稳，预测区间很窄。",
        ),
    ),
    find=_find,
)
