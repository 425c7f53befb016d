"""KPI404 factor-out-of-reach: a factor that lies outside campaign and baseline, where it can explain nothing."""

from collections.abc import Iterator
from datetime import timedelta

from generator.checks.amounts import number_of
from generator.checks.check import Check, Context, Example, Finding
from generator.checks.days import baseline_days
from generator.compare.result import Level
from generator.spec.model import Factor, Period
from generator.spec.values import Text, say

_LASTING = timedelta(days=28)
"""A factor may still be felt so long after its end."""


def _find(context: Context) -> Iterator[Finding]:
    campaign = context.campaign
    baseline = baseline_days(context)
    windows = [campaign.period, baseline] if baseline else [campaign.period]
    for number, factor in enumerate(campaign.factors):
        if any(_reaches(factor.when, window) for window in windows):
            continue
        yield Finding(campaign.at("factors", number, "when"), _say(factor, campaign.period))


def _say(factor: Factor, period: Period) -> Text:
    if factor.when.start > period.end:
        return say(
            en="“{what}” begins on {start}, {days} after the campaign's last day",
            zh="“{what}”从 {start} 才开始，活动那时已结束 {days}",
            what=factor.what,
            start=factor.when.start,
            days=number_of((factor.when.start - period.end).days, "day", "天"),
        )
    return say(
        en="“{what}” was over on {end}, more than {days} days before campaign and baseline",
        zh="“{what}”在 {end} 就已结束，比活动和基准期早 {days} 天以上",
        what=factor.what,
        end=factor.when.end,
        days=_LASTING.days,
    )


def _reaches(when: Period, window: Period) -> bool:
    return when.start <= window.end and when.end + _LASTING >= window.start


CHECK = Check(
    code="KPI404",
    name="factor-out-of-reach",
    zh="外部因素不在时间范围内",
    level=Level.NOTE,
    what=say(
        en=("Finds factors that begin after the campaign, or were over four weeks before campaign and baseline began."),
        zh="外部因素在活动结束之后才开始，或在活动和基准期开始的四周之前就已结束。",
    ),
    why=say(
        en=("It can explain neither the result nor what it is compared with. More often than not the year is wrong."),
        zh="这样的因素既解释不了活动的结果，也解释不了拿来对比的基准。出现这种情况，多半是年份写错了。",
    ),
    mend=say(
        en="Correct the days under `when:`, or take the factor out.",
        zh="改正 `when:` 的日期，或删掉这条因素。",
    ),
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        "factors:\n  - "
        "{what: Competitor's spring sale, kind: competitor, when: 2025-03-15..2025-03-29, expect: lower}\n",
        note=say(
            en="The sale is dated a year too early.",
            zh="促销的日期早写了一年。",
        ),
        key=("factors", 0, "when"),
    ),
    passes=Example(
        "factors:\n  - "
        "{what: Competitor's spring sale, kind: competitor, when: 2026-03-15..2026-03-29, expect: lower}\n",
        note=say(
            en="It lies inside the campaign.",
            zh="促销落在活动期内。",
        ),
    ),
    find=_find,
)
