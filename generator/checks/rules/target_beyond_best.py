"""KPI109: a target that no campaign before came up to."""

from generator.checks.check import Check, Example
from generator.checks.earlier import beyond_best
from generator.compare.result import Level

CHECK = Check(
    code="KPI109",
    name="target-beyond-best",
    level=Level.WARNING,
    what="A target on a rate or a price that is better than its best result in three or more earlier campaigns.",
    why=(
        "The A of SMART is achievable. Aiming beyond the best ever seen can be a bold plan or a wish; the number "
        "alone does not tell which. A wish teaches nothing when it is missed, and people stop taking targets seriously."
    ),
    mend=(
        "Say in `why` what is different this time. If nothing is, set the target inside the range of earlier results, "
        "towards its better end."
    ),
    fails=Example(
        past={"conversion_rate": (0.027, 0.031, 0.029)},
        note="Three campaigns reached 2.7% to 3.1%; this one aims at 3.4%.",
        key=("kpis", 0, "target"),
    ),
    passes=Example(
        past={"conversion_rate": (0.027, 0.035, 0.029)},
        note="One campaign has reached 3.5%, so 3.4% has been done before.",
    ),
    find=beyond_best,
    lesson="learn/comparing-results-with-kpis/",
)
