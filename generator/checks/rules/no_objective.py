"""KPI103: a campaign that serves no objective."""

from collections.abc import Iterator

from generator.checks.amounts import number_of
from generator.checks.check import Check, Context, Example, Finding
from generator.compare.result import Level
from generator.spec.values import say


def _find(context: Context) -> Iterator[Finding]:
    campaign = context.campaign
    if campaign.objective is None:
        known = len(context.frame.strategy.objectives)
        there = (
            say(
                en="strategy.yml has {count}",
                zh="strategy.yml 中有 {count}可选",
                count=number_of(known, "objective", "个业务目标"),
            )
            if known
            else say(en="there is no strategy.yml with objectives yet", zh="目前还没有写明业务目标的 strategy.yml")
        )
        message = say(
            en="the campaign names no objective, so nothing says what its KPIs are for; {there}",
            zh="活动没有写明业务目标，看不出这些 KPI 是为了什么；{there}",
            there=there,
        )
        yield Finding(campaign.at("name"), message)


CHECK = Check(
    code="KPI103",
    name="no-objective",
    zh="没有业务目标",
    level=Level.WARNING,
    what=say(
        en="A campaign without `objective`.",
        zh="活动没有写 `objective`。",
    ),
    why=say(
        en="The first mistake in judging a campaign is a KPI that has nothing to do with what the campaign was for. "
        "That can only be seen where the objective is written down. Without one, any number that went up can be "
        "called a success.",
        zh="评判活动时最容易犯的第一个错，是 KPI 与活动的初衷无关。只有把业务目标写下来，才看得出有没有跑偏；不写，"
        "随便哪个上涨的数字都能拿来报喜。",
    ),
    mend=say(
        en="Name the objective it serves: `objective: grow-sales`, an id under `objectives` in strategy.yml. If no "
        "objective there fits, ask why the campaign runs, and write that down as one.",
        zh="写明活动支持哪个业务目标，例如 `objective: grow-sales`，即 strategy.yml 中 `objectives` 下的某个 id。"
        "如果没有合适的，先问清楚为什么要做这次活动，再把答案写成一个业务目标。",
    ),
    fails=Example(
        "objective: null\n",
        note=say(
            en="Nothing says what the campaign is for.",
            zh="看不出这次活动是为了什么。",
        ),
        key=("name",),
    ),
    passes=Example(
        "objective: grow-sales\n",
        note=say(
            en="The objective stands in strategy.yml, with its stage and key results.",
            zh="业务目标在 strategy.yml 里，连同所处阶段和关键结果。",
        ),
    ),
    find=_find,
    lesson="learn/okr-and-kpi/",
)
