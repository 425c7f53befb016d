"""Goalposts that differ between two versions: who moved them, when, and what the first version makes of the data."""

from collections.abc import Iterator
from datetime import date

from generator.compare.result import CampaignResult, KpiResult, Verdict
from generator.compare.result.targets import TargetChange, TargetsResult
from generator.diff.changes import key_of
from generator.diff.model import GoalpostChange
from generator.history.goals import Difference, Posts, What, differences
from generator.history.read import matched_in
from generator.history.story import Standing, reason_for
from generator.spec.model import Campaign

_WRITTEN = {What.TARGET: "target", What.NEAR: "near", What.WEIGHT: "weight", What.ROLE: "role", What.MUST: "must"}
_CONFIRMED = (Standing.SEALED, Standing.AMENDED, Standing.MOVED)


def goalposts(
    old: tuple[Campaign, Posts], new: tuple[Campaign, Posts], result: CampaignResult, as_of: date, most: int
) -> Iterator[GoalpostChange]:
    """Find what judges a campaign and is not what it was, with what git tells of it; `result` is of the new version.

    Its folder is where it was judged, and `most` what may be looked at there.
    """
    campaign = new[0]
    start = min(old[0].period.start, campaign.period.start)
    # A day that the spec turns back is past all the same.
    today = max(side.as_of or as_of for side in (old[0], campaign))
    for one in differences(old[1], new[1], matched_in(campaign.folder, most)):
        yield _change(one, campaign, result, (start, today))


def _change(one: Difference, campaign: Campaign, result: CampaignResult, days: tuple[date, date]) -> GoalpostChange:
    start, today = days
    key, targets = one.key, result.targets
    step = _step(one, targets)
    said = reason_for(key, one.before, one.after, campaign)
    because = said.because if said else step.because if step else None
    number = next((n for n, kpi in enumerate(campaign.kpis) if kpi.metric == key.kpi), None)
    path = ("kpis", number, _WRITTEN.get(key.what, "metric")) if number is not None else (
        ("period",) if key.what is What.PERIOD else ("kpis",) if key.kpi else ("sources",)
    )  # fmt: skip
    if step is not None:
        started = True
        after = step.days if step.days is not None else (today - start).days
    elif targets is not None and targets.state in _CONFIRMED:
        # Git knows of no such change since the start: it was made before.
        started, after = False, None
    else:
        started, after = start <= today, (today - start).days
    return GoalpostChange(
        campaign=campaign.id,
        what=key.what,
        kpi=key.kpi or None,
        part=key.part or None,
        before=one.before.text if one.before else None,
        after=one.after.text if one.after else None,
        started=started,
        days=after,
        on=step.on if step else None,
        by=step.by if step else None,
        commit=step.commit if step else None,
        restored=started and targets is not None and targets.state is Standing.SEALED,
        because=because,
        **both(key.kpi, key.part, result, targets),
        at=str(campaign.at(*path)) if step is None else step.at,
    )


def _step(one: Difference, targets: TargetsResult | None) -> TargetChange | None:
    """Find the last change of it since the start."""
    found = [
        step
        for step in (targets.changes if targets else ())
        if (step.what, step.kpi or "", step.part or "") == (one.key.what, one.key.kpi, one.key.part)
    ]
    return found[-1] if found else None


def both(kpi: str, part: str, result: CampaignResult, targets: TargetsResult | None) -> dict[str, Verdict | None]:
    """Say what the first version makes of a KPI (or of the campaign), and what this one does."""
    first = targets.first if targets else None
    if not kpi:
        return {"first": first.verdict if first else None, "now": result.campaign.verdict}
    segment = dict([part.split("=", 1)]) if "=" in part else None
    old = (
        next((one.verdict for one in first.kpis if one.metric == kpi and one.segment == segment), None)
        if first
        else None
    )
    new = next((one.verdict for one in result.kpis if one.metric == kpi and one.segment == segment), None)
    return {"first": old, "now": new}


def published_goalposts(one: CampaignResult, two: CampaignResult) -> Iterator[GoalpostChange]:
    """Find in two published results what judges the campaign and is not what it was."""
    found = list(_pairs(one, two))
    targets, head = two.targets, two.campaign
    start = min(one.campaign.period[0], head.period[0])
    for what, kpi, part, before, after, at in found:
        step = next(
            (step for step in reversed(targets.changes if targets else ())
             if (step.what, step.kpi, step.part) == (what, kpi, part)), None,
        )  # fmt: skip
        confirmed = targets is not None and targets.state in _CONFIRMED and step is None
        yield GoalpostChange(
            campaign=head.id,
            what=what,
            kpi=kpi,
            part=part,
            before=before,
            after=after,
            started=step is not None or (not confirmed and start <= head.as_of),
            days=step.days if step and step.days is not None else None if confirmed else (head.as_of - start).days,
            on=step.on if step else None,
            by=step.by if step else None,
            commit=step.commit if step else None,
            restored=step is not None and targets is not None and targets.state is Standing.SEALED,
            because=step.because if step else None,
            **both(kpi or "", part or "", two, targets),
            at=step.at if step else at,
        )


_Pair = tuple[What, str | None, str | None, str | None, str | None, str]


def _pairs(one: CampaignResult, two: CampaignResult) -> Iterator[_Pair]:
    if one.campaign.period != two.campaign.period:
        texts = ["..".join(map(str, side.campaign.period)) for side in (one, two)]
        yield What.PERIOD, None, None, texts[0], texts[1], two.kpis[0].at if two.kpis else ""
    old, new = ({key_of(kpi): kpi for kpi in side.kpis} for side in (one, two))
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key), new.get(key)
        kpi = after or before
        assert kpi is not None
        part = ", ".join(f"{name}={value}" for name, value in (kpi.segment or {}).items()) or None
        if before is None or after is None:
            what = What.TARGET if part else What.KPI
            yield (what, kpi.metric, part, before.target_text if before else None,
                   after.target_text if after else None, kpi.at)  # fmt: skip
            continue
        for what, was, now in _of_kpi(before, after):
            if was != now and (part is None or what is What.TARGET):
                yield what, kpi.metric, part, was, now, kpi.at


def _of_kpi(one: KpiResult, two: KpiResult) -> Iterator[tuple[What, str, str]]:
    if one.target != two.target:
        yield What.TARGET, one.target_text, two.target_text
    elif one.near != two.near:
        yield What.NEAR, *_texts(one.near, two.near)
    yield What.WEIGHT, f"{one.weight:g}", f"{two.weight:g}"
    yield What.ROLE, one.role.value, two.role.value
    yield What.MUST, str(one.must).lower(), str(two.must).lower()
    yield What.FORMULA, one.formula, two.formula
    yield What.DIRECTION, one.better.value, two.better.value
    yield What.UNIT, one.unit.value, two.unit.value


def _texts(one: object, two: object) -> tuple[str, str]:
    return tuple(
        "..".join(f"{end:g}" for end in side) if isinstance(side, tuple) else f"{side:g}" for side in (one, two)
    )  # type: ignore[return-value]
