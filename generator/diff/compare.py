"""Two versions judged, as far as they differ, and the differences by cause."""

import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.compare.result import CampaignResult, CheckResult, KpiResult, Verdict
from generator.compare.verdict import same
from generator.diff.model import Cause, CheckChange, Diff, GoalpostChange, NumberChange, VerdictChange
from generator.diff.rows import data_change
from generator.diff.sides import Files, Published, Side, open_side
from generator.errors import ReportError
from generator.history.goals import Posts, What, differences, goals_of, posts_of
from generator.metrics.project import read_campaigns, read_frame
from generator.report.campaigns import judge_all
from generator.spec.load import CAMPAIGN_FILE, read_site
from generator.spec.model import Campaign

WORDS = ("notes.md",)
"""Files of a campaign's folder that are read and not counted."""
_ORDER = (Verdict.MET, Verdict.RUNNING, Verdict.NEAR, Verdict.NO_DATA, Verdict.MISSED)
"""From best to worst."""
_SHARED = ("site_config.yml", "metrics.yml", "strategy.yml")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One version of the campaigns that differ."""

    results: Mapping[str, CampaignResult]
    campaigns: Mapping[str, Campaign]
    posts: Mapping[str, Posts]


@dataclass(frozen=True, slots=True)
class _Site:
    """A version's campaign folders and what they share."""

    files: Files
    folder: str
    campaigns: Mapping[str, Mapping[str, str]]
    """Id -> path in its folder -> blob."""
    shared: Mapping[str, str]


def diff(base: str, head: str | None, root: Path, as_of: date) -> Diff:
    """Compare two versions; raises ReportError for a version that cannot be opened or judged."""
    with ExitStack() as stack:
        sides = open_side(base, root, stack), open_side(head, root, stack)
        old, new = sides
        if isinstance(old, Files) and isinstance(new, Files):
            return _of_files(_site(old), _site(new), as_of)
        return _of_results(old, new, as_of)


def _of_files(old: _Site, new: _Site, as_of: date) -> Diff:
    every = old.campaigns.keys() | new.campaigns.keys()
    method = old.shared != new.shared
    other = {name for name in every if method or old.campaigns.get(name) != new.campaigns.get(name)}
    before = _judge(old, old, old, other & old.campaigns.keys(), as_of)
    after = _judge(new, new, new, other & new.campaigns.keys(), as_of)
    causes = _causes(old, new, other, before, as_of)
    both = sorted(other & before.results.keys() & after.results.keys())
    verdicts: list[VerdictChange] = []
    numbers: list[NumberChange] = []
    raised: list[CheckChange] = []
    resolved: list[CheckChange] = []
    goalposts: list[GoalpostChange] = []
    for name in both:
        one, two = before.results[name], after.results[name]
        verdicts += _verdicts(one, two, causes)
        numbers += _numbers(one, two, causes)
        raised += _findings(two, one)
        resolved += _findings(one, two)
        goalposts += _goalposts(name, before, after, as_of)
    changed = [
        data_change(name, file, *(_content(site, name, file) for site in (old, new)))
        for name in both
        for file in sorted(_data(old, name).keys() | _data(new, name).keys())
        if _data(old, name).get(file) != _data(new, name).get(file)
    ]
    told = {one.campaign for part in (verdicts, numbers, raised, resolved, goalposts, changed) for one in part}
    texts = [name for name in both if name not in told and old.campaigns[name] != new.campaigns[name]]
    added, removed = sorted(new.campaigns.keys() - old.campaigns), sorted(old.campaigns.keys() - new.campaigns)
    return Diff(
        base=old.files.name,
        head=new.files.name,
        as_of=as_of,
        names={name: one.name.said_in("en") for found in (before, after) for name, one in found.campaigns.items()},
        verdicts=tuple(verdicts),
        goalposts=tuple(goalposts),
        added=tuple(added),
        removed=tuple(removed),
        numbers=tuple(numbers),
        raised=tuple(raised),
        resolved=tuple(resolved),
        data=tuple(changed),
        wording=tuple(texts),
        identical=len(every) - len(other),
    )


def _of_results(old: Side, new: Side, as_of: date) -> Diff:
    """Compare published results; causes are told from the targets and the files' hashes in them."""
    one, two = (side.results if isinstance(side, Published) else _all(side, as_of) for side in (old, new))
    both = sorted(one.keys() & two.keys())
    causes: Causes = {(name, None): _cause_of_results(one[name], two[name]) for name in both}
    return Diff(
        base=old.name,
        head=new.name,
        as_of=as_of,
        names={name: next(iter(found.campaign.name.values()), name) for name, found in {**one, **two}.items()},
        verdicts=tuple(change for name in both for change in _verdicts(one[name], two[name], causes)),
        added=tuple(sorted(two.keys() - one.keys())),
        removed=tuple(sorted(one.keys() - two.keys())),
        numbers=tuple(change for name in both for change in _numbers(one[name], two[name], causes)),
        raised=tuple(change for name in both for change in _findings(two[name], one[name])),
        resolved=tuple(change for name in both for change in _findings(one[name], two[name])),
        identical=sum(one[name] == two[name] for name in both),
    )


