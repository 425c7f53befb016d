"""KPI112: a target that every campaign before has beaten."""

from generator.checks.check import Check, Example
from generator.checks.earlier import below_worst
from generator.compare.result import Level
from generator.spec.values import say

CHECK = Check(
    code="KPI112",
    name="target-easier-than-ever",
    zh="目标值比历史最差还松",
    level=Level.NOTE,
    what=say(
        en="A target on a rate or a price that its worst result in three or more earlier campaigns would have met.",
        zh="比率类或成本类指标的目标值，此前三次或更多次活动中最差的成绩也能达到。",
    ),
    why=say(
        en="A target that even the weakest campaign has passed asks for nothing. Meeting it will be reported as a "
        "success, and nobody learns whether this campaign was any better than the others.",
        zh="连最差的一次活动都能达到的目标，等于没有要求。达标了会被当成功上报，这次到底比以往好不好，却没人知道。",
    ),
    mend=say(
        en="Set the target inside the range of earlier results. If this campaign is harder than those were (a new "
        "market, a smaller budget), say so in `why`.",
        zh="把目标值定在历史成绩的范围之内。如果这次确实更难（新市场、预算更少），请写进 `why`。",
    ),
    fails=Example(
        past={"conversion_rate": (0.041, 0.038, 0.044)},
        note=say(
            en="The weakest of three campaigns reached 3.8%; the target is 3.4%.",
            zh="三次活动中最差的也有 3.8%，目标值却是 3.4%。",
        ),
        key=("kpis", 0, "target"),
    ),
    passes=Example(
        past={"conversion_rate": (0.041, 0.031, 0.044)},
        note=say(
            en="One campaign stayed at 3.1%, so 3.4% has to be earned.",
            zh="有一次活动只做到 3.1%，3.4% 得努力才能拿到。",
        ),
    ),
    find=below_worst,
    lesson="learn/comparing-results-with-kpis/",
)
