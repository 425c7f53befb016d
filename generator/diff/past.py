"""What earlier campaigns came to, read no further than the checks that hold a target against it can tell apart."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from generator.checks.earlier import FEWEST
from generator.checks.past import Outcome
from generator.diff.bench import Bench
from generator.history.goals import What
from generator.history.parts import Parser
from generator.spec.model import Better, Campaign

_FIRST = 10
"""Campaigns that are read at first; each time twice as many."""
_MORE = 50


@dataclass(slots=True)
class Question:
    """A metric of a campaign: are its targets better than the best so far, or easier than the worst?"""

    campaign: str
    metric: str
    start: date
    lower: bool
    targets: set[float] = field(default_factory=set)
    values: list[float] = field(default_factory=list)

    @property
    def settled(self) -> bool:
        """Say whether enough is known: some results reach every target, some fall short of every one."""
        if len(self.values) < FEWEST:
            return False
        sign = -1 if self.lower else 1
        levels = [sign * one for one in self.targets]
        values = [sign * one for one in self.values]
        return max(values) >= max(levels) and min(values) < min(levels)


def questions(benches: Sequence[Bench], names: Collection[str]) -> list[Question]:
    """Ask of every target that is not what it was, and of every one that a changed campaign came before."""
    found: dict[tuple[str, str], Question] = {}
    for bench in benches:
        ends = _ends(bench, names)
        for name in sorted(names & bench.campaigns.keys()):
            campaign = bench.campaigns[name]
            other = _other_targets(benches, name)
            for kpi in campaign.kpis:
                metric = bench.frame.catalogue.metrics.get(kpi.metric) if bench.frame else None
                if metric is None or kpi.target.value is None or metric.formula.is_volume:
                    continue
                if metric.spec.better is Better.RANGE:
                    continue
                came_before = any(end < campaign.period.start for end in ends.get(kpi.metric, ()))
                if other is None or kpi.metric in other or came_before:
                    lower = metric.spec.better is Better.LOWER
                    asked = Question(name, kpi.metric, campaign.period.start, lower)
                    one = found.setdefault((name, kpi.metric), asked)
                    one.targets.add(kpi.target.value)
                    one.start = max(one.start, campaign.period.start)
    return list(found.values())


def _ends(bench: Bench, names: Collection[str]) -> Mapping[str, list[date]]:
    ends: dict[str, list[date]] = {}
    for name in names & bench.campaigns.keys():
        for kpi in bench.campaigns[name].kpis:
            ends.setdefault(kpi.metric, []).append(bench.campaigns[name].period.end)
    return ends


def _other_targets(benches: Sequence[Bench], name: str) -> frozenset[str] | None:
    """Name the metrics whose targets differ; None for all: the campaign is new, or begins on another day."""
    sides = [bench for bench in benches if name in bench.campaigns]
    if len(sides) < len(benches):
        return None
    one, two = (bench.posts(name) for bench in sides)
    if sides[0].campaigns[name].period.start != sides[1].campaigns[name].period.start:
        return None
    keys = [key for key in one.keys() | two.keys() if key.what in (What.TARGET, What.KPI, What.FORMULA, What.DIRECTION)]
    return frozenset(key.kpi for key in keys if one.get(key) != two.get(key))


def earlier(bench: Bench, asked: Sequence[Question], names: Collection[str], as_of: date) -> Mapping[str, Outcome]:
    """Judge campaigns that ended before those asked about began, latest first, until every question is settled."""
    for one in asked:
        one.values.clear()
    outcomes: dict[str, Outcome] = {}
    waiting = _candidates(bench, asked, names)
    size = _FIRST
    while waiting and (open_questions := [one for one in asked if not one.settled]):
        metrics = {one.metric for one in open_questions}
        latest = max(one.start for one in open_questions)
        take = [name for name, end, words in waiting if end < latest and not metrics.isdisjoint(words)][:size]
        if not take:
            break
        waiting = [one for one in waiting if one[0] not in set(take)]
        bench.read(take)
        results = bench.verdicts(_cut(bench, take, {one.metric for one in asked}), as_of)
        for name, result in results.items():
            outcomes[name] = Outcome(result.campaign, result.kpis)
            for kpi in result.kpis:
                if kpi.segment is None and kpi.value is not None:
                    for one in asked:
                        if one.metric == kpi.metric and result.campaign.period[1] < one.start:
                            one.values.append(kpi.value)
        size = min(2 * size, _MORE)
    return outcomes


def _candidates(
    bench: Bench, asked: Sequence[Question], names: Collection[str]
) -> list[tuple[str, date, frozenset[str]]]:
    """List campaigns that may have come before, latest first, with the words of their specs; none is read in full."""
    if not asked or bench.frame is None:
        return []
    rest = [name for name in bench.spec.campaigns if name not in names]
    bench.spec.files.fetch(bench.spec.path(name) for name in rest)
    metrics, parser, found = {one.metric.encode() for one in asked}, Parser(), []
    for name in rest:
        spec = bench.spec.spec(name)
        if any(metric in spec for metric in metrics) and (start := parser.start(spec)):
            found.append((name, start.period.end, parser.words(spec)))
    return sorted(found, key=lambda one: (one[1], one[0]), reverse=True)


def _cut(bench: Bench, names: Iterable[str], metrics: Collection[str]) -> Mapping[str, Campaign]:
    """Take of campaigns that were read what is asked about, so that no more is computed."""
    cut = {}
    for name in names:
        if name in bench.campaigns:
            campaign = bench.campaigns[name]
            kpis = tuple(
                kpi.model_copy(update={"segments": {}, "plan": None}) for kpi in campaign.kpis if kpi.metric in metrics
            )
            if kpis:
                cut[name] = campaign.model_copy(update={"kpis": kpis, "controls": (), "baseline": None})
    return cut
