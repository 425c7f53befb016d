"""KPI103: a campaign that serves no objective."""

from collections.abc import Iterator

from generator.checks.amounts import counted
from generator.checks.check import Check, Context, Example, Finding
from generator.compare.result import Level


def _find(context: Context) -> Iterator[Finding]:
    campaign = context.campaign
    if campaign.objective is None:
        known = len(context.frame.strategy.objectives)
        there = (
            f"strategy.yml has {counted(known, 'objective')}"
            if known
            else "there is no strategy.yml with objectives yet"
        )
        message = f"the campaign names no objective, so nothing says what its KPIs are for; {there}"
        yield Finding(campaign.at("name"), message)


CHECK = Check(
    code="KPI103",
    name="no-objective",
    level=Level.WARNING,
    what="A campaign without `objective`.",
    why=(
        "The first mistake in judging a campaign is a KPI that has nothing to do with what the campaign was for. "
        "That can only be seen where the objective is written down. Without one, any number that went up can be "
        "called a success."
    ),
    mend=(
        "Name the objective it serves: `objective: grow-sales`, an id under `objectives` in strategy.yml. If no "
        "objective there fits, ask why the campaign runs, and write that down as one."
    ),
    fails=Example("objective: null\n", note="Nothing says what the campaign is for.", key=("name",)),
    passes=Example(
        "objective: grow-sales\n", note="The objective stands in strategy.yml, with its stage and key results."
    ),
    find=_find,
    lesson="learn/okr-and-kpi/",
)
