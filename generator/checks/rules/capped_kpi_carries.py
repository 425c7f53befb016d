"""KPI709 capped-kpi-carries: one KPI far above its target makes up for others that fell short."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.example_data import daily
from generator.checks.kpis import views
from generator.checks.named import VERDICTS
from generator.checks.saying import listed, share, title
from generator.compare.result import Level, ScoreResult, ScoreTerm, Verdict
from generator.spec.values import say


def _find(context: Context) -> Iterator[Finding]:
    score, head = context.judged.result.score, context.judged.result.campaign
    if head.verdict not in (Verdict.MET, Verdict.NEAR) or score.value is None:
        return
    short = [one.title for one in views(context) if one.result.verdict in (Verdict.MISSED, Verdict.NEAR)]
    line = score.met if head.verdict is Verdict.MET else score.near
    for number, term in enumerate(score.terms):
        if short and term.capped and _without_excess(score, term) < line:
            message = say(
                en="the score of {score} is {verdict} only because {name} counts for {used}: at its target and no "
                "further, the score would be {without} ({short} fell short)",
                zh="综合得分 {score} 能判为{verdict}，全靠{name}按 {used} 计入：若它只是刚好达到目标，"
                "得分就是 {without}，而{short}没有达到目标",
                score=share(score.value),
                verdict=VERDICTS[head.verdict],
                name=title(context, term.metric),
                used=share(term.used or 0),
                without=share(_without_excess(score, term)),
                short=listed(short),
            )
            yield Finding(context.campaign.at("kpis", number, "metric"), message)


def _without_excess(score: ScoreResult, term: ScoreTerm) -> float:
    """Return the score, had this KPI come to its target and no further."""
    return (score.value or 0.0) - max(term.won or 0.0, 0.0)


CHECK = Check(
    code="KPI709",
    name="capped-kpi-carries",
    zh="一项超额掩盖其他未达标",
    level=Level.WARNING,
    what=say(
        en=(
            "Finds campaigns whose score is met (or near) only through the excess of one KPI, while another fell short."
        ),
        zh="综合得分达标（或接近），全靠一项 KPI 超额完成，而另有 KPI 没有达到目标。",
    ),
    why=say(
        en=(
            "The cap limits what one KPI can pay for another, but up to the cap it pays. A target that was "
            "easily passed then hides one that was missed, and easy targets are the ones that are passed so."
        ),
        zh=(
            "封顶限制了一项 KPI 能替另一项补多少，但封顶之内照样在补。轻松超额的目标掩盖了没完成的目标，"
            "而能这样超额的，往往正是定得太低的目标。"
        ),
    ),
    mend=say(
        en=("Say which KPIs must be met (`must: true`), lower the easy one's weight, or set its next target higher."),
        zh="写明哪些 KPI 必须达标（`must: true`），调低容易那一项的权重，或下次把它的目标定高一些。",
    ),
    lesson="learn/how-results-are-judged/",
    fails=Example(
        "kpis:\n  - {metric: conversions, target: 800}\n  - {metric: impressions, target: 600000}\n",
        {"data/ads.csv": daily()},
        say(
            en="Impressions, half as many again as planned, cover for the conversions.",
            zh="展示量比计划多出一半，补上了转化量的缺口。",
        ),
        key=("kpis", 1, "metric"),
    ),
    passes=Example(
        "kpis:\n  - {metric: conversions, target: 680}\n  - {metric: impressions, target: 600000}\n",
        {"data/ads.csv": daily()},
        say(
            en="Impressions are as far above, but nothing needs their help.",
            zh="展示量同样超出这么多，但没有谁需要它来补。",
        ),
    ),
    find=_find,
)
