"""KPI117: nobody answers for the campaign."""

from collections.abc import Iterator

from generator.checks.check import Check, Context, Example, Finding
from generator.compare.result import Level


def _find(context: Context) -> Iterator[Finding]:
    if context.campaign.owner is None:
        yield Finding(context.campaign.at("name"), "nobody is named as the campaign's `owner`")


CHECK = Check(
    code="KPI117",
    name="no-owner",
    level=Level.NOTE,
    what="A campaign without `owner`.",
    why=(
        "A missed target leads to something only if someone is expected to explain it and to act on it. The owner is "
        "also who agrees to the targets before the start."
    ),
    mend="Add `owner:` with a person or a team.",
    fails=Example("owner: null\n", note="Nobody is asked.", key=("name",)),
    passes=Example("owner: growth-team\n", note="The growth team answers for it."),
    find=_find,
    lesson="learn/comparing-results-with-kpis/",
)