def _all(side: Files, as_of: date) -> Mapping[str, CampaignResult]:
    site = _site(side)
    return _judge(site, site, site, set(site.campaigns), as_of).results


def _cause_of_results(one: CampaignResult, two: CampaignResult) -> Cause:
    spec = [(kpi.metric, kpi.target, kpi.near, kpi.weight) for kpi in one.kpis] != [
        (kpi.metric, kpi.target, kpi.near, kpi.weight) for kpi in two.kpis
    ]
    data = {file.sha256 for file in one.data} != {file.sha256 for file in two.data}
    return Cause.MIXED if spec and data else Cause.SPEC if spec else Cause.DATA if data else Cause.METHOD


def _site(files: Files) -> _Site:
    config = "site_config.yml"
    settings = read_site(files.read(config).decode("utf-8-sig"), config) if config in files.blobs else None
    folder = settings.paths.campaigns if settings else "campaigns"
    campaigns: dict[str, dict[str, str]] = {}
    for path, blob in files.blobs.items():
        if path.startswith(f"{folder}/"):
            name, _, inside = path.removeprefix(f"{folder}/").partition("/")
            if inside and not any(part.startswith(".") for part in path.split("/")):
                campaigns.setdefault(name, {})[inside] = blob
    shared = {
        name: files.blobs[path]
        for name in _SHARED
        if (path := name if name == config else f"{folder}/{name}") in files.blobs
    }
    return _Site(files, folder, {name: one for name, one in campaigns.items() if CAMPAIGN_FILE in one}, shared)


def _judge(method: _Site, spec: _Site, data: _Site, names: Collection[str], as_of: date) -> Judgement:
    """Judge campaigns by the shared files of one version, the specs of one and the data of one."""
    if not names:
        return Judgement({}, {}, {})
    with tempfile.TemporaryDirectory(prefix="goalposts-diff-") as below:
        root = Path(below).resolve()
        for name in method.shared:
            path = name if name == "site_config.yml" else f"{method.folder}/{name}"
            _put(root / path, method.files.read(path))
        for name in spec.campaigns:
            folder = root / method.folder / name
            _put(folder / CAMPAIGN_FILE, spec.files.read(f"{spec.folder}/{name}/{CAMPAIGN_FILE}"))
        _lay_out(root, method, data, names)
        frame = read_frame(root)
        needed = set(names)
        folders = [folder for folder in frame.folders if folder.name in needed]
        campaigns, problems = read_campaigns(frame, folders)
        baselines = {one.baseline.campaign for one in campaigns.values() if one.baseline and one.baseline.campaign}
        if more := baselines - needed:
            _lay_out(root, method, data, more)
            extra, others = read_campaigns(frame, [folder for folder in frame.folders if folder.name in more])
            campaigns, problems = {**campaigns, **extra}, (*problems, *others)
        found = list(problems)
        results = {}
        for item in judge_all(frame, campaigns, as_of, only=needed):
            if isinstance(item, ReportError):
                found += item.problems
            else:
                results[item.campaign.id] = item.result
        if found:
            raise ReportError(found)
        posts = {
            name: posts_of(goals_of(one), frame.catalogue, frame.config)
            for name, one in campaigns.items()
            if name in needed
        }
        return Judgement(results, {name: one for name, one in campaigns.items() if name in needed}, posts)


def _lay_out(root: Path, method: _Site, data: _Site, names: Collection[str]) -> None:
    for name in names:
        for file in data.campaigns.get(name, {}):
            if file != CAMPAIGN_FILE:
                _put(root / method.folder / name / file, data.files.read(f"{data.folder}/{name}/{file}"))


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


Causes = Mapping[tuple[str, str | None], Cause]
"""Campaign and KPI (None: the whole) -> what made it differ; the whole's stands for KPIs that are not named."""


def _causes(old: _Site, new: _Site, names: Collection[str], before: Judgement, as_of: date) -> Causes:
    """Find what made each figure differ: of one part that changed, it is that; of several, each is changed alone."""
    both = [name for name in names if name in old.campaigns and name in new.campaigns]
    parts = {name: _parts(old, new, name) for name in both}
    causes: dict[tuple[str, str | None], Cause] = {
        (name, None): next(iter(found), Cause.METHOD)
        for name, found in parts.items()
        if len(found) < 2  # noqa: PLR2004
    }
    several = {name for name, found in parts.items() if len(found) > 1}
    alone = {
        Cause.SPEC: (old, new, old),
        Cause.DATA: (old, old, new),
        Cause.METHOD: (new, old, old),
    }
    made: dict[tuple[str, str | None], list[Cause]] = {}
    for cause, sides in alone.items():
        for name in sorted(one for one in several if cause in parts[one]):
            try:
                result = _judge(*sides, {name}, as_of).results[name]
            except ReportError:
                continue  # the parts do not fit each other: neither works alone
            for key in _different(before.results[name], result):
                made.setdefault((name, key), []).append(cause)
    causes |= {key: alike[0] if len(alike) == 1 else Cause.MIXED for key, alike in made.items()}
    return causes | {(name, None): Cause.MIXED for name in several if (name, None) not in causes}


