"""From campaign folders to a site: judge what changed, write its pages, build, and remember what was made."""

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.errors import Location, Problem, ReportError
from generator.metrics.project import Frame, read_frame, select
from generator.site.editions import DOCS, Edition, homes, prefix_of, remove_others
from generator.site.fingerprint import digest, folder_digests
from generator.site.places import CACHE, WORK, own_work
from generator.site.plan import Plan, contents, make_plan, shared_digests
from generator.site.progress import Tell, silent
from generator.site.state import BuildState, load_state, save_state, written
from generator.spec.playbook_file import load_playbook
from generator.spec.shipped import shipped_content
from generator.text import Said, Text, number_of, say

if TYPE_CHECKING:
    from generator.diff.model import Diff
    from generator.site.workers import Workshop

WRITTEN = (
    "index.md",
    "results.json",
    "results.csv",
    "campaigns",
    "metrics",
    "playbook",
    "checks",
    "learn",
    "publish",
    "assets",
    "changes",
)
"""What `build --pages` writes at the top of a docs folder."""
NOTHING_CHANGED = say(en="nothing changed; the site is as it was", zh="没有变化，站点保持原样")


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did."""

    said: Said
    reasons: Mapping[str, tuple[Said, ...]] = field(default_factory=dict)
    """Campaign -> why its page was made again."""
    warnings: tuple[str, ...] = ()
    """What MkDocs warned of."""
    raised: int = 0
    """Errors and warnings of the checks that nobody waived, over all campaigns."""
    timings: Mapping[Text, float] = field(default_factory=dict)
    """Part of the work -> seconds."""


class Stopwatch:
    """Where the time goes."""

    def __init__(self) -> None:
        """Start the clock."""
        self._last = time.perf_counter()
        self.spent: dict[Text, float] = {}

    def lap(self, what: Text) -> None:
        """Book the time since the last lap."""
        now = time.perf_counter()
        self.spent[what] = self.spent.get(what, 0.0) + now - self._last
        self._last = now


def publish(
    root: Path, as_of: date, tell: Tell = silent, *, only: Collection[str] = (), since: str | None = None
) -> Report:
    """Build a site, making only what changed since the last build.

    With `only`, looks for changes in those campaigns alone; the others stay as they were last made. With `since` (a
    revision, a folder or published results), a page tells what differs from it. Raises ReportError with every problem
    of spec and data; the last good site then stays in place.
    """
    watch = Stopwatch()
    work = own_work(root)
    frame, state = read_frame(root), load_state(work)
    plan = make_plan(frame, _folders(frame, only, state), state, as_of)
    changes = _changes(since, root, as_of)
    site = _fingerprint(frame, plan, as_of, changes)
    output = root / frame.config.paths.output
    watch.lap(say(en="reading specs and comparing with the last build", zh="读取配置并与上次构建比较"))
    if not plan.problems and site == state.site and (output / "index.html").exists():
        return Report(NOTHING_CHANGED, {}, state.warnings, state.raised, watch.spent)

    # Whatever follows loads the libraries that compute and draw; a build with nothing to do never gets here.
    from generator.charts.ready import keep_in
    from generator.site.build import Source, build_site
    from generator.site.config import write_config
    from generator.site.produce import produce
    from generator.site.shared import write_shared

    remove_others(work, frame.config.site.languages)
    shop = _shop(frame, {language: work / home / DOCS for language, home in homes(frame.config).items()})
    keep_in(shop.cache)
    produced = produce(frame, plan, state, shop, as_of, tell)
    watch.lap(say(en="results, pages and charts", zh="结果、页面和图表"))
    shared = write_shared(frame, produced.records, shop, as_of, changes)
    # What was made is remembered before MkDocs runs, but not as a site: a build that fails there is taken up there.
    pending = frozenset(state.pending) | produced.changed | shared.changed
    records = written(produced.records)
    save_state(work, BuildState(produced.records, "", tuple(sorted(pending)), state.warnings), records)
    watch.lap(say(en="index, metrics and knowledge pages", zh="首页、指标页和知识页"))
    sources = []
    for edition in shop.editions:
        articles = shared.articles[edition.language]
        settings = write_config(frame.config, edition.docs.parent, output, articles, edition.language)
        sources.append(Source(edition.language, edition.prefix, settings))
    warnings = build_site(sources, output, pending, day=as_of)
    built = BuildState(produced.records, site, (), warnings)
    save_state(work, built, records)
    watch.lap(say(en="MkDocs and finishing", zh="MkDocs 与收尾"))
    said = say(
        en="{campaigns}, {anew} made anew: {output}/",
        zh="共{campaigns}，重新生成 {anew} 个：{output}/",
        campaigns=number_of(len(produced.records), "campaign", "个活动"),
        anew=len(produced.reasons),
        output=frame.config.paths.output,
    )
    return Report(said, produced.reasons, warnings, built.raised, watch.spent)


def publish_pages(root: Path, as_of: date, docs: Path, tell: Tell = silent, *, since: str | None = None) -> Report:
    """Write every page as Markdown into the docs folder of an existing site, and stop there."""
    from generator.site.produce import produce
    from generator.site.shared import write_shared

    frame = read_frame(root)
    _check_docs(docs.resolve(), root, frame)
    plan = make_plan(frame, frame.folders, BuildState(), as_of)
    places = homes(frame.config)
    shop = _shop(frame, {language: docs.resolve() / home for language, home in places.items()}, tuple(places.values()))
    produced = produce(frame, plan, BuildState(), shop, as_of, tell)
    write_shared(frame, produced.records, shop, as_of, _changes(since, root, as_of))
    raised = BuildState(produced.records).raised
    said = say(
        en="{campaigns} written as Markdown",
        zh="{campaigns}已写成 Markdown",
        campaigns=number_of(len(produced.records), "campaign", "个活动"),
    )
    return Report(said, produced.reasons, raised=raised)


def _shop(frame: Frame, docs: Mapping[str, Path], inside: Collection[str] = ()) -> "Workshop":
    """Everything the pages need; raises ReportError with every problem of the playbook.

    `docs` maps each language to the folder of its pages; `inside` are the folders of other languages within the first.
    """
    from generator.site.workers import Workshop

    languages = frame.config.site.languages
    own = frame.root / frame.config.paths.content
    editions = []
    for language, folder in docs.items():
        entries = load_playbook(shipped_content(), own, language, frame.vocabulary, languages)
        prefix = prefix_of(language, languages)
        others = () if prefix else tuple(home.rstrip("/") for home in inside if home)
        editions.append(Edition(language, prefix, folder, {entry.id: entry for entry in entries}, others))
    return Workshop(frame.root / WORK / CACHE, frame.config, tuple(editions))


def _check_docs(docs: Path, root: Path, frame: Frame) -> None:
    """Refuse to write pages among what they are made from, over files of somebody else's, or below no folder."""
    from generator.site.write import LIST

    paths = frame.config.paths
    for name in (paths.campaigns, paths.content, paths.output, WORK, "."):
        theirs = (root / name).resolve()
        if docs == theirs or (name != "." and docs.is_relative_to(theirs)):
            place = Location(str(docs))
            what = say(en="holds what the pages are made from", zh="这里放的是生成页面所用的材料")
            expected = say(en="the docs folder of another site", zh="另一个站点的 docs 文件夹")
            raise ReportError([Problem(place, what, expected)])
    if docs.exists() and not docs.is_dir():
        what, expected = say(en="is a file", zh="是文件"), say(en="a folder", zh="文件夹")
        raise ReportError([Problem(Location(str(docs)), what, expected)])
    if not docs.parent.is_dir():
        what = say(en="is no folder", zh="不是文件夹")
        expected = say(en="the folder that holds the docs", zh="存放 docs 文件夹的上级文件夹")
        raise ReportError([Problem(Location(str(docs.parent)), what, expected)])
    names = (*WRITTEN, *(home.rstrip("/") for home in homes(frame.config).values() if home))
    others = [] if (docs / LIST).exists() else [name for name in names if (docs / name).exists()]
    if others:
        what = say(
            en="holds `{name}`, which Goalposts did not write",
            zh="里面有 `{name}`，不是 Goalposts 写的",
            name=others[0],
        )
        expected = say(
            en="a folder that is empty, new, or written by `build --pages` before",
            zh="空的或新的文件夹，或以前由 `build --pages` 写过的文件夹",
        )
        hint = say(en="for example {folder}", zh="例如 {folder}", folder=docs / "results")
        raise ReportError([Problem(Location(str(docs)), what, expected, hint)])


def _folders(frame: Frame, only: Collection[str], state: BuildState) -> tuple[Path, ...]:
    """Every folder; with `only`, those named and those that were made before."""
    if not only:
        return frame.folders
    named = {folder.name for folder in select(frame, only)}
    return tuple(folder for folder in frame.folders if folder.name in named or folder.name in state.records)


def _changes(since: str | None, root: Path, as_of: date) -> "Diff | None":
    """Compare with another version, where one is named."""
    if since is None:
        return None
    from generator.diff.compare import diff

    return diff(since, None, root, as_of)


def _fingerprint(frame: Frame, plan: Plan, as_of: date, changes: "Diff | None") -> str:
    """Hash everything the built site comes from: what is shared, every campaign's key, the site's own content."""
    content = [item for folder in contents(frame) for item in folder_digests(folder).items()]
    keys = [f"{name} {key}" for name, key in sorted(plan.keys.items())]
    told = [changes.model_dump_json(by_alias=True)] if changes else []
    return digest([*told, as_of.isoformat(), *map(str, shared_digests(frame).items()), *map(str, content), *keys])
