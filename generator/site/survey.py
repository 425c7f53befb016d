"""Reading and judging without writing anything: what `check` and `results` print."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.compare.judged import Judged
from generator.report.campaigns import judge_all
from generator.errors import Problem, ReportError
from generator.metrics.project import read_campaigns, read_frame, select


@dataclass(frozen=True, slots=True)
class Survey:
    """Everything that was read: the campaigns that could be judged, and every problem of those that could not."""

    judged: tuple[Judged, ...]
    problems: tuple[Problem, ...]
    campaigns: int
    """Campaign folders looked at."""
    unread: int
    """Those whose data was not read, since their spec could not be."""


def survey(root: Path, ids: Collection[str], as_of: date) -> Survey:
    """Judge the campaigns asked for; raises ReportError where what they share cannot be read."""
    frame = read_frame(root)
    folders = select(frame, ids)
    wanted = {folder.name for folder in folders}
    campaigns, problems = read_campaigns(frame, folders)
    others = {one.baseline.campaign for one in campaigns.values() if one.baseline and one.baseline.campaign}
    more, more_problems = read_campaigns(frame, select(frame, others - wanted) if others - wanted else ())
    found = [*problems, *more_problems]
    judged = []
    for item in judge_all(frame, {**more, **campaigns}, as_of):
        if isinstance(item, ReportError):
            found += item.problems
        elif item.campaign.id in wanted:
            judged.append(item)
    judged.sort(key=lambda one: one.campaign.id)
    return Survey(tuple(judged), ReportError(found).problems, len(folders), len(wanted - set(campaigns)))
