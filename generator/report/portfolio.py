"""What a site's campaigns say together, from their summaries."""

from collections.abc import Sequence
from datetime import date

from generator.compare.result.portfolio import PortfolioResult
from generator.report.chance import chance
from generator.report.learnings import actions, causes
from generator.report.summary import Summary
from generator.report.targets import attainment_by_metric, attainment_by_owner, target_ranges


def portfolio(summaries: Sequence[Summary], as_of: date) -> PortfolioResult:
    """Judge the campaigns together as of a day; the order they come in plays no part."""
    ordered = sorted(summaries, key=lambda one: one.head.id)
    return PortfolioResult(
        sensitivity=tuple(one.sensitivity for one in ordered if one.sensitivity),
        chance=chance(ordered),
        attainment=(*attainment_by_metric(ordered), *attainment_by_owner(ordered)),
        targets=target_ranges(ordered),
        causes=causes(ordered),
        actions=actions(ordered, as_of),
    )
