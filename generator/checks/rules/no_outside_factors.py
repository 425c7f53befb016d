"""KPI401 no-outside-factors: weeks of campaign, and not a word on what else happened."""

from collections.abc import Iterator

from generator.checks.amounts import counted
from generator.checks.check import Check, Context, Example, Finding
from generator.checks.days import has_begun, judged_days
from generator.compare.result import Level

_QUIET_UP_TO = 14
"""Days that may well pass without anything worth recording."""


def _find(context: Context) -> Iterator[Finding]:
    campaign, days = context.campaign, judged_days(context).days
    if has_begun(context) and days > _QUIET_UP_TO and not campaign.factors and not campaign.controls:
        yield Finding(
            campaign.at("period"), f"{counted(days, 'day')} of campaign, and no factor and no control on record"
        )


CHECK = Check(
    code="KPI401",
    name="no-outside-factors",
    level=Level.WARNING,
    what="Finds campaigns of more than two weeks that record nothing of what happened around them.",
    why=(
        "In some weeks there is a holiday, a competitor's sale, a price change or an outage. Nobody remembers it "
        "three months later, and then the campaign is praised or blamed for it."
    ),
    mend=(
        "List under `factors:` what else happened, with its days and what it was expected to do; a public holiday "
        "counts. Better still, name under `controls:` a series that the campaign could not move."
    ),
    lesson="learn/comparing-results-with-kpis/",
    fails=Example("factors: []\ncontrols: []\n", note="Four weeks, and nothing is recorded.", key=("period",)),
    passes=Example(
        "factors:\n  - "
        "{what: Competitor's spring sale, kind: competitor, when: 2026-03-16..2026-03-22, expect: lower}\n",
        note="One thing that happened, its days, and what it was expected to do.",
    ),
    find=_find,
)
