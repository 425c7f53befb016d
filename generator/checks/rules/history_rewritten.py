"""KPI509: commits whose dates contradict each other."""

from collections.abc import Iterator

from generator.checks.check import Check, Committed, Context, Example, Finding
from generator.compare.result import Level
from generator.history.git import Unconfirmed
from generator.spec.values import say


def _find(context: Context) -> Iterator[Finding]:
    targets = context.judged.result.targets
    if targets is not None and targets.reason is Unconfirmed.REWRITTEN:
        message = say(
            en="the dates of the commits that set the targets lie on both sides of the start, {start}",
            zh="设定目标的提交，日期分别落在活动开始（{start}）的前后两边",
            start=context.campaign.period.start.isoformat(),
        )
        yield Finding(context.campaign.at("period"), message)


CHECK = Check(
    code="KPI509",
    name="history-rewritten",
    zh="历史被改写",
    level=Level.WARNING,
    what=say(
        en="A campaign whose targets were committed with dates that contradict each other on whether that was "
        "before the start.",
        zh="目标的提交日期前后矛盾，看不出是不是在活动开始之前。",
    ),
    why=say(
        en="A rebase, an amended commit or a date given by hand leaves one date before the start and one after "
        "it. Either could be true, so nothing is confirmed.",
        zh="变基、修补提交或手工指定日期，都会让一个日期落在开始之前、另一个落在之后。哪个都可能是真的，也就什么"
        "都确认不了。",
    ),
    mend=say(
        en="Do not rebase commits that set targets once a campaign has begun; merge instead. If it was done, "
        "say so in `notes.md` and waive this check with the reason.",
        zh="活动开始后，不要对设定目标的提交做变基，改用合并。已经做了的，请在 `notes.md` 中说明，并写明原因豁免"
        "本检查。",
    ),
    fails=Example(
        note=say(en="Written on 13 February and rebased on 20 March.", zh="2 月 13 日写成，3 月 20 日变基。"),
        commits=(Committed("2026-03-20", authored="2026-02-13"),),
        key=("period",),
    ),
    passes=Example(
        note=say(en="Rebased too, but before the campaign began.", zh="同样变基过，但在活动开始之前。"),
        commits=(Committed("2026-02-20", authored="2026-02-13"),),
    ),
    find=_find,
    lesson="learn/goodhart/",
)
