"""Two versions judged, as far as they differ, and the differences by cause."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.compare.result import CampaignResult
from generator.diff.bench import Bench
from generator.diff.causes import causes, causes_of_renamed
from generator.diff.changes import findings, numbers, places, same_findings, standing, verdicts
from generator.diff.goalposts import goalposts
from generator.diff.look import look
from generator.diff.model import Cause, DataChange, Diff, Unjudged, Which, WordingChange
from generator.diff.past import earlier, questions
from generator.diff.published import published
from generator.diff.renamed import renamed, under
from generator.diff.rows import data_change
from generator.diff.sides import Files, Published, Side, open_side
from generator.diff.site import METRICS, SETTINGS, STRATEGY, WORDS, Site, differing, site_of
from generator.history.goals import Posts
from generator.history.log import printable
from generator.metrics.catalogue import builtin
from generator.report.models import Models
from generator.spec.load import CAMPAIGN_FILE
from generator.spec.model import Campaign

MANY = 60
"""Campaigns that only shared files reach, beyond which their checks are not compared: verdicts, goalposts and numbers
are, which takes a quarter of the time."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One version of the campaigns that differ."""

    bench: Bench
    results: Mapping[str, CampaignResult]

    def unjudged(self, side: Which) -> Iterator[Unjudged]:
        """Say what could not be judged."""
        for name in sorted(self.bench.problems, key=lambda name: name or ""):
            said = tuple(dict.fromkeys(str(one) for one in self.bench.problems[name]))
            yield Unjudged(side=side, campaign=name, problems=said)


class Workplace:
    """Temporary folders for versions that are judged."""

    def __init__(self, root: Path) -> None:
        """Take the folder to work in."""
        self._root, self._count = root, 0

    def bench(self, method: Site, spec: Site, data: Site) -> Bench:
        """Lay out one version."""
        self._count += 1
        folder = self._root / str(self._count)
        folder.mkdir()
        made = Bench(folder, method, spec, data)
        made.open()
        return made


def diff(base: str, head: str | None, root: Path, as_of: date) -> Diff:
    """Compare two versions; raises ReportError for one that cannot be opened.

    What cannot be judged in one of them is named in the difference, and the rest is compared.
    """
    with ExitStack() as stack:
        old, new = open_side(base, root, stack), open_side(head, root, stack)
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="goalposts-diff-"))
        place = Workplace(Path(folder).resolve())
        models = stack.enter_context(Models(Path(folder) / "models"))
        found = (
            _of_files(site_of(old), site_of(new), place, models, as_of)
            if isinstance(old, Files) and isinstance(new, Files)
            else _of_results(old, new, place, models, as_of)
        )
        return found.model_copy(update={"look": look(found)})


