"""KPI116: a KPI on what something costs, and no budget."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.kpis import views
from generator.compare.result import Level
from generator.spec.values import say


def _find(context: Context) -> Iterator[Finding]:
    if context.campaign.budget is not None:
        return
    on_cost = [view for view in views(context) if any(leaf.measure == "cost" for leaf in view.metric.formula.leaves)]
    if on_cost:
        message = say(
            en="{title} is about money spent, and the campaign names no `budget` to spend",
            zh="{title}要用花费来算，活动却没有写明打算花多少（`budget`）",
            title=on_cost[0].title,
        )
        yield Finding(on_cost[0].at("metric"), message)


CHECK = Check(
    code="KPI116",
    name="no-budget",
    zh="没有预算",
    level=Level.NOTE,
    what=say(
        en="A KPI that is computed from the cost, in a campaign without `budget`.",
        zh="KPI 要用花费来计算，活动却没有写 `budget`。",
    ),
    why=say(
        en="A good price for each order means little without knowing how much was to be spent. Cheap orders are easy "
        "to buy in small numbers; the price climbs as the budget grows. Half of the money at a good price is not the "
        "campaign that was planned.",
        zh="不知道本来打算花多少，单个订单成本再好看也说明不了什么。少量便宜的订单不难买到，预算越大，成本越往上走。"
        "只花一半的钱换来好看的成本，那不是原来计划的活动。",
    ),
    mend=say(
        en="Add `budget:` to campaign.yml, in its currency, over the whole period.",
        zh="在 campaign.yml 中加上 `budget:`，用活动的币种，写整个活动期的金额。",
    ),
    fails=Example(
        "budget: null\n",
        note=say(
            en="The third KPI is a price, and nothing says how much was to be spent.",
            zh="第三个 KPI 是成本，却看不出总共打算花多少。",
        ),
        key=("kpis", 2, "metric"),
    ),
    passes=Example(
        "budget: 20000\n",
        note=say(
            en="20,000 EUR at 28 EUR an order: the plan can be checked against itself.",
            zh="预算 20,000 EUR，每单 28 EUR，计划本身就能核对。",
        ),
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
