"""KPI607 unnamed-currency: money from several sources, and nothing says that it is the same money."""

from collections.abc import Iterator

from generator.checks.base import FIRST
from generator.checks.check import Check, Context, Example, Finding
from generator.checks.example_data import LAST, SPLIT, costs, results
from generator.checks.kpis import views
from generator.checks.saying import listed, measure_title
from generator.compare.result import Level
from generator.spec.model import Unit

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
        names = listed([measure_title(context, name) for name in money])
        given = listed([f"`{source}`" for source in sources])
        yield Finding(campaign.at("currency"), f"{names} from {len(sources)} sources, {given}, in no named currency")


CHECK = Check(
    code="KPI607",
    name="unnamed-currency",
    level=Level.NOTE,
    what="Finds KPIs made of money from several sources where the campaign names no currency.",
    why=(
        "Cost in dollars and revenue in euros divide just as well as if they were the same; the ratio is wrong by "
        "the rate of exchange, and nothing shows it. With a currency named, files that say otherwise are refused."
    ),
    mend=(
        "Set `currency:` to three letters such as EUR, and convert what is in another. Where it is unknown but the "
        "same, waive this and say why."
    ),
    lesson="learn/how-results-are-judged/",
    fails=Example(
        _MONEY + _ROAS + "currency: none\n",
        {"data/costs.csv": costs(FIRST, LAST), "data/results.csv": results(FIRST, LAST)},
        "Cost comes from the advertising account, revenue from the shop.",
        key=("currency",),
    ),
    passes=Example(
        _MONEY + _ROAS + "currency: EUR\n",
        {"data/costs.csv": costs(FIRST, LAST), "data/results.csv": results(FIRST, LAST)},
        "Both are said to be in euros.",
    ),
    find=_find,
)