def _of_files(old: Site, new: Site, place: Workplace, models: Models, as_of: date) -> Diff:
    every = old.campaigns.keys() | new.campaigns.keys()
    other = differing(old, new)
    before, after = _judged(old, new, other, place, models, as_of)
    both = sorted(other & before.results.keys() & after.results.keys())
    named = renamed(old, new)
    paired = {name: named.get(name, name) for name in (*both, *named)}
    paired = {name: was for name, was in paired.items() if name in after.results and was in before.results}
    pairs = [
        (under(before.results[was], name, old.path(was, "").rstrip("/"), new.path(name, "").rstrip("/")),
         after.results[name])
        for name, was in paired.items()
    ]  # fmt: skip
    baselines = {name: one.baseline.campaign for name, one in after.bench.campaigns.items()
                 if one.baseline and one.baseline.campaign}  # fmt: skip
    old_results = {name: before.results[name] for name in both}
    of_renamed: dict[tuple[str, str | None], Cause] = {
        (now, None): causes_of_renamed(old, new, was, now) for now, was in named.items()
    }
    made = {**causes(old, new, old_results, baselines, place.bench, as_of), **of_renamed}
    added, removed = sorted(new.campaigns.keys() - old.campaigns), sorted(old.campaigns.keys() - new.campaigns)
    judged = {**before.results, **after.results}
    found = Diff(
        base=old.files.name,
        head=new.files.name,
        commits=(old.files.commit, new.files.commit),
        as_of=as_of,
        languages=old.config.site.languages if SETTINGS in old.shared else new.config.site.languages,
        site_url=old.config.site.url,
        repo_url=old.config.site.repo_url,
        names={name: one.name.by_language for side in (before, after) for name, one in side.bench.campaigns.items()
               if name in other},
        titles=_titles(before.bench, after.bench),
        places=places(after.results[name] for name in sorted(after.results)),
        standings={name: standing(judged[name]) for name in sorted(other & judged.keys())},
        unjudged=(*before.unjudged(Which.BASE), *after.unjudged(Which.HEAD)),
        verdicts=tuple(change for one, two in pairs for change in verdicts(one, two, made)),
        goalposts=tuple(
            change
            for name, was in paired.items()
            for change in goalposts(_posts(before.bench, was), _posts(after.bench, name), after.results[name], as_of,
                                    new.config.limits.files)
        ),
        added=tuple(added),
        removed=tuple(removed),
        renamed=named,
        numbers=tuple(change for one, two in pairs for change in numbers(one, two, made)),
        raised=tuple(change for one, two in pairs for change in findings(two, one))
        + tuple(change for name in added if name in after.results and name not in paired
                for change in findings(after.results[name], None)),
        resolved=tuple(change for one, two in pairs for change in findings(one, two)),
        same_findings=sum(same_findings(one, two) for one, two in pairs),
        unchecked=len(_unchecked(old, new, other)),
        data=tuple(_data_changes(old, new, named, before.bench, after.bench)),
    )  # fmt: skip
    told = {one.campaign for part in (found.verdicts, found.goalposts, found.numbers, found.raised, found.resolved)
            for one in part}  # fmt: skip
    lost = {one.campaign for one in found.unjudged}
    same = tuple(sorted(name for name in every if old.campaigns.get(name) == new.campaigns.get(name)
                        and name not in told and name not in lost))  # fmt: skip
    return found.model_copy(
        update={
            "wording": tuple(_wording(old, new, found, lost)),
            "unchanged": same,
            "identical": len(same),
        }
    )


def _judged(
    old: Site, new: Site, other: set[str], place: Workplace, models: Models, as_of: date
) -> tuple[Judgement, Judgement]:
    """Judge both versions of campaigns, each with what campaigns before them came to, as far as their checks ask."""
    benches = [place.bench(site, site, site) for site in (old, new)]
    for bench in benches:
        bench.read(other)
    many = _unchecked(old, new, other)
    asked = questions(benches, other - many) if all(bench.frame is not None for bench in benches) else []
    # What did not change came to the same in both versions, unless what they share differs.
    past = earlier(benches[1], asked, other, as_of) if asked else {}
    results = []
    for bench, site in zip(benches, (old, new), strict=True):
        known = past if site is new or old.shared == new.shared else earlier(bench, asked, other, as_of)
        names = other & bench.campaigns.keys()
        plain = {name: bench.campaigns[name] for name in names & many}
        results.append(
            Judgement(
                bench,
                {**bench.judge(names - many, as_of, known, models), **bench.verdicts(plain, as_of, told=True)},
            )
        )
    return results[0], results[1]


def _unchecked(old: Site, new: Site, other: set[str]) -> frozenset[str]:
    """Name the campaigns that only shared files reach, where they are too many to be explained and checked twice."""
    same = frozenset(name for name in other if old.campaigns.get(name) == new.campaigns.get(name))
    return same if len(same) > MANY else frozenset()