def _parts(old: _Site, new: _Site, name: str) -> list[Cause]:
    found = []
    if old.campaigns[name][CAMPAIGN_FILE] != new.campaigns[name][CAMPAIGN_FILE]:
        found.append(Cause.SPEC)
    if _data(old, name) != _data(new, name):
        found.append(Cause.DATA)
    if old.shared != new.shared:
        found.append(Cause.METHOD)
    return found


def _different(one: CampaignResult, two: CampaignResult) -> Iterator[str | None]:
    if one.campaign.verdict != two.campaign.verdict:
        yield None
    new = {_key(kpi): kpi for kpi in two.kpis}
    for kpi in one.kpis:
        other = new.get(_key(kpi))
        if other and (kpi.verdict != other.verdict or not _alike(kpi.value, other.value)):
            yield kpi.metric


def _data(site: _Site, name: str) -> Mapping[str, str]:
    return {
        file: blob for file, blob in site.campaigns.get(name, {}).items() if file != CAMPAIGN_FILE and file not in WORDS
    }


def _content(site: _Site, name: str, file: str) -> bytes | None:
    return site.files.read(f"{site.folder}/{name}/{file}") if file in site.campaigns.get(name, {}) else None


def _key(kpi: KpiResult) -> tuple[str, str]:
    return kpi.metric, str(sorted((kpi.segment or {}).items()))


def _alike(one: float | None, two: float | None) -> bool:
    return one == two if one is None or two is None else same(one, two)


def _cause(causes: Causes, campaign: str, kpi: str | None) -> Cause:
    return causes.get((campaign, kpi)) or causes.get((campaign, None)) or Cause.MIXED


def _verdicts(one: CampaignResult, two: CampaignResult, causes: Causes) -> Iterator[VerdictChange]:
    name = one.campaign.id
    pairs: list[tuple[str | None, Mapping[str, str] | None, Verdict, Verdict]] = [
        (None, None, one.campaign.verdict, two.campaign.verdict)
    ]
    old = {_key(kpi): kpi for kpi in one.kpis}
    pairs += [(kpi.metric, kpi.segment, old[_key(kpi)].verdict, kpi.verdict) for kpi in two.kpis if _key(kpi) in old]
    for kpi, segment, was, now in pairs:
        if was is not now:
            worse = _ORDER.index(now) > _ORDER.index(was)
            cause = _cause(causes, name, kpi)
            yield VerdictChange(campaign=name, kpi=kpi, segment=segment, was=was, now=now, worse=worse, cause=cause)


def _numbers(one: CampaignResult, two: CampaignResult, causes: Causes) -> Iterator[NumberChange]:
    name = one.campaign.id
    old = {_key(kpi): kpi for kpi in one.kpis}
    for kpi in two.kpis:
        before = old.get(_key(kpi))
        if before is None or _alike(before.value, kpi.value):
            continue
        was, now, interval = before.value, kpi.value, before.interval
        yield NumberChange(
            campaign=name,
            kpi=kpi.metric,
            segment=kpi.segment,
            unit=kpi.unit,
            was=was,
            now=now,
            change=None if was is None or now is None else now - was,
            beyond=None if interval is None or now is None else not interval[0] <= now <= interval[1],
            cause=_cause(causes, name, kpi.metric),
        )


def _findings(here: CampaignResult, there: CampaignResult) -> Iterator[CheckChange]:
    """Find what is raised here and not there: by code and key, since lines and numbers in words move."""

    def about(one: CheckResult) -> tuple[str, str]:
        return one.code, one.at.partition(":")[0]

    known = {about(one) for one in there.checks if one.waived is None}
    for one in here.checks:
        if one.waived is None and about(one) not in known:
            yield CheckChange(campaign=here.campaign.id, finding=one)


def _goalposts(name: str, before: Judgement, after: Judgement, as_of: date) -> Iterator[GoalpostChange]:
    campaign = after.campaigns[name]
    start = min(before.campaigns[name].period.start, campaign.period.start)
    day = campaign.as_of or as_of
    files = {file.file for file in after.results[name].data}

    def matched(glob: str) -> frozenset[str]:
        return frozenset(file for file in files if Path(file).match(glob))

    for one in differences(before.posts[name], after.posts[name], matched):
        key = one.key
        said = [
            amendment.because
            for amendment in campaign.amendments
            if key.what is What.TARGET
            and not key.part
            and amendment.kpi == key.kpi
            and one.before
            and one.before.value == (amendment.before.value, amendment.before.low, amendment.before.high)
        ]
        number = next((n for n, kpi in enumerate(campaign.kpis) if kpi.metric == key.kpi), None)
        written = key.what.value if number is not None else "period" if key.what is What.PERIOD else "kpis"
        yield GoalpostChange(
            campaign=name,
            what=key.what,
            kpi=key.kpi or None,
            part=key.part or None,
            before=one.before.text if one.before else None,
            after=one.after.text if one.after else None,
            started=start <= day,
            days=(day - start).days,
            because=said[0] if said else None,
            at=str(campaign.at(*(("kpis", number, written) if number is not None else (written,)))),
        )
