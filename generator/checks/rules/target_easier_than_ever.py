"""KPI112: a target that every campaign before has beaten."""

from generator.checks.check import Check, Example
from generator.checks.earlier import below_worst
from generator.compare.result import Level

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
    find=below_worst,
    lesson="learn/comparing-results-with-kpis/",
)
