"""KPI114: a campaign that ends when nobody remembers how it began."""

from collections.abc import Iterator

from generator.checks.amounts import number_of
from generator.checks.check import Check, Context, Example, Finding
from generator.compare.result import Level
from generator.spec.values import say

LONGEST = 366


def _find(context: Context) -> Iterator[Finding]:
    period = context.campaign.period
    if period.days > LONGEST:
        message = say(
            en="the period is {length} long ({start} to {end}), more than a year",
            zh="活动期长达 {length}（{start} 至 {end}），超过一年",
            length=number_of(period.days, "day", "天"),
            start=period.start,
            end=period.end,
        )
        yield Finding(context.campaign.at("period"), message)


CHECK = Check(
    code="KPI114",
    name="period-over-a-year",
    zh="活动期超过一年",
    level=Level.WARNING,
    what=say(
        en="A period of more than a year.",
        zh="活动期超过一年。",
    ),
    why=say(
        en="The T of SMART is time-bound: a date by which it is decided. Over more than a year prices, competitors "
        "and the offer itself change, so the result mixes several campaigns into one number, and it comes too late "
        "to act on.",
        zh="SMART 里的 T 是“有时限”：到某一天必须见分晓。超过一年，价格、对手乃至产品本身都在变，一个数字里混着好"
        "几场活动，等结果出来也来不及调整了。",
    ),
    mend=say(
        en="Split it into campaigns of a quarter or less, each with its own targets; the next can take the last as "
        "its baseline.",
        zh="拆成每段不超过一个季度的活动，各定各的目标值，后一段可以拿前一段作基准。",
    ),
    fails=Example(
        "period: 2026-03-02..2027-06-30\nas_of: 2027-07-10\n",
        note=say(
            en="Sixteen months until there is a verdict.",
            zh="要等十六个月才有判定。",
        ),
        key=("period",),
    ),
    passes=Example(
        "period: 2026-03-02..2026-05-31\nas_of: 2026-06-10\n",
        note=say(
            en="A quarter, and then a decision.",
            zh="一个季度，到期就做决定。",
        ),
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
