"""KPI405 tracking-fault-inside: measurement was broken or changed while the campaign ran."""

from collections.abc import Iterator

from generator.checks.amounts import number_of
from generator.checks.check import Check, Context, Example, Finding
from generator.checks.days import judged_days
from generator.checks.outside import FAULTS
from generator.checks.saying import listed, title
from generator.compare.result import Level
from generator.spec.model import FactorKind, Period
from generator.spec.values import say

_KINDS = {
    FactorKind.TRACKING: say(en="tracking", zh="数据追踪"),
    FactorKind.OUTAGE: say(en="outage", zh="故障"),
}


def _find(context: Context) -> Iterator[Finding]:
    days = judged_days(context)
    for number, factor in enumerate(context.campaign.factors):
        if factor.kind not in FAULTS or not factor.when.overlaps(days):
            continue
        inside = Period(start=max(factor.when.start, days.start), end=min(factor.when.end, days.end)).days
        on = (
            listed([title(context, metric) for metric in factor.on])
            if factor.on
            else say(en="every KPI", zh="所有 KPI")
        )
        yield Finding(
            context.campaign.at("factors", number),
            say(
                en="“{what}” ({kind}) falls on {inside} of the campaign's {days}, for {on}",
                zh="“{what}”（{kind}）落在活动 {days}中的 {inside} 天，影响{on}",
                what=factor.what,
                kind=_KINDS[factor.kind],
                inside=inside,
                days=number_of(days.days, "day", "天"),
                on=on,
            ),
        )


CHECK = Check(
    code="KPI405",
    name="tracking-fault-inside",
    zh="活动期内追踪出过问题",
    level=Level.WARNING,
    what=say(
        en="Finds tracking changes and outages on record inside the campaign's days.",
        zh="活动期内记录了追踪变更或系统故障。",
    ),
    why=say(
        en=(
            "A competitor's sale changes what happened; a broken tag changes only what was counted. No "
            "comparison with targets or a baseline can tell what the true numbers were on those days."
        ),
        zh=(
            "竞品促销改变的是真实结果，追踪代码失效改变的只是统计出来的数。无论与目标还是与基准对比，"
            "都看不出那几天的真实数值。"
        ),
    ),
    mend=say(
        en=(
            "Get the lost days from another system (orders, bank, call centre), or judge the days that were "
            "measured whole and say so. Then waive this check with that reason."
        ),
        zh=(
            "从其他系统（订单、收款、呼叫中心）补回缺失的那几天，或只用统计完整的日子来判定并注明。"
            "然后以此为由豁免本检查。"
        ),
    ),
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        "factors:\n  - "
        "{what: Consent banner lost the tag, kind: tracking, when: 2026-03-10..2026-03-14, expect: lower}\n",
        note=say(
            en="For five days of the campaign conversions were not counted in full.",
            zh="活动中有五天的转化没有统计完整。",
        ),
        key=("factors", 0),
    ),
    passes=Example(
        "factors:\n  - "
        "{what: Competitor's spring sale, kind: competitor, when: 2026-03-10..2026-03-14, expect: lower}\n",
        note=say(
            en="What happened is outside, and it was counted.",
            zh="发生的事在外部，数据统计是完整的。",
        ),
    ),
    find=_find,
)
