"""Many campaigns, judged: specs in, `Judged` out, batch by batch, with one scan of the data a batch."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import date

from generator.checks.past import Outcome
from generator.checks.run import selector_problems
from generator.compare.judged import Judged
from generator.compare.result import CampaignResult
from generator.compare.run import case_of, judge
from generator.data.read import read_campaigns
from generator.errors import Problem, ReportError
from generator.history.read import History
from generator.metrics.project import Frame
from generator.report.asked import as_of_day, request
from generator.report.checked import checked
from generator.report.explained import Opened, explained
from generator.report.models import Models
from generator.report.sealed import sealed
from generator.spec.model import Campaign
from generator.spec.playbook_file import load_playbook
from generator.spec.shipped import shipped_content
from generator.text import say

BATCH = 50
"""Campaigns whose data is held at once: bounds the memory, and is large enough for one scan to pay."""


def in_order(campaigns: Mapping[str, Campaign]) -> tuple[Campaign, ...]:
    """Order campaigns by their last day, so that each comes after those that ended before it began.

    One that is another's baseline comes before it; raises ReportError for a circle.
    """
    ordered: dict[str, Campaign] = {}
    for name in sorted(campaigns, key=lambda name: (campaigns[name].period.end, name)):
        chain: list[str] = []
        at: str | None = name
        while at is not None and at in campaigns and at not in ordered:
            if at in chain:
                raise ReportError([_circle(campaigns[at], chain[chain.index(at) :])])
            chain.append(at)
            at = _other(campaigns[at])
        ordered.update((link, campaigns[link]) for link in reversed(chain))
    return tuple(ordered.values())


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of campaigns that are not judged now."""

    results: Mapping[str, CampaignResult] = field(default_factory=dict)
    """Of those that may be baselines of campaigns that are."""
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    """Of all others: what targets can be held against."""


def judge_all(  # noqa: PLR0913  what is judged, what is known of the rest, and who answers what takes long
    frame: Frame,
    campaigns: Mapping[str, Campaign],
    as_of: date,
    known: Known | None = None,
    models: Models | None = None,
    *,
    only: Collection[str] | None = None,
    history: History | None = None,
) -> Iterator[Judged | ReportError]:
    """Judge campaigns and explain and check them; one whose data cannot be used comes as its ReportError.

    `models` answers what takes a model. With `only`, the others serve as baselines and as past results, and are not
    explained, checked or returned. With `history`, each is told whether its targets are those set in advance.
    """
    if problems := [*selector_problems(frame.config)]:
        raise ReportError(problems)
    known = known or Known()
    results, outcomes = dict(known.results), dict(known.outcomes)
    ordered = in_order(campaigns)
    own, languages = frame.root / frame.config.paths.content, frame.config.site.languages
    entries = load_playbook(shipped_content(), own, "en", frame.vocabulary, languages)
    with models or Models() as answering, history or nullcontext():
        for start in range(0, len(ordered), BATCH):
            opened = list(open_batch(frame, ordered[start : start + BATCH], as_of, results))
            found = [one for one in opened if not isinstance(one, ReportError)]
            outcomes |= {one.campaign.id: Outcome(one.result.campaign, one.result.kpis) for _, one in found}
            wanted = [one for one in found if only is None or one[0].campaign.id in only]
            if history is not None:
                wanted = sealed(wanted, history, frame)
            told = explained(wanted, answering, entries, frame.vocabulary)
            yield from (one for one in opened if isinstance(one, ReportError))
            for (case, _), judged in zip(wanted, told, strict=True):
                yield _with_titles(checked(case, judged, frame, outcomes), frame)


def open_batch(
    frame: Frame, batch: Sequence[Campaign], as_of: date, results: dict[str, CampaignResult]
) -> Iterator[Opened | ReportError]:
    """Judge one batch from one reading, adding to `results` as it goes."""
    config, connections = frame.config, frame.vocabulary.connections
    requests = [request(frame, campaign, as_of) for campaign in batch]
    data = read_campaigns(requests, config.engine, frame.root, connections, config.limits)
    for campaign in batch:
        table = data[campaign.id]
        if isinstance(table, ReportError):
            yield table
            continue
        case = case_of(campaign, frame.catalogue, table, frame.config, as_of_day(campaign, as_of), results)
        judged = judge(case)
        results[campaign.id] = judged.result
        yield case, judged


def _with_titles(judged: Judged, frame: Frame) -> Judged:
    """Add what strategy.yml calls the objective and the area the campaign serves."""
    campaign, strategy = judged.campaign, frame.strategy
    objective = strategy.objectives.get(campaign.objective or "")
    area = strategy.key_result_areas.get(campaign.kra or "")
    return replace(judged, objective=objective.title if objective else None, area=area.title if area else None)


def _other(campaign: Campaign) -> str | None:
    """Return the campaign that is this one's baseline, if one is."""
    return campaign.baseline.campaign if campaign.baseline else None


def _circle(campaign: Campaign, chain: Sequence[str]) -> Problem:
    names = " -> ".join([*chain, chain[0]])
    return Problem(
        campaign.at("baseline", "campaign"),
        say(en="campaigns are each other's baseline: {names}", zh="这些活动互为基线：{names}", names=names),
        say(en="a baseline that came before", zh="在活动之前的基线"),
        say(en="give one of them a period or values as its baseline", zh="把其中一个的基线改成时段或数值"),
    )
