"""One run of MkDocs over some of a site's pages, in this process, into an empty folder."""

import gc
import json
import logging
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from generator.errors import Location, Problem, ReportError
from generator.site.finish import Twin, finish_site
from generator.site.search import FILE
from generator.text import say

_NOT_A_WARNING = ("A 'dirty' build is being performed",)


@dataclass(frozen=True, slots=True)
class Job:
    """What one run makes."""

    config: Path
    """mkdocs.yml."""
    folder: Path
    """Where to; empty before."""
    day: date
    """The date a built page bears, so that the same inputs give the same site."""
    pages: frozenset[str]
    """Sources of the pages to make, relative to the docs."""
    templates: bool = True
    """Whether the theme's own pages (404, sitemap) are made too."""
    prefix: str = ""
    """Where the pages stand below the site's root."""
    twins: tuple[Twin, ...] = ()
    """The site in each of its languages; none where there is one alone."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What one run made."""

    pages: Mapping[str, str]
    """Every page of the site, made or not, in order: source -> destination."""
    urls: Mapping[str, str]
    """Source of every page -> its address."""
    files: Mapping[str, str]
    """Every other file of the site: destination -> where it is to be copied from."""
    search: Mapping[str, Any] | None
    """The search index of the pages made; None where the site has no search."""
    warnings: tuple[str, ...]


def render(job: Job) -> Rendered:
    """Build and finish the job's pages; raises ReportError when MkDocs cannot."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"  # Material's advertisement of its successor
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    from generator.site.selection import Selection

    with _record() as said, _clock(job.day), _no_gc():
        try:
            config = load_config(str(job.config), site_dir=str(job.folder), strict=False)
            logging.getLogger("jieba").setLevel(logging.WARNING)  # it tells how long its dictionary took to load
            _readable_anchors(config)
            selection = config.plugins["goalposts"] = Selection(job.pages, job.prefix)
            if not job.templates:
                config.theme.static_templates = set()
            elif job.prefix:
                # Hosts answer with the one at the root, whatever was asked for.
                config.theme.static_templates -= {"404.html"}
            config.plugins.on_startup(command="build", dirty=False)
            build(config, dirty=True)
            config.plugins.on_shutdown()
        except (MkDocsException, OSError, ValueError) as error:
            raise ReportError(_problems(said, error, job.config)) from error
    seen = selection.seen
    made = [target for source, target in seen.pages.items() if source in job.pages]
    # Pictures are read from the docs, where they lie as they will beside the page.
    docs, url, title = Path(config.docs_dir), config.site_url or "", config.site_name
    finish_site(job.folder, made, docs, job.prefix, job.twins, url=url, title=title)
    index = job.folder / FILE
    search = json.loads(index.read_bytes()) if index.exists() else None
    return Rendered(seen.pages, seen.urls, seen.files, search, tuple(record.getMessage() for record in said))


def _readable_anchors(config: Any) -> None:
    """Give headings in any script readable anchors; in mkdocs.yml it would take a Python tag."""
    from pymdownx.slugs import slugify  # type: ignore[import-untyped]  # the package carries no types

    if "toc" in config.markdown_extensions:
        config.mdx_configs.setdefault("toc", {}).setdefault("slugify", slugify(case="lower"))


class _Recorder(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        if not record.getMessage().startswith(_NOT_A_WARNING):
            self.records.append(record)


@contextmanager
def _record() -> Iterator[list[logging.LogRecord]]:
    """Collect MkDocs' warnings and errors instead of printing them."""
    logger, recorder = logging.getLogger("mkdocs"), _Recorder()
    propagates, level = logger.propagate, logger.level
    logger.addHandler(recorder)
    logger.propagate = False
    logger.setLevel(logging.WARNING)
    try:
        yield recorder.records
    finally:
        logger.removeHandler(recorder)
        logger.propagate = propagates
        logger.setLevel(level)


@contextmanager
def _clock(day: date) -> Iterator[None]:
    """MkDocs takes the date of a build from the environment, if it is there."""
    name = "SOURCE_DATE_EPOCH"
    before = os.environ.get(name)
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    os.environ[name] = before or str(int(noon.timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]


@contextmanager
def _no_gc() -> Iterator[None]:
    """Rendering makes many small objects and few cycles: looking for those takes a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _problems(said: Collection[logging.LogRecord], error: Exception, config: Path) -> list[Problem]:
    at = Location(config.name)
    hint = say(
        en="it is made from site_config.yml and what stands there under `mkdocs:`",
        zh="它由 site_config.yml 及其中 `mkdocs:` 下的内容生成",
    )
    errors = [record.getMessage() for record in said if record.levelno >= logging.ERROR]
    return [
        Problem(at, say(en="MkDocs: {text}", zh="MkDocs 报错：{text}", text=text), hint=hint)
        for text in errors or [str(error)]
    ]
