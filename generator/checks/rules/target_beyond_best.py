"""KPI109: a target that no campaign before came up to."""

from generator.checks.check import Check, Example
from generator.checks.earlier import beyond_best
from generator.compare.result import Level
from generator.spec.values import say

CHECK = Check(
    code="KPI109",
    name="target-beyond-best",
    zh="目标值超过历史最好水平",
    level=Level.WARNING,
    what=say(
        en="A target on a rate or a price that is better than its best result in three or more earlier campaigns.",
        zh="比率类或成本类指标的目标值，优于此前三次或更多次活动的最好成绩。",
    ),
    why=say(
        en="The A of SMART is achievable. Aiming beyond the best ever seen can be a bold plan or a wish; the number "
        "alone does not tell which. A wish teaches nothing when it is missed, and people stop taking targets "
        "seriously.",
        zh="SMART 里的 A 是“可实现”。目标高过历史最好成绩，可能是有底气的计划，也可能只是愿望，单看数字分不出来。"
        "愿望落空学不到东西，次数多了，也就没人把目标当回事。",
    ),
    mend=say(
        en="Say in `why` what is different this time. If nothing is, set the target inside the range of earlier "
        "results, towards its better end.",
        zh="在 `why` 里写明这次有什么不同。如果没有，就把目标值定在历史成绩的范围之内，靠近较好的一端。",
    ),
    fails=Example(
        past={"conversion_rate": (0.027, 0.031, 0.029)},
        note=say(
            en="Three campaigns reached 2.7% to 3.1%; this one aims at 3.4%.",
            zh="此前三次活动做到 2.7% 至 3.1%，这次的目标是 3.4%。",
        ),
        key=("kpis", 0, "target"),
    ),
    passes=Example(
        past={"conversion_rate": (0.027, 0.035, 0.029)},
        note=say(
            en="One campaign has reached 3.5%, so 3.4% has been done before.",
            zh="此前有一次活动做到 3.5%，可见 3.4% 是有人做到过的。",
        ),
    ),
    find=beyond_best,
    lesson="learn/comparing-results-with-kpis/",
)
