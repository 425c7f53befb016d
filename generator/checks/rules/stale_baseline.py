"""KPI207: a baseline that ended long before the start."""

from collections.abc import Iterator

from generator.checks.amounts import number_of
from generator.checks.baseline_days import apart_in_year, baseline_key, gap
from generator.checks.check import Check, Context, Example, Finding
from generator.compare.result import Level
from generator.spec.values import say

EIGHT_WEEKS = 56
SAME_SEASON = 31
"""Days apart in the year up to which an earlier year's period is a choice, not a gap."""
HALF_A_YEAR = 183


def _find(context: Context) -> Iterator[Finding]:
    baseline, between = context.campaign.baseline, gap(context)
    if baseline is None or baseline.period is None or between is None or between <= EIGHT_WEEKS:
        return
    if between > HALF_A_YEAR and apart_in_year(baseline.period, context.campaign.period) <= SAME_SEASON:
        return
    message = say(
        en="{gap} lie between the end of the baseline and the start, and nobody sees what they did",
        zh="基准期结束到活动开始隔了 {gap}，这期间变了什么谁也看不到",
        gap=number_of(between, "day", "天"),
    )
    yield Finding(baseline_key(context), message)


CHECK = Check(
    code="KPI207",
    name="stale-baseline",
    zh="基准期过时",
    level=Level.NOTE,
    what=say(
        en="A baseline period that ends more than eight weeks before the start and is not the same season of an "
        "earlier year.",
        zh="基准期在活动开始前八周以上就已结束，又不是往年同期。",
    ),
    why=say(
        en="What is compared is then the campaign and everything else that changed in between: prices, the website, "
        "other campaigns. The longer the gap, the less of the difference is the campaign's.",
        zh="这样比较的，除了活动，还有中间变过的一切：价格、网站、其他活动。隔得越久，差异里属于活动的就越少。",
    ),
    mend=say(
        en="Let the baseline end just before the start. If those weeks were out of the ordinary, record what "
        "happened under `factors`, so that the page shows why they are left out.",
        zh="让基准期紧接着活动开始之前结束。如果那几周情况反常，请在 `factors` 下记下原因，让页面说明为什么跳过它们。",
    ),
    fails=Example(
        "baseline: 2025-12-01..2025-12-28\n",
        note=say(
            en="Nine weeks lie in between.",
            zh="中间隔了九周。",
        ),
        key=("baseline",),
    ),
    passes=Example(
        "baseline: 2026-01-26..2026-02-22\n",
        note=say(
            en="One week lies in between.",
            zh="中间隔了一周。",
        ),
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
