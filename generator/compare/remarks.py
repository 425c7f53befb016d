"""What is to be said of a spec beside its data: what it leaves open, and how that was taken."""

from collections.abc import Iterator

from generator.data.notes import note
from generator.data.table import Note, NoteKind
from generator.metrics.catalogue import Catalogue
from generator.spec.model import Campaign, SiteConfig, Unit


def spec_notes(campaign: Campaign, catalogue: Catalogue, config: SiteConfig) -> Iterator[Note]:
    """Say that no currency is named for money, and which targets of 0 have no near band.

    `currency: none` names that there is none, and is quiet. A near band that the KPI names itself is refused on reading
    where it is a share of 0; here it is the site's, always a share.
    """
    units = {catalogue.metrics[kpi.metric].spec.unit for kpi in campaign.kpis}
    money = campaign.budget is not None or Unit.CURRENCY in units
    if money and campaign.currency is None and ("currency",) not in campaign.places:
        yield note(NoteKind.GUESSED, "no_currency", "")
    if not config.verdict.near.amount:
        return
    for kpi in campaign.kpis:
        targets = (kpi.target, *(target for named in kpi.segments.values() for target in named.values()))
        if kpi.near is None and any(target.is_zero for target in targets):
            share = catalogue.metrics[kpi.metric].spec.unit is Unit.PERCENT
            yield note(NoteKind.WARNING, "near_of_zero", "", metric=kpi.metric, example="0.2pp" if share else "5")
