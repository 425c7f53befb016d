"""KPI407 outside-blamed-without-control: the market is said to be the cause, and nothing measured the market."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.example_data import MARKET, SOURCES, daily, market
from generator.checks.kpis import View, views
from generator.checks.named import CAUSES
from generator.checks.outside import OUTSIDE
from generator.compare.result import Level, Verdict
from generator.spec.model import Cause
from generator.spec.values import Text, say

_OF_A_YEAR = (12, 52)
"""Steps of a season of months or weeks; one of 7 days is the week's and says nothing of spring."""
_SHORT = frozenset({Verdict.MISSED, Verdict.NEAR})
_LEARNED = """\
kpis:
  - {metric: conversions, target: 2500}
learnings:
  - {kpi: conversions, cause: market, what: The whole market was weak in March.}
"""


def _find(context: Context) -> Iterator[Finding]:
    campaign = context.campaign
    if campaign.controls:
        return
    by_metric = {one.kpi.metric: one for one in views(context)}
    for number, learning in enumerate(campaign.learnings):
        one = by_metric.get(learning.kpi or "")
        if one is None or learning.cause not in OUTSIDE or one.result.verdict not in _SHORT:
            continue
        if learning.cause is Cause.SEASON and _season_was_modelled(one):
            continue
        yield Finding(campaign.at("learnings", number, "cause"), _say(one, learning.cause))


def _say(one: View, cause: Cause) -> Text:
    got = one.title
    if one.result.value is not None:
        got = say(
            en="{title} at {value} against {target}",
            zh="{title}为 {value}，目标值 {target}",
            title=one.title,
            value=one.amount(one.result.value),
            target=one.result.target_text,
        )
    return say(
        en="{got}: put down to {cause}, and no control on record shows it",
        zh="{got}：复盘归因于{cause}，却没有任何对照可以佐证",
        got=got,
        cause=CAUSES[cause],
    )


def _season_was_modelled(one: View) -> bool:
    return one.result.counterfactual is not None and one.result.counterfactual.season in _OF_A_YEAR


CHECK = Check(
    code="KPI407",
    name="outside-blamed-without-control",
    zh="归因外部却没有对照",
    level=Level.WARNING,
    what=say(
        en=("Finds misses that the learnings put down to market, season or competition where no control was named."),
        zh="复盘把未达标归因于市场、季节或竞争，却没有指定任何对照。",
    ),
    why=say(
        en=(
            "It may be so. But a weak market can be measured: what did those do who had no campaign? Without "
            "that the sentence fits every miss, and nothing is learned from it."
        ),
        zh=(
            "也许确实如此。但市场疲软是可以衡量的：同期没做活动的那些地方表现如何？没有这一步，"
            "这句话套在哪次未达标上都行，什么也学不到。"
        ),
    ),
    mend=say(
        en=(
            "Name a series under `controls:` that shares the market but not the campaign, or give the cause "
            "you can show."
        ),
        zh="在 `controls:` 下指定一条同受市场影响、但不受活动影响的数据，或改写成拿得出依据的原因。",
    ),
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        _LEARNED,
        {"data/ads.csv": daily()},
        say(
            en="The market is blamed, and not measured.",
            zh="怪了市场，却没有衡量市场。",
        ),
        key=("learnings", 0, "cause"),
    ),
    passes=Example(
        SOURCES + MARKET + _LEARNED + "controls:\n  - {source: market, measure: category_searches}\n",
        {"data/ads.csv": daily(), "data/market.csv": market()},
        say(
            en="Searches for the category say what the market did.",
            zh="品类搜索量说明了市场的走势。",
        ),
    ),
    find=_find,
)
