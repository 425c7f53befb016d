"""Two results of a campaign side by side: verdicts, numbers and findings that differ."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from generator.compare.result import CampaignResult, CheckResult, KpiResult, Verdict
from generator.compare.verdict import same
from generator.diff.model import Cause, CheckChange, NumberChange, Standing, VerdictChange

_ORDER = (Verdict.MET, Verdict.RUNNING, Verdict.NEAR, Verdict.NO_DATA, Verdict.MISSED)
"""From best to worst."""
_NUMBER = re.compile(r"[0-9][0-9.,]*")
Causes = Mapping[tuple[str, str | None], Cause]
"""Campaign and KPI (None: the whole) -> what made it differ; the whole's stands for KPIs that are not named."""


def verdicts(one: CampaignResult, two: CampaignResult, causes: Causes) -> Iterator[VerdictChange]:
    """Find the verdicts that differ, the campaign's own first."""
    name = two.campaign.id
    if one.campaign.verdict is not two.campaign.verdict:
        yield _verdict(name, None, one.campaign, two.campaign, causes)
    old = {key_of(kpi): kpi for kpi in one.kpis}
    for kpi in two.kpis:
        before = old.get(key_of(kpi))
        if before and before.verdict is not kpi.verdict:
            yield _verdict(name, kpi, before, kpi, causes)


def _verdict(name: str, kpi: KpiResult | None, one: object, two: object, causes: Causes) -> VerdictChange:
    was, now = getattr(one, "verdict"), getattr(two, "verdict")  # noqa: B009  heads and KPIs both have one
    metric = kpi.metric if kpi else None
    return VerdictChange(
        campaign=name,
        kpi=metric,
        segment=kpi.segment if kpi else None,
        was=was,
        now=now,
        worse=_ORDER.index(now) > _ORDER.index(was),
        certainty=getattr(two, "certainty"),  # noqa: B009
        cause=cause_of(causes, name, metric),
    )


def numbers(one: CampaignResult, two: CampaignResult, causes: Causes) -> Iterator[NumberChange]:
    """Find the KPIs whose values differ by more than rounding."""
    name = two.campaign.id
    old = {key_of(kpi): kpi for kpi in one.kpis}
    for kpi in two.kpis:
        before = old.get(key_of(kpi))
        if before is None or alike(before.value, kpi.value):
            continue
        was, now, interval = before.value, kpi.value, before.interval
        yield NumberChange(
            campaign=name,
            kpi=kpi.metric,
            segment=kpi.segment,
            unit=kpi.unit,
            currency=two.campaign.currency,
            better=kpi.better,
            was=was,
            now=now,
            change=None if was is None or now is None else now - was,
            interval=interval,
            beyond=None if interval is None or now is None else not interval[0] <= now <= interval[1],
            was_target=before.target,
            target=kpi.target,
            target_text=kpi.target_text,
            reached=(before.attainment, kpi.attainment),
            cause=cause_of(causes, name, kpi.metric),
        )


def findings(here: CampaignResult, there: CampaignResult | None) -> Iterator[CheckChange]:
    """Find what is raised here and not there, one by one: of two that a file had, one may be new."""
    old = [one for one in there.checks if one.waived is None] if there else []
    known = Counter(map(_about, old))
    left = []
    for one in here.checks:
        if one.waived is None and known[_about(one)]:
            known[_about(one)] -= 1
        elif one.waived is None:
            left.append(one)
    # Words change with what a KPI is called: what the same check says of the same place is the same finding.
    places = Counter((one.code, one.at) for one in old if known[_about(one)])
    for one in left:
        if places[one.code, one.at]:
            places[one.code, one.at] -= 1
        else:
            yield CheckChange(campaign=here.campaign.id, finding=one)


_About = tuple[str, str, str]


def _counted(found: Iterable[CheckResult]) -> Counter[_About]:
    return Counter(_about(one) for one in found if one.waived is None)


def _about(one: CheckResult) -> _About:
    """What makes a finding the same: its code, file and words; lines and numbers move with every edit and new day."""
    return one.code, one.at.partition(":")[0], _NUMBER.sub("#", one.message)


def same_findings(one: CampaignResult, two: CampaignResult) -> int:
    """Count the findings that were raised before and still are."""
    return (_counted(one.checks) & _counted(two.checks)).total()


def standing(result: CampaignResult) -> Standing:
    """Sum up what a campaign came to."""
    head = result.campaign
    whole = [kpi for kpi in result.kpis if kpi.segment is None]
    return Standing(
        verdict=head.verdict,
        certainty=head.certainty,
        kpis_met=head.kpis_met,
        kpis=head.kpis,
        not_met=tuple(kpi.metric for kpi in whole if kpi.verdict in (Verdict.MISSED, Verdict.NEAR)),
        data_to=head.data_to,
    )


def places(results: Iterable[CampaignResult]) -> Mapping[str, str]:
    """Say where each campaign's KPIs stand in its spec."""
    found: dict[str, str] = {}
    for one in results:
        for kpi in one.kpis:
            found.setdefault(f"{one.campaign.id}/{kpi.metric}", kpi.at)
            found.setdefault(one.campaign.id, f"{kpi.at.partition(':')[0]}:1")
    return found


def different(one: CampaignResult, two: CampaignResult) -> Iterator[str | None]:
    """Name what differs: None for the campaign's verdict, a metric for a KPI's verdict or value."""
    if one.campaign.verdict != two.campaign.verdict:
        yield None
    new = {key_of(kpi): kpi for kpi in two.kpis}
    for kpi in one.kpis:
        other = new.get(key_of(kpi))
        if other and (kpi.verdict != other.verdict or not alike(kpi.value, other.value)):
            yield kpi.metric


def cause_of(causes: Causes, campaign: str, kpi: str | None) -> Cause:
    """Look up what made a figure differ."""
    return causes.get((campaign, kpi)) or causes.get((campaign, None)) or Cause.MIXED


def key_of(kpi: KpiResult) -> tuple[str, str]:
    """What makes a KPI the same: its metric and segment."""
    return kpi.metric, str(sorted((kpi.segment or {}).items()))


def alike(one: float | None, two: float | None) -> bool:
    """Say whether two values differ by no more than rounding."""
    return one == two if one is None or two is None else same(one, two)
