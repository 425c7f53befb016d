"""KPI104: a campaign outside every key result area."""

from collections.abc import Iterator

from generator.checks.amounts import number_of
from generator.checks.check import Check, Context, Example, Finding
from generator.compare.result import Level
from generator.spec.values import say
from generator.text import joined


def _find(context: Context) -> Iterator[Finding]:
    campaign, areas = context.campaign, context.frame.strategy.key_result_areas
    if campaign.kra is None and areas:
        message = say(
            en="strategy.yml has {count} ({areas}), and the campaign names none",
            zh="strategy.yml 中有 {count}（{areas}），活动却没有写明属于哪个",
            count=number_of(len(areas), "key result area", "个关键结果领域"),
            areas=joined([f"`{name}`" for name in areas]),
        )
        yield Finding(campaign.at("objective") if campaign.objective else campaign.at("name"), message)


CHECK = Check(
    code="KPI104",
    name="no-key-result-area",
    zh="没有归入关键结果领域",
    level=Level.NOTE,
    what=say(
        en="A campaign without `kra`, where strategy.yml has key result areas.",
        zh="strategy.yml 中定义了关键结果领域，活动却没有写 `kra`。",
    ),
    why=say(
        en="A key result area says where results are owed, its success factors what must go right there, and metrics "
        "measure each factor. A campaign outside that chain has KPIs that nobody upstream asked for, and what it "
        "achieves appears nowhere in the strategy.",
        zh="关键结果领域说明哪里必须出成果，成功因素说明其中哪些事必须做好，每个因素再由指标来衡量。活动不在这条链上"
        "，它的 KPI 就不是上游要的，做出的成绩在战略里也找不到位置。",
    ),
    mend=say(
        en="Name the area: `kra: acquisition`, an id under `key_result_areas` in strategy.yml.",
        zh="写明所属领域，例如 `kra: acquisition`，即 strategy.yml 中 `key_result_areas` 下的某个 id。",
    ),
    fails=Example(
        "kra: null\n",
        note=say(
            en="The strategy has an area, and the campaign stands outside it.",
            zh="战略里有一个领域，活动却在它之外。",
        ),
        key=("objective",),
    ),
    passes=Example(
        "kra: acquisition\n",
        note=say(
            en="Its KPIs can now be held against the area's success factors.",
            zh="现在可以拿它的 KPI 与该领域的成功因素对照了。",
        ),
    ),
    find=_find,
    lesson="learn/okr-and-kpi/",
)
