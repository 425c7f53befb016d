"""Pages into a site: MkDocs in one or more processes, only what changed, the old site until the new one is whole."""

import json
import os
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import yaml

from generator.site.fingerprint import code_digest, digest
from generator.site.finish import Twin
from generator.site.render import Job, Rendered, render
from generator.site.search import FILE, FILES, write_index
from generator.site.staging import apply, check_output, move_into, place_files, staging_folder, swap
from generator.spec.glossary_file import GLOSSARY

MEMORY = "built.json"
"""Beside mkdocs.yml: what the last build must be compared with."""
ENOUGH = 40
"""Pages from which one more process pays for its start."""
_ABOUT = re.compile(r"Doc file '([^']+)'")
_TEMPLATES = ("404.html", "sitemap.xml", "sitemap.xml.gz", *FILES)


@dataclass(frozen=True, slots=True)
class _Memory:
    shell: str = ""
    """Hash of what all pages have in common: settings, navigation, code."""
    warnings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Page -> what MkDocs warned of when it was last made; "" for the site."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a site is built from in one language."""

    language: str
    prefix: str
    """Where it stands below the site's root: nothing, or `zh/`."""
    config: Path
    """Its mkdocs.yml."""


@dataclass(frozen=True, slots=True)
class _Edition:
    """The site in one language, on its way."""

    language: str
    prefix: str
    config: Path
    docs: Path
    settings: Mapping[str, Any]
    memory: _Memory
    shell: str

    @property
    def fixed(self) -> bool:
        """Whether its pages depend on nothing but themselves and what is remembered of the last build."""
        return self.memory.shell == self.shell and _divisible(self.settings)


def build_site(
    sources: Sequence[Source], output: Path, changed: frozenset[str] | None, *, day: date, processes: int | None = None
) -> tuple[str, ...]:
    """Build the site of one mkdocs.yml a language into `output`, and return what MkDocs warns of.

    `sources` begin with the language at the site's root. `changed` names the pages (sources, below the root) whose text
    or files differ from the last build, or that are gone; the others keep their HTML. None makes all of them, as does a
    change of settings, navigation or code. `day` is the date a built page bears. Raises ReportError when MkDocs cannot
    build; until everything is made, `output` stays as it was.
    """
    editions = [_edition(source) for source in sources]
    check_output(output)
    whole = changed is None or not output.is_dir() or not all(edition.fixed for edition in editions)
    wanted = [_wanted(edition, None if whole else changed, sources) for edition in editions]
    jobs = _jobs(editions, wanted, output, day, processes or os.cpu_count() or 1)
    everything = [job for own in jobs for job in own]
    try:
        made = dict(zip(everything, _run(everything, processes or os.cpu_count() or 1), strict=True))
        old = None if whole else output
        belongs: set[str] = set()
        staging = jobs[0][0].folder
        for edition, own, pages in zip(editions, jobs, wanted, strict=True):
            first = _assemble(edition, own, made, staging, old, pages)
            belongs |= {f"{edition.prefix}{name}" for name in (*first.pages.values(), *first.files, *_TEMPLATES)}
        for edition in editions:
            (edition.config.parent / MEMORY).unlink(missing_ok=True)
        if old:
            apply(staging, output, belongs)
        else:
            swap(staging, output)
    finally:
        for job in everything:
            shutil.rmtree(job.folder, ignore_errors=True)
    said: list[str] = []
    for edition, own, pages in zip(editions, jobs, wanted, strict=True):
        before = _Memory() if whole else edition.memory
        warnings = _warnings([made[job] for job in own], before, pages)
        _remember(edition.config.parent, _Memory(edition.shell, warnings))
        said += [f"{edition.prefix}{warning}" for page in sorted(warnings) for warning in warnings[page]]
    return tuple(said)


def _edition(source: Source) -> _Edition:
    work = source.config.parent
    settings = yaml.safe_load(source.config.read_text(encoding="utf-8"))
    docs = work / settings["docs_dir"]
    shell = _shell(source.config, settings, docs)
    return _Edition(source.language, source.prefix, source.config, docs, settings, _remembered(work), shell)


def _wanted(edition: _Edition, changed: frozenset[str] | None, all_of_them: Sequence[Source]) -> frozenset[str]:
    """The pages of an edition that are to be made, relative to its docs."""
    pages = frozenset(path.relative_to(edition.docs).as_posix() for path in edition.docs.rglob("*.md"))
    if changed is None:
        return pages
    others = tuple(one.prefix for one in all_of_them if one.prefix not in {"", edition.prefix})
    own = {page for page in changed if page.startswith(edition.prefix) and not page.startswith(others)}
    return pages & {page.removeprefix(edition.prefix) for page in own}


