"""A whole site, read: settings, catalogue, strategy and campaigns, with every problem of all of them at once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.errors import Location, Problem, ReportError, did_you_mean
from generator.metrics.catalogue import Catalogue, load_catalogue
from generator.spec.connections import absolute
from generator.spec.inside import leads_outside
from generator.spec.load import campaign_folders, load_campaign, load_metrics, load_site, load_strategy
from generator.spec.model import Campaign, SiteConfig, Strategy
from generator.spec.text_file import relative
from generator.spec.vocabulary import Vocabulary
from generator.text import one_of, say


@dataclass(frozen=True, slots=True)
class Frame:
    """What all campaigns of a site share."""

    root: Path
    config: SiteConfig
    catalogue: Catalogue
    strategy: Strategy
    vocabulary: Vocabulary
    folders: tuple[Path, ...]
    """Every campaign folder, by id."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Every campaign's id, sorted."""
        return tuple(folder.name for folder in self.folders)


def read_frame(root: Path) -> Frame:
    """Read everything but the campaigns themselves; raises ReportError with every problem."""
    config = load_site(root)
    campaigns = root / config.paths.campaigns
    problems: list[Problem] = []
    catalogue, strategy = load_catalogue(None), Strategy()
    folders: tuple[Path, ...] = ()
    try:
        own = campaigns / "metrics.yml"
        catalogue = load_catalogue(load_metrics(_inside(own, campaigns, root), root) if own.exists() else None)
    except ReportError as error:
        problems += error.problems
    try:
        written = campaigns / "strategy.yml"
        if written.exists():
            strategy = load_strategy(_inside(written, campaigns, root), root, catalogue.metrics)
    except ReportError as error:
        problems += error.problems
    try:
        # Git keeps no empty folders: a site that is known by its settings may have none yet.
        if campaigns.is_dir() or not (root / config.file).exists():
            folders = campaign_folders(campaigns, root)
    except ReportError as error:
        problems += error.problems
    if problems:
        raise ReportError(problems)
    vocabulary = replace(
        catalogue.vocabulary(),
        objectives=frozenset(strategy.objectives),
        key_result_areas=frozenset(strategy.key_result_areas),
        campaigns=frozenset(folder.name for folder in folders),
        connections={name: absolute(address, root) for name, address in config.connections.items()},
        files=config.limits.files,
    )
    return Frame(root, config, catalogue, strategy, vocabulary, tuple(sorted(folders, key=lambda folder: folder.name)))


def _inside(path: Path, campaigns: Path, root: Path) -> Path:
    """Return the path; raises ReportError where it is a link that leads out of the campaigns' folder."""
    if leads_outside(path, campaigns):
        what = say(en="is a link that leads out of the campaigns' folder", zh="是链接，指向存放活动的文件夹之外")
        expected = say(en="a file of its own", zh="站点自己的文件")
        raise ReportError([Problem(Location(relative(path, root)), what, expected)])
    return path


def select(frame: Frame, ids: Collection[str]) -> tuple[Path, ...]:
    """Return the folders of the campaigns asked for (all of them for none); raises ReportError for an unknown id."""
    unknown = [
        Problem(
            Location(frame.config.paths.campaigns),
            say(en="there is no campaign `{name}`", zh="没有活动 `{name}`", name=name),
            one_of(frame.ids[:10]) if frame.ids else say(en="a campaign folder", zh="活动文件夹"),
            did_you_mean(name, frame.ids),
        )
        for name in ids
        if name not in frame.ids
    ]
    if unknown:
        raise ReportError(unknown)
    return tuple(folder for folder in frame.folders if not ids or folder.name in ids)


def read_campaigns(frame: Frame, folders: Collection[Path]) -> tuple[Mapping[str, Campaign], tuple[Problem, ...]]:
    """Read campaigns by folder; those that cannot be read are left out and their problems returned."""
    campaigns: dict[str, Campaign] = {}
    problems: list[Problem] = []
    for folder in folders:
        try:
            campaigns[folder.name] = load_campaign(folder, frame.root, frame.vocabulary)
        except ReportError as error:
            problems += error.problems
    return campaigns, tuple(problems)
