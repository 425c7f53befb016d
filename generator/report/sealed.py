"""Targets against git: what was in force when a campaign began, judged on the data as it is now."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from generator.compare.judged import Judged
from generator.compare.result import CampaignResult
from generator.compare.result.targets import FirstKpi, FirstResult, TargetChange, TargetsResult
from generator.compare.run import Case, case_of, judge
from generator.data.read import read_campaigns
from generator.data.table import CampaignData
from generator.errors import Location, ReportError
from generator.history.git import Unconfirmed
from generator.history.goals import SETTINGS, Difference, What
from generator.history.read import History
from generator.history.story import Rules, Standing, Step, Story
from generator.metrics.project import Frame
from generator.report.asked import request
from generator.spec.model import Campaign

UNKNOWN_SINCE = (Unconfirmed.SHALLOW, Unconfirmed.REWRITTEN)
"""Reasons for which the first commit that is known says nothing."""


def sealed(found: Sequence[tuple[Case, Judged]], history: History, frame: Frame) -> list[tuple[Case, Judged]]:
    """Add to judged campaigns what git tells of their targets; those that changed are judged by the first ones too."""
    stories = {case.campaign.id: history.story(case.campaign, case.as_of) for case, _ in found}
    cases = {case.campaign.id: case for case, _ in found}
    moved = {name: story.first for name, story in stories.items() if story.first is not None}
    firsts = _first_results(cases, moved, frame)
    told = []
    for case, judged in found:
        name = case.campaign.id
        targets = targets_of(case.campaign, stories[name], firsts.get(name), frame)
        told.append((case, replace(judged, result=judged.result.model_copy(update={"targets": targets}))))
    return told


def targets_of(campaign: Campaign, story: Story, first: FirstResult | None, frame: Frame) -> TargetsResult:
    """Say what is known of a campaign's targets."""
    zone, start = ZoneInfo(campaign.timezone), campaign.period.start
    since = None if story.reason in UNKNOWN_SINCE else story.since
    day = _day(since.committed, zone) if since else None
    return TargetsResult(
        state=story.standing,
        since=day,
        ahead=(start - day).days if day else None,
        by=since.by if since else None,
        commit=since.id if since else None,
        reason=story.reason if story.standing is not Standing.OPEN else None,
        changes=tuple(_change(step, campaign, frame, zone) for step in story.steps),
        first=first,
    )


def _change(step: Step, campaign: Campaign, frame: Frame, zone: ZoneInfo) -> TargetChange:
    one, commit = step.difference, step.commit
    day = _day(commit.committed, zone) if commit else None
    return TargetChange(
        what=one.key.what,
        kpi=one.key.kpi or None,
        part=one.key.part or None,
        before=one.before.text if one.before else None,
        after=one.after.text if one.after else None,
        on=day,
        days=(day - campaign.period.start).days if day else None,
        by=commit.by if commit else None,
        commit=commit.id if commit else None,
        file=step.path,
        at=str(_place(one, campaign, frame)),
        because=step.amended.because if step.amended else None,
        doubtful=step.doubtful,
    )


def _place(one: Difference, campaign: Campaign, frame: Frame) -> Location:
    """Where what changed stands now: in the campaign's file, or in the settings."""
    key = one.key
    if key.kpi and one.file != SETTINGS:
        return _place_of_kpi(one, campaign)
    if key.what is What.COLUMN or (key.what is What.FILTER and not key.part.startswith("by ")):
        measure = key.part.rpartition(" ")[2]
        inside = "files" if key.part.startswith("files ") else ""
        for name, source in campaign.sources.items():
            if measure in source.measures:
                path = ("sources", name, inside) if inside else ("sources", name, "measures", measure)
                return campaign.at(*path)
    if one.file == SETTINGS:
        section, name = ("scorecard", key.part) if key.what is What.SCORE else ("verdict", key.what.value)
        places = frame.config.places
        return places.get((section, name)) or places.get((section,)) or Location(frame.config.file)
    return campaign.at("period" if key.what is What.PERIOD else "sources")


def _place_of_kpi(one: Difference, campaign: Campaign) -> Location:
    number = next((n for n, kpi in enumerate(campaign.kpis) if kpi.metric == one.key.kpi), None)
    if number is None:
        return campaign.at("kpis")
    written = {What.TARGET: "target", What.NEAR: "near", What.WEIGHT: "weight", What.ROLE: "role", What.MUST: "must"}
    if one.key.what is What.TARGET and one.key.part:
        dimension, _, segment = one.key.part.partition("=")
        return campaign.at("kpis", number, "segments", dimension, segment)
    return campaign.at("kpis", number, written.get(one.key.what, "metric"))


def _day(seconds: int, zone: ZoneInfo) -> date:
    return datetime.fromtimestamp(seconds, UTC).astimezone(zone).date()


def _first_results(cases: Mapping[str, Case], rules: Mapping[str, Rules], frame: Frame) -> Mapping[str, FirstResult]:
    """Judge campaigns by other rules, from one reading; those whose data can no longer be read so are left out."""
    if not rules:
        return {}
    asked = {name: _under(cases[name].campaign, found, frame) for name, found in rules.items()}
    requests = [request(other, campaign, cases[name].as_of) for name, (campaign, other) in asked.items()]
    read = read_campaigns(requests, frame.config.engine, frame.root)
    return {
        name: _judged(campaign, other, table, cases[name])
        for name, (campaign, other) in asked.items()
        if not isinstance(table := read[name], ReportError)
    }


def _under(campaign: Campaign, rules: Rules, frame: Frame) -> tuple[Campaign, Frame]:
    """Put a campaign under other rules; what does not judge stays as it is now, or is left out."""
    goals = rules.goals
    known = tuple(kpi.model_copy(update={"plan": None}) for kpi in goals.kpis if kpi.metric in rules.catalogue.metrics)
    update = {
        "period": goals.period,
        "timezone": goals.timezone,
        "sources": goals.sources,
        "kpis": known,
        "controls": (),
    }
    config = frame.config.model_copy(update={"verdict": rules.config.verdict, "scorecard": rules.config.scorecard})
    return campaign.model_copy(update=update), replace(frame, catalogue=rules.catalogue, config=config)


def _judged(campaign: Campaign, frame: Frame, table: CampaignData, case: Case) -> FirstResult:
    others = case.context.others
    result = judge(case_of(campaign, frame.catalogue, table, frame.config, case.as_of, others)).result
    return first_of(result)


def first_of(result: CampaignResult) -> FirstResult:
    """Take from a result what is told of the first version's judgement."""
    return FirstResult(
        verdict=result.campaign.verdict,
        score=result.campaign.score,
        kpis=tuple(
            FirstKpi(
                metric=kpi.metric,
                segment=kpi.segment,
                target_text=kpi.target_text,
                value=kpi.value,
                attainment=kpi.attainment,
                verdict=kpi.verdict,
            )
            for kpi in result.kpis
        ),
    )
