"""Campaign pages, made where the plan says so: judged in one process, written and drawn in several."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from generator.checks.past import Outcome, past_results
from generator.compare.judged import Judged
from generator.compare.result import CampaignHead, CampaignResult, KpiResult
from generator.errors import Problem, ReportError
from generator.metrics.project import Frame, read_campaigns
from generator.pages.page import Around, Neighbour
from generator.report.campaigns import Known, judge_all
from generator.report.models import Models
from generator.report.recent import since
from generator.report.summary import Summary
from generator.site.fingerprint import digest
from generator.site.places import MODELS, WORK
from generator.site.plan import Entry, Plan
from generator.site.progress import Tell
from generator.site.state import CODE, BuildState, Record
from generator.site.workers import Made, Order, Workshop, make_pages
from generator.spec.model import Campaign
from generator.text import Said, say

KEPT = 5
"""Events that are remembered of a campaign."""
CAMPAIGNS = say(en="campaigns", zh="活动")
PAST_CHANGED = say(
    en="the results of earlier campaigns, which its targets are held against, changed",
    zh="用来对照其目标的此前活动的结果有变化",
)


@dataclass(frozen=True, slots=True)
class Produced:
    """Every campaign's record, latest campaign first, and the pages (relative to the docs) that came out different."""

    records: Mapping[str, Record]
    changed: frozenset[str]
    reasons: Mapping[str, tuple[Said, ...]]
    """Campaign -> why its page was made again."""


def produce(frame: Frame, plan: Plan, state: BuildState, shop: Workshop, as_of: date, tell: Tell) -> Produced:
    """Make the campaign pages that need it; raises ReportError with every problem of specs and data.

    First those that changed themselves, then those whose past results thereby did: what a campaign came to never
    depends on others' targets, so there is no third round.
    """
    known = {name: _outcome(record.summary) for name, record in state.records.items() if name in plan.keys}
    wanted = {name: campaign for name, campaign in plan.make.items() if name in plan.reasons}
    first = _make(frame, plan, wanted, plan.problems, known, state, shop, as_of, tell)
    known |= {name: _outcome(page.summary) for name, page in first.items()}
    past = _past(plan.entries, known)
    stale = [name for name in plan.keys if name not in first and state.records[name].past != past[name]]
    again, problems = read_campaigns(frame, [folder for folder in frame.folders if folder.name in set(stale)])
    second = _make(frame, plan, again, problems, known, state, shop, as_of, tell) if stale else {}
    made = first | second
    records = {
        entry.id: _record(
            entry, plan, made[entry.id], past[entry.id], _noted(entry.id, made[entry.id], state, plan, as_of)
        )
        if entry.id in made
        else state.records[entry.id]
        for entry in plan.entries
    }
    changed = frozenset(name for page in made.values() for name in page.changed)
    return Produced(records, changed, {**plan.reasons, **dict.fromkeys(second, (PAST_CHANGED,))})


def _make(  # noqa: PLR0913, PLR0917  one round: what is made, from what, and where to
    frame: Frame,
    plan: Plan,
    campaigns: Mapping[str, Campaign],
    found: Sequence[Problem],
    outcomes: Mapping[str, Outcome],
    state: BuildState,
    shop: Workshop,
    as_of: date,
    tell: Tell,
) -> dict[str, Made]:
    """Judge campaigns and make their pages."""
    problems = list(found)
    others = {name: outcome for name, outcome in outcomes.items() if name not in campaigns}
    known = Known(_baselines(plan, campaigns, shop.docs), others)
    models = Models(frame.root / WORK / MODELS)
    judged = _sound(judge_all(frame, campaigns, as_of, known, models, history=plan.history), problems)
    if problems:
        # No page is written now, but the data is still read, so that every problem is told at once.
        for _ in judged:
            pass
        raise ReportError(problems)
    around = _around(plan.entries)
    orders = (Order(one, around[one.campaign.id], _drawn(plan, state, one.campaign.id, shop)) for one in judged)
    made: dict[str, Made] = {}
    for page in make_pages(orders, len(campaigns), shop):
        made[page.id] = page
        tell(CAMPAIGNS, len(made), len(campaigns))
    if problems:
        raise ReportError(problems)
    return made


