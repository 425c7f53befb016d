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
from generator.site.places import CACHE, WORK
from generator.site.plan import Plan, contents, make_plan, shared_digests
from generator.site.progress import Tell, silent
from generator.site.state import BuildState, load_state, save_state
from generator.spec.playbook_file import load_playbook
from generator.spec.shipped import shipped_content

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
    "assets",
    "changes",
)
"""What `build --pages` writes at the top of a docs folder."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did."""

    said: str
    reasons: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Campaign -> why its page was made again."""
    warnings: tuple[str, ...] = ()
    """What MkDocs warned of."""
    raised: int = 0
    """Errors and warnings of the checks that nobody waived, over all campaigns."""
    timings: Mapping[str, float] = field(default_factory=dict)
    """Part of the work -> seconds."""


class Stopwatch:
    """Where the time goes."""

    def __init__(self) -> None:
        """Start the clock."""
        self._last = time.perf_counter()
        self.spent: dict[str, float] = {}

    def lap(self, what: str) -> None:
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
    work = root / WORK
    frame, state = read_frame(root), load_state(work)
    plan = make_plan(frame, _folders(frame, only, state), state, as_of)
    changes = _changes(since, root, as_of)
    site = _fingerprint(frame, plan, as_of, changes)
    output = root / frame.config.paths.output
    watch.lap("reading specs and comparing with the last build")
    if not plan.problems and site == state.site and (output / "index.html").exists():
        return Report("nothing changed; the site is as it was", {}, state.warnings, state.raised, watch.spent)

    # Whatever follows loads the libraries that compute and draw; a build with nothing to do never gets here.
    from generator.site.build import Source, build_site
    from generator.site.config import write_config
    from generator.site.produce import produce
    from generator.site.shared import write_shared

    remove_others(work, frame.config.site.languages)
    shop = _shop(frame, {language: work / home / DOCS for language, home in homes(frame.config).items()})
    produced = produce(frame, plan, state, shop, as_of, tell)
    watch.lap("results, pages and charts")
    shared = write_shared(frame, produced.records, shop, as_of, changes)
    # What was made is remembered before MkDocs runs, but not as a site: a build that fails there is taken up there.
    pending = frozenset(state.pending) | produced.changed | shared.changed
    save_state(work, BuildState(produced.records, "", tuple(sorted(pending)), state.warnings))
    watch.lap("index, metrics and knowledge pages")
    sources = []
    for edition in shop.editions:
        articles = shared.articles[edition.language]
        settings = write_config(frame.config, edition.docs.parent, output, articles, edition.language)
        sources.append(Source(edition.language, edition.prefix, settings))
    warnings = build_site(sources, output, pending, day=as_of)
    built = BuildState(produced.records, site, (), warnings)
    save_state(work, built)
    watch.lap("MkDocs and finishing")
    count = len(produced.records)
    said = (
        f"{count} campaign{'' if count == 1 else 's'}, {len(produced.reasons)} made anew: {frame.config.paths.output}/"
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
    return Report(f"{len(produced.records)} campaigns written as Markdown", produced.reasons, raised=raised)


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
            raise ReportError([Problem(place, "holds what the pages are made from", "the docs folder of another site")])
    if docs.exists() and not docs.is_dir():
        raise ReportError([Problem(Location(str(docs)), "is a file", "a folder")])
    if not docs.parent.is_dir():
        raise ReportError([Problem(Location(str(docs.parent)), "is no folder", "the folder that holds the docs")])
    names = (*WRITTEN, *(home.rstrip("/") for home in homes(frame.config).values() if home))
    others = [] if (docs / LIST).exists() else [name for name in names if (docs / name).exists()]
    if others:
        what = f"holds `{others[0]}`, which Goalposts did not write"
        expected = "a folder that is empty, new, or written by `build --pages` before"
        raise ReportError([Problem(Location(str(docs)), what, expected, f"for example {docs / 'results'}")])


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
