"""From folders to models: each reader returns what was written, or raises ReportError with every problem."""

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from generator.errors import Location, Problem, ReportError
from generator.spec.agreement import disagreements
from generator.spec.campaign import Campaign, CampaignFile
from generator.spec.forms import IDENTIFIER
from generator.spec.inside import leads_outside
from generator.spec.metrics_file import MetricsFile, MetricsInput
from generator.spec.part import Part, whole
from generator.spec.problems import problems_of
from generator.spec.shape import keys_of
from generator.spec.site_config import SiteConfig, SiteFile
from generator.spec.strategy import Strategy, StrategyFile
from generator.spec.strategy_checks import strategy_problems
from generator.spec.text_file import MAX_NOTES, read_text, relative
from generator.spec.values import Model
from generator.spec.vocabulary import Vocabulary
from generator.spec.yaml_lines import Document, parse_yaml, read_yaml

CAMPAIGN_FILE = "campaign.yml"
MISNAMED = ("campaign.yaml", "Campaign.yml", "campaigns.yml")
METRIC_ID = "[a-z][a-z0-9_]*"

M = TypeVar("M", bound=Model)
Check = Callable[[Part], Iterable[Problem]]


def load_site(root: Path) -> SiteConfig:
    """Read site_config.yml; without one, everything has its default."""
    path = root / "site_config.yml"
    if not os.path.lexists(path):
        return SiteConfig()
    return read_site(*read_text(path, root))


def read_site(text: str, file: str) -> SiteConfig:
    """Read the text of a site_config.yml."""
    document = parse_yaml(text, file, with_numbers="mkdocs")
    read = validated(SiteFile, document)
    return SiteConfig.model_construct(**dict(read), file=document.file, places=document.places)


def load_metrics(path: Path, root: Path) -> MetricsFile:
    """Read a metrics.yml; its formulas are read by `metrics`."""
    return read_metrics(*read_text(path, root))


def read_metrics(text: str, file: str) -> MetricsFile:
    """Read the text of a metrics.yml."""
    document = parse_yaml(text, file)
    read = validated(MetricsInput, document, _unusable_ids)
    return MetricsFile.model_construct(**dict(read), file=document.file, places=document.places)


def load_strategy(path: Path, root: Path, metrics: Collection[str]) -> Strategy:
    """Read strategy.yml; `metrics` are the ids its key results and success factors may name."""
    document = read_yaml(path, root)
    read = validated(StrategyFile, document, lambda part: strategy_problems(part, metrics))
    return Strategy.model_construct(**dict(read), file=document.file, places=document.places)


def campaign_folders(campaigns_dir: Path, root: Path | None = None) -> tuple[Path, ...]:
    """Return the folders that hold a campaign.yml, by id; raises ReportError for those whose name is no id."""
    root = root or campaigns_dir.parent
    if not campaigns_dir.is_dir():
        at = Location(relative(campaigns_dir, root))
        raise ReportError([Problem(at, "there is no such folder", "the folder that holds the campaigns")])
    folders, problems = [], []
    for folder in sorted(path for path in campaigns_dir.iterdir() if path.is_dir() and path.name[0] != "."):
        found = list(_folder_problems(folder, campaigns_dir, root))
        problems += found
        if not found and os.path.lexists(folder / CAMPAIGN_FILE):
            folders.append(folder)
    if problems:
        raise ReportError(problems)
    return tuple(folders)


def _folder_problems(folder: Path, campaigns_dir: Path, root: Path) -> Iterator[Problem]:
    at = Location(relative(folder, root))
    if not os.path.lexists(folder / CAMPAIGN_FILE):
        for name in MISNAMED:
            if (folder / name).exists():
                yield Problem(at, f"holds `{name}`", f"`{CAMPAIGN_FILE}`", "rename it")
        return
    if not re.fullmatch(IDENTIFIER, folder.name):
        like = re.sub(r"[^a-z0-9_-]+", "-", folder.name.lower()).strip("-_")
        hint = f"rename it to `{like}`" if like else ""
        yield Problem(at, f"`{folder.name}` cannot be a campaign's id", "lower-case letters, digits, `-` and `_`", hint)
    if leads_outside(folder, campaigns_dir):
        yield Problem(at, "is a link that leads out of the campaigns' folder", "a folder of its own")


def load_campaign(folder: Path, root: Path, vocabulary: Vocabulary) -> Campaign:
    """Read a campaign's folder; raises ReportError with every problem of campaign.yml and of the paths in it."""
    path = folder / CAMPAIGN_FILE
    if leads_outside(path, folder):
        what = "is a link that leads out of the campaign's folder"
        raise ReportError([Problem(Location(relative(path, root)), what, "a file of its own")])
    document = read_yaml(path, root)
    if document.data is None and not document.problems:
        expected = "`name`, `period`, `sources` and `kpis`"
        raise ReportError([Problem(Location(document.file, 1, 1), "the file is empty", expected)])
    problems: list[Problem] = []
    notes = _notes(folder, root, problems)
    check: Check = lambda part: (*problems, *disagreements(part, folder, vocabulary))  # noqa: E731 - used once, here
    read = validated(CampaignFile, document, check)
    return Campaign.model_construct(
        **dict(read), id=folder.name, folder=folder.absolute(), file=document.file, notes=notes, places=document.places
    )


def _notes(folder: Path, root: Path, problems: list[Problem]) -> str | None:
    """Return the text of notes.md, None where there is none; what is wrong with it is added to the problems."""
    path = folder / "notes.md"
    if not os.path.lexists(path):
        return None
    if leads_outside(path, folder):
        what = "is a link that leads out of the campaign's folder"
        problems.append(Problem(Location(relative(path, root)), what, "a file of its own"))
        return None
    try:
        return read_text(path, root, MAX_NOTES)[0]
    except ReportError as error:
        problems += error.problems
        return None


def validated(model: type[M], document: Document, check: Check | None = None) -> M:
    """Return the file as its model; raises ReportError with what pydantic, YAML and the check found, together."""
    problems = list(document.problems)
    data = {} if document.data is None else document.data
    read: M | None = None
    if isinstance(data, dict):
        try:
            read = model.model_validate(data)
        except ValidationError as error:
            problems += problems_of(error, model, document)
        problems += check(whole(document)) if check else ()
    else:
        found = "a list" if isinstance(data, list) else "a single value"
        expected = "keys such as " + ", ".join(f"`{key}:`" for key in keys_of(model)[:4])
        problems.append(Problem(document.at(()), f"the file holds {found}", expected))
    if problems or read is None:
        raise ReportError(dict.fromkeys(problems))
    return read


def _unusable_ids(part: Part) -> Iterator[Problem]:
    """Find metrics and measures whose id no formula and no page could be named by."""
    for section in ("metrics", "measures"):
        for name, entry in part[section].entries():
            if not re.fullmatch(METRIC_ID, name):
                like = re.sub(r"[^a-z0-9_]+", "_", name.lower()).strip("_")
                hint = f"write `{like}`" if re.fullmatch(METRIC_ID, like) else ""
                yield entry.problem(f"`{name}` cannot be an id", "lower-case letters, digits and `_`", hint)
