"""KPI112: a target that every campaign before has beaten."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.earlier import earlier
from generator.checks.kpis import views
from generator.compare.result import Level


def _find(context: Context) -> Iterator[Finding]:
    for view in views(context):
        past = earlier(view, context)
        if past is not None and view.better(past.worst, past.target) and not view.is_guardrail:
            message = (
                f"{view.title}: the target of {view.target} is easier than every earlier result: "
                f"the worst of {past.count} campaigns came to {view.amount(past.worst)}"
            )
            yield Finding(view.at("target"), message)


CHECK = Check(
    code="KPI112",
    name="target-easier-than-ever",
    level=Level.NOTE,
    what="A target on a rate or a price that its worst result in three or more earlier campaigns would have met.",
    why=(
        "A target that even the weakest campaign has passed asks for nothing. Meeting it will be reported as a "
        "success, and nobody learns whether this campaign was any better than the others."
    ),
    mend=(
        "Set the target inside the range of earlier results. If this campaign is harder than those were (a new market, "
        "a smaller budget), say so in `why`."
    ),
    fails=Example(
        past={"conversion_rate": (0.041, 0.038, 0.044)},
        note="The weakest of three campaigns reached 3.8%; the target is 3.4%.",
        key=("kpis", 0, "target"),
    ),
    passes=Example(
        past={"conversion_rate": (0.041, 0.031, 0.044)},
        note="One campaign stayed at 3.1%, so 3.4% has to be earned.",
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
