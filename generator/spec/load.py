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
from generator.spec.slips import write
from generator.spec.strategy import Strategy, StrategyFile
from generator.spec.strategy_checks import strategy_problems
from generator.spec.text_file import MAX_NOTES, read_text, relative
from generator.spec.values import Model
from generator.spec.vocabulary import Vocabulary
from generator.spec.yaml_lines import Document, parse_yaml, read_yaml
from generator.text import Said, quoted, say

CAMPAIGN_FILE = "campaign.yml"
MISNAMED = ("campaign.yaml", "Campaign.yml", "campaigns.yml")
METRIC_ID = "[a-z][a-z0-9_]*"
LEADS_OUT = say(en="is a link that leads out of the campaign's folder", zh="是链接，指向活动文件夹之外")
ITS_OWN = say(en="a file of its own", zh="活动自己的文件")

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
        what = say(en="there is no such folder", zh="没有这个文件夹")
        expected = say(en="the folder that holds the campaigns", zh="存放各个活动的文件夹")
        raise ReportError([Problem(at, what, expected)])
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
                what = say(en="holds `{name}`", zh="里面有 `{name}`", name=name)
                yield Problem(at, what, f"`{CAMPAIGN_FILE}`", say(en="rename it", zh="改成这个文件名"))
        return
    if not re.fullmatch(IDENTIFIER, folder.name):
        like = re.sub(r"[^a-z0-9_-]+", "-", folder.name.lower()).strip("-_")
        hint: Said = say(en="rename it to `{like}`", zh="改名为 `{like}`", like=like) if like else ""
        what = say(en="`{name}` cannot be a campaign's id", zh="`{name}` 不能作活动的 ID", name=folder.name)
        expected = say(en="lower-case letters, digits, `-` and `_`", zh="小写字母、数字、`-` 和 `_`")
        yield Problem(at, what, expected, hint)
    if leads_outside(folder, campaigns_dir):
        what = say(en="is a link that leads out of the campaigns' folder", zh="是链接，指向存放活动的文件夹之外")
        yield Problem(at, what, say(en="a folder of its own", zh="活动自己的文件夹"))


def load_campaign(folder: Path, root: Path, vocabulary: Vocabulary) -> Campaign:
    """Read a campaign's folder; raises ReportError with every problem of campaign.yml and of the paths in it."""
    path = folder / CAMPAIGN_FILE
    if leads_outside(path, folder):
        raise ReportError([Problem(Location(relative(path, root)), LEADS_OUT, ITS_OWN)])
    document = read_yaml(path, root)
    if document.data is None and not document.problems:
        what = say(en="the file is empty", zh="文件是空的")
        expected = say(en="`name`, `period`, `sources` and `kpis`", zh="`name`、`period`、`sources` 和 `kpis`")
        raise ReportError([Problem(Location(document.file, 1, 1), what, expected)])
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
        problems.append(Problem(Location(relative(path, root)), LEADS_OUT, ITS_OWN))
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
        found = say(en="a list", zh="列表") if isinstance(data, list) else say(en="a single value", zh="单个值")
        keys = quoted([f"{key}:" for key in keys_of(model)[:4]])
        what = say(en="the file holds {found}", zh="文件里只有{found}", found=found)
        problems.append(Problem(document.at(()), what, say(en="keys such as {keys}", zh="{keys} 这样的键", keys=keys)))
    if problems or read is None:
        raise ReportError(dict.fromkeys(problems))
    return read


def _unusable_ids(part: Part) -> Iterator[Problem]:
    """Find metrics and measures whose id no formula and no page could be named by."""
    for section in ("metrics", "measures"):
        for name, entry in part[section].entries():
            if not re.fullmatch(METRIC_ID, name):
                like = re.sub(r"[^a-z0-9_]+", "_", name.lower()).strip("_")
                hint = write(f"`{like}`") if re.fullmatch(METRIC_ID, like) else ""
                what = say(en="`{name}` cannot be an id", zh="`{name}` 不能作 ID", name=name)
                expected = say(en="lower-case letters, digits and `_`", zh="小写字母、数字和 `_`")
                yield entry.problem(what, expected, hint)
