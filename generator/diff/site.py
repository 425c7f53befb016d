"""A version's campaigns and what they share, and which campaigns a change of what they share can reach."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from generator.diff.sides import Files
from generator.history.settings import catalogue_of, config_of, redefined
from generator.metrics.catalogue import Catalogue
from generator.spec.load import CAMPAIGN_FILE
from generator.spec.model import SiteConfig

SETTINGS, METRICS, STRATEGY = "site_config.yml", "metrics.yml", "strategy.yml"
WORDS = ("notes.md",)
"""Files of a campaign's folder that are read and not counted."""
_NAME = re.compile(rb"[A-Za-z_]\w*")


@dataclass(frozen=True, slots=True)
class Site:
    """A version's campaign folders and what they share."""

    files: Files
    config: SiteConfig
    """As its settings say; the usual ones where they cannot be read."""
    campaigns: Mapping[str, Mapping[str, str]]
    """Id -> path in its folder -> blob."""
    shared: Mapping[str, str]
    """Name of a shared file -> blob."""
    content: Mapping[str, str]
    """Pages of the site's own: path from the site's root -> blob."""

    @property
    def folder(self) -> str:
        """Where the campaigns lie, below the site's root."""
        return self.config.paths.campaigns

    def path(self, name: str, file: str = CAMPAIGN_FILE) -> str:
        """Return where a file of a campaign lies."""
        return f"{self.folder}/{name}/{file}"

    def spec(self, name: str) -> bytes:
        """Return a campaign's spec as it is written."""
        return self.files.read(self.path(name))

    def data(self, name: str) -> Mapping[str, str]:
        """Return the files that count, by path in the campaign's folder."""
        found = self.campaigns.get(name, {})
        return {file: blob for file, blob in found.items() if file != CAMPAIGN_FILE and file not in WORDS}

    def shared_path(self, name: str) -> str:
        """Return where a shared file lies, below the site's root."""
        return name if name == SETTINGS else f"{self.folder}/{name}"

    def shared_content(self, name: str) -> bytes | None:
        """Return a shared file's content; None where there is none."""
        return self.files.read(self.shared_path(name)) if name in self.shared else None


def site_of(files: Files) -> Site:
    """Sort a version's files."""
    settings = files.read(SETTINGS) if SETTINGS in files.blobs else None
    config = config_of(settings) or SiteConfig()
    campaigns: dict[str, dict[str, str]] = {}
    folder, content = f"{config.paths.campaigns}/", f"{config.paths.content}/"
    for path, blob in files.blobs.items():
        if path.startswith(folder):
            name, _, inside = path.removeprefix(folder).partition("/")
            if inside and not any(part.startswith(".") for part in path.split("/")):
                campaigns.setdefault(name, {})[inside] = blob
    shared = {SETTINGS: SETTINGS, METRICS: folder + METRICS, STRATEGY: folder + STRATEGY}
    return Site(
        files,
        config,
        {name: one for name, one in campaigns.items() if CAMPAIGN_FILE in one},
        {name: files.blobs[path] for name, path in shared.items() if path in files.blobs},
        {path: blob for path, blob in files.blobs.items() if path.startswith(content)},
    )


def differing(old: Site, new: Site) -> set[str]:
    """Name the campaigns that can come to something else: by their own files, what they share, or their baseline."""
    both = old.campaigns.keys() & new.campaigns.keys()
    other = {name for name in old.campaigns.keys() | new.campaigns.keys() if name not in both}
    other |= {name for name in both if old.campaigns[name] != new.campaigns[name]}
    rest = both - other
    words = _touched(old, new)
    if words is None:
        return other | rest
    new.files.fetch(new.path(name) for name in rest)
    specs = {name: new.spec(name) for name in rest}
    if words:
        reached = frozenset(word.encode() for word in words)
        other |= {name for name, spec in specs.items() if not reached.isdisjoint(_NAME.findall(spec))}
    named = {name: spec for name, spec in specs.items() if b"campaign" in spec and name not in other}
    for _ in range(len(named)):
        # A campaign whose baseline differs has another change since; a baseline may have a baseline.
        follow = {name for name, spec in named.items() if name not in other and _compared_with(spec, other)}
        if not follow:
            break
        other |= follow
    return other


def _compared_with(spec: bytes, names: Collection[str]) -> bool:
    return any(found.decode() in names for found in re.findall(rb"\bcampaign:\s*[\"']?([\w-]+)", spec))


def _touched(old: Site, new: Site) -> frozenset[str] | None:
    """Name the metrics and measures that a change of shared files redefines; None where it may reach every campaign."""
    if old.shared == new.shared:
        return frozenset()
    one, two = (config_of(site.shared_content(SETTINGS)) for site in (old, new))
    if one is None or two is None or _rules(one) != _rules(two):
        return None
    if old.shared.get(STRATEGY) != new.shared.get(STRATEGY):
        return None
    if old.shared.get(METRICS) == new.shared.get(METRICS):
        return frozenset()
    before, after = (catalogue_of(site.shared_content(METRICS)) for site in (old, new))
    return None if before is None or after is None else _reached(before, after)


def _rules(config: SiteConfig) -> tuple[object, ...]:
    return config.verdict, config.scorecard, config.checks, config.engine


def _reached(before: Catalogue, after: Catalogue) -> frozenset[str]:
    """Name the metrics that are other than before, and those that are explained by one of them."""
    found = set(redefined(before, after))
    found |= {name for name in before.measures.keys() | after.measures.keys()
              if before.measures.get(name) != after.measures.get(name)}  # fmt: skip
    for catalogue in (before, after):
        told = {
            name: set(re.findall(r"\w+", str(metric.spec.model_dump()))) for name, metric in catalogue.metrics.items()
        }
        for _ in range(len(told)):
            more = {name for name, words in told.items() if name not in found and not found.isdisjoint(words)}
            if not more:
                break
            found |= more
    return frozenset(found)
