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
from generator.site.render import Job, Rendered, render
from generator.site.search import FILE, FROM_DISK, write_index
from generator.spec.glossary_file import GLOSSARY
from generator.site.staging import apply, check_output, move_into, place_files, staging_folder, swap

MEMORY = "built.json"
"""Beside mkdocs.yml: what the last build must be compared with."""
ENOUGH = 40
"""Pages from which one more process pays for its start."""
_ABOUT = re.compile(r"Doc file '([^']+)'")
_TEMPLATES = ("404.html", "sitemap.xml", "sitemap.xml.gz", FILE, FROM_DISK)


@dataclass(frozen=True, slots=True)
class _Memory:
    shell: str = ""
    """Hash of what all pages have in common: settings, navigation, code."""
    warnings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Page -> what MkDocs warned of when it was last made; "" for the site."""


def build_site(
    config: Path, output: Path, changed: frozenset[str] | None, *, day: date, processes: int | None = None
) -> tuple[str, ...]:
    """Build the site of a mkdocs.yml into `output`, and return what MkDocs warns of.

    `changed` names the pages (sources relative to the docs) whose text or files differ from the last build, or that are
    gone; the others keep their HTML. None makes all of them, as does a change of settings, navigation or code. `day` is
    the date a built page bears. Raises ReportError when MkDocs cannot build; until everything is made, `output` stays
    as it was.
    """
    settings = yaml.safe_load(config.read_text(encoding="utf-8"))
    docs = config.parent / settings["docs_dir"]
    check_output(output)
    memory, shell = _remembered(config.parent), _shell(config, settings, docs)
    whole = changed is None or not output.is_dir() or memory.shell != shell or not _divisible(settings)
    sources = frozenset(path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))
    wanted = sources if whole or changed is None else sources & changed
    parts = _parts(wanted, (processes or os.cpu_count() or 1) if _divisible(settings) else 1)
    jobs = [Job(config, staging_folder(output, i), day, part, templates=not i) for i, part in enumerate(parts)]
    try:
        made = _run(jobs)
        old = None if whole else output
        staging = _assemble(jobs, made, docs, old, wanted)
        (config.parent / MEMORY).unlink(missing_ok=True)
        if old:
            apply(staging, output, {*made[0].pages.values(), *made[0].files, *_TEMPLATES})
        else:
            swap(staging, output)
    finally:
        for job in jobs:
            shutil.rmtree(job.folder, ignore_errors=True)
    warnings = _warnings(made, _Memory() if whole else memory, wanted)
    _remember(config.parent, _Memory(shell, warnings))
    return tuple(warning for page in sorted(warnings) for warning in warnings[page])


def _parts(pages: frozenset[str], processes: int) -> list[frozenset[str]]:
    """Share pages out: campaigns evenly, the few others to the first, which then knows the anchors they link to."""
    count = max(1, min(processes, len(pages) // ENOUGH))
    campaigns = sorted(page for page in pages if page.startswith("campaigns/"))
    shares = [frozenset(campaigns[start::count]) for start in range(count)]
    shares[0] |= pages.difference(campaigns)
    return shares


def _run(jobs: Sequence[Job]) -> list[Rendered]:
    if len(jobs) == 1:
        return [render(jobs[0])]
    with ProcessPoolExecutor(len(jobs) - 1, mp_context=get_context("spawn")) as pool:
        others = [pool.submit(render, job) for job in jobs[1:]]
        first = render(jobs[0])
        return [first, *(other.result() for other in others)]


def _assemble(
    jobs: Sequence[Job], made: Sequence[Rendered], docs: Path, old: Path | None, wanted: frozenset[str]
) -> Path:
    """One folder from what the jobs made, with the files that are taken over as they are."""
    staging = jobs[0].folder
    for job in jobs[1:]:
        (job.folder / FILE).unlink(missing_ok=True)
        move_into(job.folder, staging)
    place_files(made[0].files, docs, staging, old)
    anew = {made[0].urls[page] for page in wanted if page in made[0].urls}
    write_index(staging, [one.search for one in made if one.search], old, anew, made[0].urls.values())
    return staging


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
