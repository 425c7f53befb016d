"""KPI507: targets that were first committed after the start."""

from collections.abc import Iterator

from generator.checks.check import Check, Committed, Context, Example, Finding
from generator.compare.result import Level
from generator.history.git import Unconfirmed
from generator.spec.values import say


def _find(context: Context) -> Iterator[Finding]:
    targets = context.judged.result.targets
    if targets is not None and targets.reason is Unconfirmed.LATE:
        message = say(
            en="the targets were first committed on {since}, after the start on {start}",
            zh="目标到 {since} 才第一次提交，而活动 {start} 就开始了",
            since=targets.since.isoformat() if targets.since else "",
            start=context.campaign.period.start.isoformat(),
        )
        yield Finding(context.campaign.at("period"), message)


CHECK = Check(
    code="KPI507",
    name="committed-after-start",
    zh="开始后才提交",
    level=Level.WARNING,
    what=say(
        en="A campaign whose targets were first committed after it began.",
        zh="活动开始之后，目标才第一次提交。",
    ),
    why=say(
        en="Nothing shows that the targets were set before the first numbers came in. They may well have been; "
        "the page says that it cannot be confirmed.",
        zh="没有记录能说明目标是在出数之前定的。也许确实事先就定好了，但页面上只能如实写明无法确认。",
    ),
    mend=say(
        en="Commit the spec when the targets are agreed. For a campaign written down afterwards, waive this "
        "check with the reason.",
        zh="目标一商定就提交活动文件。事后补录的活动，可以写明原因豁免本检查。",
    ),
    fails=Example(
        note=say(en="Committed on 5 March; the campaign began on the 2nd.", zh="3 月 5 日才提交，活动 2 日就开始了。"),
        commits=(Committed("2026-03-05"),),
        key=("period",),
    ),
    passes=Example(
        note=say(en="Committed 17 days ahead.", zh="提前 17 天提交。"),
        commits=(Committed("2026-02-13"),),
    ),
    find=_find,
    lesson="learn/goodhart/",
)
