"""Campaign pages, made where the plan says so: judged in one process, written and drawn in several."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.compare.judged import Judged
from generator.report.campaigns import judge_all
from generator.compare.result import CampaignResult
from generator.errors import Problem, ReportError
from generator.metrics.project import Frame
from generator.pages.page import Around, Neighbour
from generator.site.plan import Entry, Plan
from generator.site.progress import Tell
from generator.site.state import BuildState, Record
from generator.site.workers import Made, Order, Workshop, make_pages


@dataclass(frozen=True, slots=True)
class Produced:
    """Every campaign's record, latest campaign first, and the pages (relative to the docs) that came out different."""

    records: Mapping[str, Record]
    changed: frozenset[str]


def produce(frame: Frame, plan: Plan, state: BuildState, shop: Workshop, as_of: date, tell: Tell) -> Produced:
    """Make the campaign pages that need it; raises ReportError with every problem of specs and data."""
    problems = list(plan.problems)
    wanted = {name: campaign for name, campaign in plan.make.items() if name in plan.reasons}
    known = _baselines(plan, wanted, shop.docs)
    judged = _sound(judge_all(frame, wanted, as_of, known), problems)
    if problems:
        # No page is written now, but the data is still read, so that every problem is told at once.
        for _ in judged:
            pass
        raise ReportError(problems)
    around = _around(plan.entries)
    orders = (Order(one, around[one.campaign.id], _drawn(state, one.campaign.id, shop.docs)) for one in judged)
    made: dict[str, Made] = {}
    for page in make_pages(orders, len(wanted), shop):
        made[page.id] = page
        tell("campaigns", len(made), len(wanted))
    if problems:
        raise ReportError(problems)
    records = {
        entry.id: _record(entry, plan, made[entry.id]) if entry.id in made else state.records[entry.id]
        for entry in plan.entries
    }
    changed = frozenset(f"campaigns/{page.id}/index.md" for page in made.values() if page.changed)
    return Produced(records, changed)


def _sound(judged: Iterator[Judged | ReportError], problems: list[Problem]) -> Iterator[Judged]:
    """Pass on what could be judged; collect the problems of the rest."""
    for item in judged:
        if isinstance(item, ReportError):
            problems += item.problems
        else:
            yield item


def _baselines(plan: Plan, wanted: Mapping[str, object], docs: Path) -> Mapping[str, CampaignResult]:
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


def _drawn(state: BuildState, name: str, docs: Path) -> Mapping[str, str]:
    """Charts of the last build whose files are all still there."""
    record = state.records.get(name)
    folder = docs / "campaigns" / name
    charts = record.charts if record else {}
    return {
        chart: digest
        for chart, digest in charts.items()
        if all((folder / f"{chart}{end}").exists() for end in (".vl.svg", "-n.vl.svg"))
    }


def _record(entry: Entry, plan: Plan, made: Made) -> Record:
    return Record(
        key=plan.keys[entry.id],
        start=entry.start,
        names=entry.names,
        own_day=entry.own_day,
        other=entry.other,
        summary=made.summary,
        charts=made.charts,
        warnings=made.warnings,
    )
