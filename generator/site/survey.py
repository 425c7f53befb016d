"""Reading and judging without writing anything: what `check` and `results` print."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.compare.judged import Judged
from generator.compare.result import CheckResult
from generator.errors import Problem, ReportError
from generator.history.read import History
from generator.metrics.project import Frame, read_campaigns, read_frame, select
from generator.report.campaigns import judge_all
from generator.report.models import Models
from generator.site.places import MODELS, own_work
from generator.site.untranslated import untranslated
from generator.spec.model import Campaign


@dataclass(frozen=True, slots=True)
class Survey:
    """Everything that was read: the campaigns that could be judged, and every problem of those that could not."""

    judged: tuple[Judged, ...]
    problems: tuple[Problem, ...]
    campaigns: int
    """Campaign folders looked at."""
    unread: int
    """Those whose data was not read, since their spec could not be."""
    untranslated: tuple[CheckResult, ...]
    """What is not there in one of the site's languages."""
    site_url: str | None
    """Where the site is published, if its settings say."""


def survey(root: Path, ids: Collection[str], as_of: date) -> Survey:
    """Judge the campaigns asked for; raises ReportError where what they share cannot be read.

    Others are read where they are baselines or came before, so that the same is said as in a build.
    """
    frame = read_frame(root)
    wanted = {folder.name for folder in select(frame, ids)}
    campaigns, problems = read_campaigns(frame, frame.folders)
    told = [problem for problem in problems if _is_of(problem, wanted, frame) or not ids]
    needed = _needed(campaigns, wanted)
    judged = []
    work = own_work(root)
    with Models(work / MODELS if work.is_dir() else None) as models:
        for item in judge_all(frame, needed, as_of, models=models, only=wanted, history=History(frame)):
            if isinstance(item, ReportError):
                told += item.problems
            else:
                judged.append(item)
    judged.sort(key=lambda one: one.campaign.id)
    unread = len(wanted - set(campaigns))
    asked = [campaigns[name] for name in sorted(wanted & set(campaigns))]
    gaps = untranslated(frame, asked, whole=not ids)
    return Survey(tuple(judged), ReportError(told).problems, len(wanted), unread, gaps, frame.config.site.url)


def _needed(campaigns: Mapping[str, Campaign], wanted: Collection[str]) -> Mapping[str, Campaign]:
    """Return the campaigns wanted, their baselines, and those that ended before one of them began."""
    asked = [campaigns[name] for name in wanted if name in campaigns]
    latest = max((one.period.start for one in asked), default=None)
    names = {one.baseline.campaign for one in asked if one.baseline and one.baseline.campaign}
    metrics = {kpi.metric for one in asked for kpi in one.kpis}
    return {
        name: one
        for name, one in campaigns.items()
        if name in wanted
        or name in names
        or (latest and one.period.end < latest and metrics & {kpi.metric for kpi in one.kpis})
    }


def _is_of(problem: Problem, wanted: Collection[str], frame: Frame) -> bool:
    return any(problem.at.file.startswith(f"{frame.config.paths.campaigns}/{name}/") for name in wanted)
