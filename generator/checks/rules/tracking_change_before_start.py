"""KPI208: counting changed between baseline and campaign."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.saying import unended
from generator.compare.result import Level
from generator.spec.model import FactorKind
from generator.spec.values import say


def _find(context: Context) -> Iterator[Finding]:
    campaign = context.campaign
    if campaign.baseline is None or campaign.baseline.period is None:
        return
    begin, start = campaign.baseline.period.start, campaign.period.start
    for number, factor in enumerate(campaign.factors):
        if factor.kind is FactorKind.TRACKING and factor.when.end >= begin and factor.when.start <= start:
            first = factor.when.start == start
            message = say(
                en="counting changed {when} ({what}, {day}): before and after are counted in two ways",
                zh="统计口径在{when}变了（{what}，{day}）：前后按两种口径统计",
                when=say(en="on the first day", zh="活动第一天")
                if first
                else say(en="after the baseline had begun and before the start", zh="基准期开始之后、活动开始之前"),
                what=unended(factor.what),
                day=factor.when.start,
            )
            yield Finding(campaign.at("factors", number), message)


CHECK = Check(
    code="KPI208",
    name="tracking-change-before-start",
    zh="开始前改过统计口径",
    level=Level.WARNING,
    what=say(
        en="A factor of the kind `tracking` from the baseline's first day to the campaign's first.",
        zh="从基准期第一天到活动第一天之间，记有类型为 `tracking` 的因素。",
    ),
    why=say(
        en="A new consent banner, another attribution window or a repaired tag changes what is counted, not what "
        "people do. The difference from the baseline then measures the change in counting together with the "
        "campaign, and nothing can tell the two apart.",
        zh="换了 Cookie 同意弹窗、改了归因窗口、修好了埋点，变的是统计结果，不是用户行为。与基准之差于是同时含有口径变"
        "化和活动效果，没有办法分开。",
    ),
    mend=say(
        en="Begin the baseline after the change, or have the earlier numbers counted anew in the new way. If neither "
        "can be done, judge the KPI by its target alone and leave the comparison out.",
        zh="让基准期从口径变更之后开始，或把之前的数据按新口径重算。两样都做不到，就只用目标值评判这个 KPI，不做前后对"
        "比。",
    ),
    fails=Example(
        "factors:\n  - {what: New consent banner, kind: tracking, when: 2026-02-16, expect: lower}\n",
        note=say(
            en="Half of the baseline was counted before the banner, the campaign after it.",
            zh="基准期有一半是在 Cookie 弹窗上线之前统计的，活动全在之后。",
        ),
        key=("factors", 0),
    ),
    passes=Example(
        "factors:\n  - {what: New consent banner, kind: tracking, when: 2026-01-26, expect: lower}\n",
        note=say(
            en="The banner came a week before the baseline; both periods are counted alike.",
            zh="弹窗在基准期开始前一周就已上线，两段口径一致。",
        ),
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