def _of_results(old: Side, new: Side, place: Workplace, models: Models, as_of: date) -> Diff:
    """Compare with published results; a version of files is judged in full for it."""
    sides: list[Mapping[str, CampaignResult]] = []
    unjudged: list[Unjudged] = []
    titles: dict[str, Mapping[str, str]] = {}
    languages: tuple[str, ...] = ("en",)
    for side, which in ((old, Which.BASE), (new, Which.HEAD)):
        if isinstance(side, Published):
            sides.append(side.results)
            continue
        site = site_of(side)
        languages = site.config.site.languages
        bench = place.bench(site, site, site)
        bench.read(site.campaigns)
        judged = Judgement(bench, bench.judge(bench.campaigns, as_of, {}, models))
        sides.append(judged.results)
        unjudged += judged.unjudged(which)
        titles |= _titles(bench, bench)
    found = published(sides[0], sides[1], (old.name, new.name), as_of, tuple(unjudged))
    return found.model_copy(update={"titles": titles or _known_titles(), "languages": languages})


def _posts(bench: Bench, name: str) -> tuple[Campaign, Posts]:
    return bench.campaigns[name], bench.posts(name)


def _titles(*benches: Bench) -> Mapping[str, Mapping[str, str]]:
    """Say what the metrics of campaigns are called."""
    found: dict[str, Mapping[str, str]] = {}
    for bench in benches:
        named = {kpi.metric for one in bench.campaigns.values() for kpi in one.kpis}
        if bench.frame is not None:
            metrics = bench.frame.catalogue.metrics
            found |= {name: metrics[name].spec.title.by_language for name in sorted(named) if name in metrics}
    return found


def _known_titles() -> Mapping[str, Mapping[str, str]]:
    return {name: one.spec.title.by_language for name, one in builtin().metrics.items()}


def _data_changes(old: Site, new: Site, named: Mapping[str, str], before: Bench, after: Bench) -> Iterator[DataChange]:
    for name in sorted((old.campaigns.keys() & new.campaigns.keys()) | named.keys()):
        was = named.get(name, name)
        one, two = old.data(was), new.data(name)
        wanted = _columns(after.campaigns.get(name) or before.campaigns.get(was))
        for file in sorted(one.keys() | two.keys()):
            if one.get(file) != two.get(file):
                contents = [
                    site.files.read(site.path(called, file)) if file in site.campaigns[called] else None
                    for site, called in ((old, was), (new, name))
                ]
                yield data_change(name, printable(file), contents[0], contents[1], wanted)


def _columns(campaign: Campaign | None) -> tuple[str, ...]:
    sources = campaign.sources.values() if campaign else ()
    return tuple(dict.fromkeys(column for source in sources for column in source.measures.values()))


def _wording(old: Site, new: Site, found: Diff, lost: set[str | None]) -> Iterator[WordingChange]:
    """Name the files that read otherwise and judge alike, and how many pages they are on."""
    told = {one.campaign for part in (found.goalposts, found.raised, found.resolved) for one in part}
    told |= {one.campaign for part in (found.verdicts, found.numbers) for one in part if one.cause is not Cause.DATA}
    for name in sorted(old.campaigns.keys() & new.campaigns.keys()):
        one, two = old.campaigns[name], new.campaigns[name]
        texts = [CAMPAIGN_FILE] if name not in told and name not in lost else []
        for file in (*texts, *WORDS):
            if one.get(file) != two.get(file):
                yield WordingChange(file=new.path(name, file), campaign=name, pages=1)
    method = any(one.cause is not Cause.DATA for part in (found.verdicts, found.numbers) for one in part)
    count = len(new.campaigns)
    pages = {SETTINGS: count + 1, METRICS: _reach(old, new), STRATEGY: count + 1}
    for name in sorted(old.shared.keys() | new.shared.keys()):
        if old.shared.get(name) != new.shared.get(name) and not (method or told) and None not in lost:
            yield WordingChange(file=new.shared_path(name), campaign=None, pages=pages[name])
    for path in sorted(old.content.keys() | new.content.keys()):
        if old.content.get(path) != new.content.get(path):
            yield WordingChange(file=printable(path), campaign=None, pages=1)


def _reach(old: Site, new: Site) -> int:
    """Count the pages of metrics that are other than before, and of the campaigns that have them as KPIs."""
    return len(differing(old, new) & new.campaigns.keys()) + 1
