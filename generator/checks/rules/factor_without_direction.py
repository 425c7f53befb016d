"""KPI402 factor-without-direction: something happened, and it could have been good or bad."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.compare.result import Level


def _find(context: Context) -> Iterator[Finding]:
    for number, factor in enumerate(context.campaign.factors):
        if factor.expect is None:
            days = str(factor.when.start) if factor.when.days == 1 else f"{factor.when.start} to {factor.when.end}"
            yield Finding(
                context.campaign.at("factors", number),
                f"“{factor.what.said_in('en')}” ({days}) does not say which way it was expected to move the KPIs",
            )


CHECK = Check(
    code="KPI402",
    name="factor-without-direction",
    level=Level.NOTE,
    what="Finds recorded factors that do not say whether they should lower or raise the KPIs.",
    why=(
        "A factor without a direction explains a miss as well as a hit. Only what was expected beforehand can turn "
        "out to have been wrong, and so tell something."
    ),
    mend=(
        "Add `expect: lower` or `expect: higher`, and `on:` with the KPIs it bears on; best before the numbers are in."
    ),
    lesson="learn/comparing-results-with-kpis/",
    fails=Example(
        "factors:\n  - {what: Easter, kind: holiday, when: 2026-03-20..2026-03-23}\n",
        note="Easter brings some shops more and others less; it does not say which.",
        key=("factors", 0),
    ),
    passes=Example(
        "factors:\n  - {what: Easter, kind: holiday, when: 2026-03-20..2026-03-23, expect: lower}\n",
        note="It was expected to lower the KPIs.",
    ),
    find=_find,
)
