"""What must be read for a campaign."""

from datetime import date

from generator.data.request import Request
from generator.diagnose.drivers import leaves_needed
from generator.metrics.formula import Leaf
from generator.metrics.project import Frame
from generator.spec.model import Campaign, MeasureSpec, Text


def as_of_day(campaign: Campaign, as_of: date) -> date:
    """Return what counts as today for a campaign: its own `as_of`, else the build's."""
    return campaign.as_of or as_of


def request(frame: Frame, campaign: Campaign, as_of: date) -> Request:
    """Say what must be read for a campaign: the aggregates its KPIs' formulas need, and its cost.

    Also those of the KPIs' drivers, where a source gives their measures; a driver that cannot be had is no problem.
    """
    catalogue = frame.catalogue
    leaves = {leaf: None for kpi in campaign.kpis for leaf in catalogue.metrics[kpi.metric].formula.leaves}
    leaves |= {Leaf("sum", control.measure): None for control in campaign.controls}
    given = {measure for source in campaign.sources.values() for measure in source.measures}
    if "cost" in given:
        leaves |= dict.fromkeys(catalogue.metrics["cost"].formula.leaves)
    for kpi in campaign.kpis:
        needed = leaves_needed(catalogue.metrics[kpi.metric], catalogue)
        leaves |= dict.fromkeys(leaf for leaf in needed if leaf.measure in given)
    # A measure that only serves as a control need not be in the catalogue.
    others = {control.measure for control in campaign.controls} - catalogue.measures.keys()
    plain = {name: MeasureSpec(title=Text(by_language={"": name})) for name in others}
    measures = {**plain, **catalogue.measures} if plain else catalogue.measures
    return Request(campaign, tuple(leaves), measures, as_of_day(campaign, as_of), _ratios(frame, campaign))


def _ratios(frame: Frame, campaign: Campaign) -> tuple[tuple[str, str, str], ...]:
    """Return the KPIs that divide one sum by another: metric, numerator, denominator."""
    formulas = {kpi.metric: frame.catalogue.metrics[kpi.metric].formula for kpi in campaign.kpis}
    found = {metric: formula.ratio or formula.complement for metric, formula in formulas.items()}
    return tuple((metric, one.numerator, one.denominator) for metric, one in found.items() if one)