def _jobs(
    editions: Sequence[_Edition], wanted: Sequence[frozenset[str]], output: Path, day: date, processes: int
) -> list[list[Job]]:
    """What is to be run for each edition: one run, or a run a process where there are many pages."""
    twins = tuple(Twin(edition.language, edition.prefix, edition.docs) for edition in editions)
    jobs: list[list[Job]] = []
    for edition, pages in zip(editions, wanted, strict=True):
        parts = _parts(pages, max(1, processes // len(editions)) if _divisible(edition.settings) else 1)
        start = sum(len(own) for own in jobs)
        jobs.append(
            [
                Job(edition.config, staging_folder(output, start + i), day, part, not i, edition.prefix, twins)
                for i, part in enumerate(parts)
            ]
        )
    return jobs


def _parts(pages: frozenset[str], processes: int) -> list[frozenset[str]]:
    """Share pages out: campaigns evenly, the few others to the first, which then knows the anchors they link to."""
    count = max(1, min(processes, len(pages) // ENOUGH))
    campaigns = sorted(page for page in pages if page.startswith("campaigns/"))
    shares = [frozenset(campaigns[start::count]) for start in range(count)]
    shares[0] |= pages.difference(campaigns)
    return shares


def _run(jobs: Sequence[Job], processes: int) -> list[Rendered]:
    """Run them, in parallel where it pays: a process takes as long to start as a few dozen pages to make."""
    if len(jobs) == 1 or processes == 1 or sum(len(job.pages) for job in jobs) < ENOUGH:
        return [render(job) for job in jobs]
    with ProcessPoolExecutor(min(processes, len(jobs)) - 1, mp_context=get_context("spawn")) as pool:
        others = [pool.submit(render, job) for job in jobs[1:]]
        first = render(jobs[0])
        return [first, *(other.result() for other in others)]


def _assemble(
    edition: _Edition,
    jobs: Sequence[Job],
    made: Mapping[Job, Rendered],
    staging: Path,
    old: Path | None,
    wanted: frozenset[str],
) -> Rendered:
    """Put what an edition's jobs made in its place, with the files taken over as they are; returns the first job's."""
    place, before, first = staging / edition.prefix, old / edition.prefix if old else None, made[jobs[0]]
    for job in jobs:
        if job.folder != place:
            if job is not jobs[0]:
                (job.folder / FILE).unlink(missing_ok=True)
            move_into(job.folder, place)
    place_files(first.files, edition.docs, place, before)
    anew = {first.urls[page] for page in wanted if page in first.urls}
    searches = [made[job].search for job in jobs]
    write_index(place, [search for search in searches if search], before, anew, first.urls.values())
    return first


def _names(entries: Iterable[Any]) -> list[str]:
    """Names of plugins, written alone or with their settings."""
    return [name for entry in entries for name in ([entry] if isinstance(entry, str) else list(entry))]


def _divisible(settings: Mapping[str, Any]) -> bool:
    """Whether every page can be made without the others: with other people's plugins, nobody knows."""
    return set(_names(settings.get("plugins") or ["search"])) <= {"search"} and not settings.get("hooks")


def _shell(config: Path, settings: Mapping[str, Any], docs: Path) -> str:
    from generator.site.selection import front_matter

    pages = [docs / page for page in _leaves(settings.get("nav") or []) if page.endswith(".md")]
    heads = [json.dumps(front_matter(page), default=str, sort_keys=True) for page in pages]
    versions = [version(name) for name in ("markdown", "pymdown-extensions")]
    # Every page links the glossary's terms.
    terms = docs / GLOSSARY
    glossary = terms.read_bytes() if terms.exists() else b""
    return digest([config.read_bytes(), glossary, *heads, *versions, code_digest()])


def _leaves(nav: Any) -> list[str]:
    """Every page of a navigation, however deep."""
    if isinstance(nav, str):
        return [nav]
    branches = nav.values() if isinstance(nav, Mapping) else nav
    return [leaf for branch in branches for leaf in _leaves(branch)]


def _warnings(made: Sequence[Rendered], before: _Memory, wanted: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    """What is wrong by page; a page that was not made again is as wrong as it was."""
    pages = made[0].pages
    found = {page: said for page, said in before.warnings.items() if page in pages and page not in wanted}
    for warning in dict.fromkeys(text for one in made for text in one.warnings):
        about = _ABOUT.match(warning)
        page = about.group(1) if about else ""
        found[page] = (*found.get(page, ()), warning)
    return found


def _remembered(work: Path) -> _Memory:
    try:
        raw = json.loads((work / MEMORY).read_bytes())
        return _Memory(raw["shell"], {page: tuple(said) for page, said in raw["warnings"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return _Memory()


def _remember(work: Path, memory: _Memory) -> None:
    text = json.dumps({"shell": memory.shell, "warnings": memory.warnings})
    (work / MEMORY).write_text(text, encoding="utf-8")
