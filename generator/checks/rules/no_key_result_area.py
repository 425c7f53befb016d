"""KPI104: a campaign outside every key result area."""

from collections.abc import Iterator

from generator.checks.amounts import counted
from generator.checks.check import Check, Context, Example, Finding
from generator.compare.result import Level


def _find(context: Context) -> Iterator[Finding]:
    campaign, areas = context.campaign, context.frame.strategy.key_result_areas
    if campaign.kra is None and areas:
        listed = ", ".join(f"`{name}`" for name in areas)
        message = f"strategy.yml has {counted(len(areas), 'key result area')} ({listed}), and the campaign names none"
        yield Finding(campaign.at("objective") if campaign.objective else campaign.at("name"), message)


CHECK = Check(
    code="KPI104",
    name="no-key-result-area",
    level=Level.NOTE,
    what="A campaign without `kra`, where strategy.yml has key result areas.",
    why=(
        "A key result area says where results are owed, its success factors what must go right there, and metrics "
        "measure each factor. A campaign outside that chain has KPIs that nobody upstream asked for, and what it "
        "achieves appears nowhere in the strategy."
    ),
    mend="Name the area: `kra: acquisition`, an id under `key_result_areas` in strategy.yml.",
    fails=Example(
        "kra: null\n", note="The strategy has an area, and the campaign stands outside it.", key=("objective",)
    ),
    passes=Example("kra: acquisition\n", note="Its KPIs can now be held against the area's success factors."),
    find=_find,
    lesson="learn/okr-and-kpi/",
)
