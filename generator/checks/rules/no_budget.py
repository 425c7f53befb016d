"""KPI116: a KPI on what something costs, and no budget."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import views
from generator.compare.result import Level


def _find(context: Context) -> Iterator[Finding]:
    if context.campaign.budget is not None:
        return
    on_cost = [view for view in views(context) if any(leaf.measure == "cost" for leaf in view.metric.formula.leaves)]
    if on_cost:
        message = f"{on_cost[0].title} is about money spent, and the campaign names no `budget` to spend"
        yield Finding(on_cost[0].at("metric"), message)


CHECK = Check(
    code="KPI116",
    name="no-budget",
    level=Level.NOTE,
    what="A KPI that is computed from the cost, in a campaign without `budget`.",
    why=(
        "A good price for each order means little without knowing how much was to be spent. Cheap orders are easy to "
        "buy in small numbers; the price climbs as the budget grows. Half of the money at a good price is not the "
        "campaign that was planned."
    ),
    mend="Add `budget:` to campaign.yml, in its currency, over the whole period.",
    fails=Example(
        "budget: null\n",
        note="The third KPI is a price, and nothing says how much was to be spent.",
        key=("kpis", 2, "metric"),
    ),
    passes=Example("budget: 20000\n", note="20,000 EUR at 28 EUR an order: the plan can be checked against itself."),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