def _outcome(summary: Mapping[str, Any]) -> Outcome:
    return Outcome(
        CampaignHead.model_validate(summary["head"]), tuple(KpiResult.model_validate(kpi) for kpi in summary["kpis"])
    )


def _past(entries: Sequence[Entry], known: Mapping[str, Outcome]) -> Mapping[str, str]:
    """Hash what each campaign's targets are held against: results, on its own metrics, of those that came before."""
    found = {}
    for entry in entries:
        head, kpis = known[entry.id]
        past = past_results(head, known.values())
        own = {kpi.metric for kpi in kpis}
        found[entry.id] = digest(repr(results) for metric, results in sorted(past.items()) if metric in own)
    return found


def _sound(judged: Iterator[Judged | ReportError], problems: list[Problem]) -> Iterator[Judged]:
    """Pass on what could be judged; collect the problems of the rest."""
    for item in judged:
        if isinstance(item, ReportError):
            problems += item.problems
        else:
            yield item


def _baselines(plan: Plan, wanted: Mapping[str, Campaign], docs: Path) -> Mapping[str, CampaignResult]:
    """Read the results of campaigns that are baselines of those to be made, but are not made again themselves."""
    others = {entry.other for entry in plan.entries if entry.id in wanted and entry.other} - set(wanted)
    files = {name: docs / "campaigns" / name / "results.json" for name in others}
    return {
        name: CampaignResult.model_validate_json(file.read_bytes()) for name, file in files.items() if file.exists()
    }


def _around(entries: Sequence[Entry]) -> Mapping[str, Around]:
    """Each campaign's neighbours by date; entries come latest first."""
    neighbours = [Neighbour(entry.id, entry.names) for entry in entries]
    return {
        entry.id: Around(
            previous=neighbours[place + 1] if place + 1 < len(entries) else None,
            following=neighbours[place - 1] if place else None,
        )
        for place, entry in enumerate(entries)
    }


def _drawn(plan: Plan, state: BuildState, name: str, shop: Workshop) -> Mapping[str, str]:
    """Charts that the same code drew in the last build, and whose files are all still there."""
    record = state.records.get(name)
    folders = {edition.prefix: edition.docs / "campaigns" / name for edition in shop.editions}
    same = record is not None and record.key.shared.get(CODE) == plan.keys[name].shared.get(CODE)
    charts = record.charts if record and same else {}
    found = {}
    for key, drawn_from in charts.items():
        prefix, slash, chart = key.rpartition("/")
        folder = folders.get(prefix + slash)
        if folder and all((folder / f"{chart}{end}").exists() for end in (".vl.svg", "-n.vl.svg")):
            found[key] = drawn_from
    return found


def _noted(name: str, made: Made, state: BuildState, plan: Plan, as_of: date) -> tuple[Mapping[str, str], ...]:
    """Keep what this build found otherwise than the last one; a site under git is told by git instead."""
    old = state.records.get(name)
    if old is None or plan.history.missing is None:
        return ()
    found = since(Summary.from_json(old.summary), Summary.from_json(made.summary), as_of)
    return (*old.noted, *(event.to_json() for event in found))[-KEPT:]


def _record(entry: Entry, plan: Plan, made: Made, past: str, noted: tuple[Mapping[str, str], ...]) -> Record:
    return Record(
        key=plan.keys[entry.id],
        start=entry.start,
        names=entry.names,
        own_day=entry.own_day,
        other=entry.other,
        summary=made.summary,
        charts=made.charts,
        raised=made.raised,
        past=past,
        noted=noted,
    )
