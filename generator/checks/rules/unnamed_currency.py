"""KPI607 unnamed-currency: money from several sources, and nothing says that it is the same money."""

from collections.abc import Iterator

from generator.checks.base import FIRST
from generator.checks.check import Check, Context, Example, Finding
from generator.checks.example_data import LAST, SPLIT, costs, results
from generator.checks.kpis import views
from generator.checks.saying import listed, measure_title
from generator.compare.result import Level
from generator.spec.model import Unit
from generator.spec.values import say

_MONEY = SPLIT.replace("conversions: conversions", "conversions: conversions, revenue: conversions")
_ROAS = "kpis:\n  - {metric: roas, target: 0.06}\n"


def _find(context: Context) -> Iterator[Finding]:
    campaign = context.campaign
    if campaign.currency:
        return
    used = {leaf.measure for one in views(context) for leaf in one.metric.formula.leaves}
    measures = context.frame.catalogue.measures
    money = sorted(name for name in used if name in measures and measures[name].unit is Unit.CURRENCY)
    sources = {source: None for name in money for source in context.data.sources_of.get(name, ())}
    if len(sources) > 1:
        message = say(
            en="{names} come from {count} sources ({given}), and no currency is named",
            zh="{names}来自 {count} 个数据源（{given}），没有写明币种",
            names=listed([measure_title(context, name) for name in money]),
            count=len(sources),
            given=listed([f"`{source}`" for source in sources]),
        )
        yield Finding(campaign.at("currency"), message)


CHECK = Check(
    code="KPI607",
    name="unnamed-currency",
    zh="未写明币种",
    level=Level.NOTE,
    what=say(
        en="Finds KPIs made of money from several sources where the campaign names no currency.",
        zh="KPI 用到多个数据源的金额，而活动没有写明币种。",
    ),
    why=say(
        en=(
            "Cost in dollars and revenue in euros divide just as well as if they were the same; the ratio is "
            "wrong by the rate of exchange, and nothing shows it. With a currency named, files that say "
            "otherwise are refused."
        ),
        zh=(
            "美元的花费和欧元的收入照样能相除，只是结果差了一个汇率，而且看不出来。写明币种后，"
            "标着其他币种的文件会被拒收。"
        ),
    ),
    mend=say(
        en=(
            "Set `currency:` to three letters such as EUR, and convert what is in another. Where it is unknown "
            "but the same, waive this and say why."
        ),
        zh=(
            "把 `currency:` 设为三个字母的代码，如 EUR，其他币种的金额先换算。如果币种不明但确定一致，"
            "就豁免本检查并说明理由。"
        ),
    ),
    lesson="learn/how-results-are-judged/",
    fails=Example(
        _MONEY + _ROAS + "currency: none\n",
        {"data/costs.csv": costs(FIRST, LAST), "data/results.csv": results(FIRST, LAST)},
        say(
            en="Cost comes from the advertising account, revenue from the shop.",
            zh="花费来自广告账户，收入来自店铺。",
        ),
        key=("currency",),
    ),
    passes=Example(
        _MONEY + _ROAS + "currency: EUR\n",
        {"data/costs.csv": costs(FIRST, LAST), "data/results.csv": results(FIRST, LAST)},
        say(
            en="Both are said to be in euros.",
            zh="写明了两者都是欧元。",
        ),
    ),
    find=_find,
)
