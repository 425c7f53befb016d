"""KPI708 band-makes-near: near only because its own band is wider than the site's."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.example_data import daily
from generator.checks.kpis import views
from generator.compare.result import Level, Verdict
from generator.compare.verdict import goal_of, verdict_of
from generator.spec.values import say


def _find(context: Context) -> Iterator[Finding]:
    site = context.frame.config.verdict.near
    for one in views(context):
        result = one.result
        if one.kpi.near is None or result.value is None or result.verdict is not Verdict.NEAR:
            continue
        usual = goal_of(one.metric.spec.better, one.kpi.target, site)
        if verdict_of(usual, result.value) is Verdict.MISSED:
            yield Finding(
                one.at("near"),
                say(
                    en="{title} is {value} against {target}: near by its own band of {own}, missed by the "
                    "site's {site}",
                    zh="{title}为 {value}，目标值 {target}：按自设的“接近”区 {own} 判为接近，"
                    "按站点的 {site} 就是未达标",
                    title=one.title,
                    value=one.amount(result.value),
                    target=result.target_text,
                    own=one.kpi.near.text,
                    site=site.text,
                ),
            )


CHECK = Check(
    code="KPI708",
    name="band-makes-near",
    zh="靠自设“接近”区判为接近",
    level=Level.NOTE,
    what=say(
        en="Finds KPIs that count as near by a band of their own, and would be missed by the site's.",
        zh="KPI 判为接近，靠的是自己设的“接近”区；按站点的“接近”区就是未达标。",
    ),
    why=say(
        en=(
            "A band of one's own can be right: some figures swing more. But it was the band that made this "
            "near and not missed, and a reader who compares campaigns should see that."
        ),
        zh=(
            "单独设“接近”区可以有道理：有些数据波动更大。但正是它让这项 KPI 成了接近，而不是未达标；"
            "横向比较活动的读者应该看得到这一点。"
        ),
    ),
    mend=say(
        en=(
            "Say in `why` where the band comes from (how much the figure swings from month to month), or use "
            "the site's."
        ),
        zh="在 `why` 中写明依据（这个数每月波动多大），或改用站点的“接近”区。",
    ),
    lesson="learn/how-results-are-judged/",
    fails=Example(
        "kpis:\n  - {metric: conversions, target: 900, near: 40%}\n",
        {"data/ads.csv": daily()},
        say(
            en="A fifth short of the target, and near all the same.",
            zh="比目标低了五分之一，仍判为接近。",
        ),
        key=("kpis", 0, "near"),
    ),
    passes=Example(
        "kpis:\n  - {metric: conversions, target: 760, near: 40%}\n",
        {"data/ads.csv": daily()},
        say(
            en="The same band, but it decides nothing.",
            zh="“接近”区相同，但没有左右判定。",
        ),
    ),
    find=_find,
)
