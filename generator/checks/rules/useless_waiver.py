"""KPI901: a waiver that waives nothing."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.compare.result import Level, State
from generator.errors import nearest
from generator.spec.values import Text, say

CODE = "KPI901"
OF_THE_SPEC = "123"
"""Families that can be raised before there is any data."""


def _find(context: Context) -> Iterator[Finding]:
    seen: set[str] = set()
    for number, waiver in enumerate(context.campaign.waive):
        message = _useless(waiver.check, seen, context)
        seen.add(waiver.check)
        if message is not None:
            yield Finding(context.campaign.at("waive", number, "check"), message)


def _useless(code: str, seen: set[str], context: Context) -> Text | None:
    """Say why a waiver does nothing; None where it does, or where its check does not run or may yet be raised."""
    if code in seen:
        return say(
            en="{code} is waived twice; the first reason counts", zh="{code} 豁免了两次，以第一次的理由为准", code=code
        )
    if code not in context.ran:
        return _unknown(code, nearest(code, context.ran))
    over = context.judged.result.campaign.state is State.FINISHED
    if context.ran[code] == 0 and (over or code[3] in OF_THE_SPEC):
        return say(
            en="{code} is waived and was not raised: there is nothing to waive",
            zh="{code} 写了豁免，但并没有触发：没有什么可豁免的",
            code=code,
        )
    return None


def _unknown(code: str, like: str | None) -> Text:
    if like is None:
        return say(en="there is no check {code}", zh="没有 {code} 这项检查", code=code)
    return say(
        en="there is no check {code}; did you mean `{like}`?",
        zh="没有 {code} 这项检查；是不是想写 `{like}`？",
        code=code,
        like=like,
    )


CHECK = Check(
    code=CODE,
    name="useless-waiver",
    zh="多余的豁免",
    level=Level.WARNING,
    what=say(
        en=("An entry under `waive` whose check was not raised, does not exist, or is waived a second time."),
        zh="`waive` 下有的条目，所指的检查没有触发、并不存在，或已经豁免过一次。",
    ),
    why=say(
        en=(
            "A waiver is an excuse given in advance. Left behind when its reason is gone, it will silence the "
            "check on the day when the mistake comes back."
        ),
        zh="豁免是事先给出的理由。理由已经不在，豁免却留着，等错误再犯的那天，检查就不会出声了。",
    ),
    mend=say(
        en=(
            "Remove the entry. If it names the wrong check, look its code up: `goalposts explain KPI301` says "
            "what it finds."
        ),
        zh="删掉这一条。如果写错了检查代码，可以查一下：`goalposts explain KPI301` 会说明它检查什么。",
    ),
    fails=Example(
        "waive:\n  - {check: KPI301, because: A single KPI was agreed with finance.}\n",
        note=say(
            en="The campaign has four KPIs, so that KPI301 is not raised.",
            zh="活动有四项 KPI，因此 KPI301 不会触发。",
        ),
        key=("waive", 0, "check"),
    ),
    passes=Example(
        "owner: null\nwaive:\n  - {check: KPI117, because: The owner is named when the team is in place.}\n",
        note=say(
            en="KPI117 is raised, and waived with a reason that the page shows.",
            zh="KPI117 触发了，豁免时写明了理由，页面上会显示。",
        ),
    ),
    find=_find,
    lesson="learn/how-results-are-judged/",
)
