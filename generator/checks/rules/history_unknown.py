"""KPI508: targets of which git does not tell whether they were set in advance."""

from collections.abc import Iterator

from generator.checks.check import Check, Committed, Context, Example, Finding
from generator.compare.result import Level
from generator.history.git import Unconfirmed
from generator.spec.values import say

_WHY = {
    Unconfirmed.NO_GIT: say(en="the folder is in no git repository", zh="文件夹不在 Git 仓库中"),
    Unconfirmed.NOT_COMMITTED: say(en="the spec was never committed", zh="活动文件从未提交"),
    Unconfirmed.SHALLOW: say(en="this is a shallow clone, without older commits", zh="这是浅克隆，没有更早的提交"),
}


def _find(context: Context) -> Iterator[Finding]:
    targets = context.judged.result.targets
    if targets is not None and targets.reason in _WHY:
        message = say(
            en="it cannot be confirmed that the targets were set in advance: {why}",
            zh="无法确认目标是否事先定好：{why}",
            why=_WHY[targets.reason],
        )
        yield Finding(context.campaign.at("period"), message)


CHECK = Check(
    code="KPI508",
    name="history-unknown",
    zh="缺少历史记录",
    level=Level.NOTE,
    what=say(
        en="A campaign of which git does not tell what was in force when it began: no repository, not "
        "committed, or a shallow clone.",
        zh="Git 看不出活动开始时生效的是哪个版本：不在仓库中、没有提交，或只是浅克隆。",
    ),
    why=say(
        en="That targets were set in advance is the point of the report. Where no history is at hand, readers "
        "have to take it on trust.",
        zh="目标是不是事先定的，正是这份报告的立足点。手头没有历史记录，读者信不信就全凭各人了。",
    ),
    mend=say(
        en="Keep the site in git and commit specs when they are agreed. In CI, fetch the whole history: "
        "`fetch-depth: 0` for actions/checkout, `GIT_DEPTH: 0` for GitLab.",
        zh="把站点放进 Git，商定后就提交活动文件。在 CI 里取完整历史：actions/checkout 设 `fetch-depth: 0`，GitLab "
        "设 `GIT_DEPTH: 0`。",
    ),
    fails=Example(
        note=say(en="The folder is in no repository.", zh="文件夹不在任何仓库中。"),
        commits=(),
        key=("period",),
    ),
    passes=Example(
        note=say(en="Committed 17 days before the start.", zh="开始前 17 天提交。"),
        commits=(Committed("2026-02-13"),),
    ),
    find=_find,
    lesson="learn/goodhart/",
)
