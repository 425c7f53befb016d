"""KPI113: a campaign of a single day."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.checks.saying import WEEKDAYS
from generator.compare.result import Level
from generator.spec.values import say


def _find(context: Context) -> Iterator[Finding]:
    period = context.campaign.period
    if period.days == 1:
        message = say(
            en="the period is one day, {weekday} {day}: any other day might have come out otherwise",
            zh="活动期只有一天，{day}（{weekday}）：换一天结果可能就不同",
            weekday=WEEKDAYS[period.start.weekday()],
            day=period.start,
        )
        yield Finding(context.campaign.at("period"), message)


CHECK = Check(
    code="KPI113",
    name="one-day-period",
    zh="活动期只有一天",
    level=Level.WARNING,
    what=say(
        en="A period of one day.",
        zh="活动期只有一天。",
    ),
    why=say(
        en="One day is one draw: a weekday, a payday, the weather, an outage. Its result cannot be told from luck, "
        "and no range can be given for what a repeat would bring. Much of what a day sets off is bought later, too.",
        zh="一天只是一次抽样：碰上星期几、发薪日、天气、故障，都算在里面。结果和运气分不开，也给不出重做一次会落在什"
        "么区间。何况当天种下的单，不少要过几天才成交。",
    ),
    mend=say(
        en="Measure at least one whole week, better two, so that every weekday counts and late effects are seen. For "
        "a one-day sale let the period run on for the days in which orders still come in.",
        zh="至少看满一周，最好两周，让一周七天都算到，后续成交也看得见。一天的大促，请把活动期延到订单还会陆续进来"
        "的那几天。",
    ),
    fails=Example(
        "period: 2026-03-02..2026-03-02\n",
        note=say(
            en="All rests on one Monday.",
            zh="全部结果压在一个星期一上。",
        ),
        key=("period",),
    ),
    passes=Example(
        "period: 2026-03-02..2026-03-29\n",
        note=say(
            en="Four whole weeks: each weekday counts four times.",
            zh="整整四周，一周里的每一天都有四次。",
        ),
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
