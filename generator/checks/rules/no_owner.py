"""KPI117: nobody answers for the campaign."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.compare.result import Level
from generator.spec.values import say


def _find(context: Context) -> Iterator[Finding]:
    if context.campaign.owner is None:
        message = say(en="nobody is named as the campaign's `owner`", zh="没有写明活动由谁负责（`owner`）")
        yield Finding(context.campaign.at("name"), message)


CHECK = Check(
    code="KPI117",
    name="no-owner",
    zh="没有负责人",
    level=Level.NOTE,
    what=say(
        en="A campaign without `owner`.",
        zh="活动没有写 `owner`。",
    ),
    why=say(
        en="A missed target leads to something only if someone is expected to explain it and to act on it. The owner "
        "is also who agrees to the targets before the start.",
        zh="没达标之后会不会有下文，取决于有没有人该出来解释并采取行动。负责人也是开始前对目标值点头的那个人。",
    ),
    mend=say(
        en="Add `owner:` with a person or a team.",
        zh="加上 `owner:`，写人或团队。",
    ),
    fails=Example(
        "owner: null\n",
        note=say(
            en="Nobody is asked.",
            zh="出了问题不知道该找谁。",
        ),
        key=("name",),
    ),
    passes=Example(
        "owner: growth-team\n",
        note=say(
            en="The growth team answers for it.",
            zh="由 growth-team 负责。",
        ),
    ),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
