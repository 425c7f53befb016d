"""Which campaigns' pages must be made: what each depends on now, against what the last build knew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.errors import Problem
from generator.history.read import History
from generator.metrics.project import Frame, read_campaigns
from generator.site.fingerprint import code_digest, digest, file_digest, folder_digests
from generator.site.state import CODE, PLAYBOOK, BuildState, Key, Record
from generator.spec.model import Campaign
from generator.spec.playbook_file import FOLDER
from generator.spec.shipped import shipped_content
from generator.text import Said


@dataclass(frozen=True, slots=True)
class Entry:
    """What the order of campaigns and their keys need of one, read now or known from the last build."""

    id: str
    start: str
    names: Mapping[str, str]
    as_of: str
    own_day: bool
    other: str
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to make, and why."""

    entries: tuple[Entry, ...]
    """Every campaign of the site, latest first."""
    keys: Mapping[str, Key]
    make: Mapping[str, Campaign]
    reasons: Mapping[str, tuple[Said, ...]]
    """Campaign -> why its page is made again."""
    problems: tuple[Problem, ...]
    history: History
    """What git knows of the specs."""


def shared_digests(frame: Frame) -> Mapping[str, str]:
    """Hash what every page depends on, by the name a reader knows it by."""
    campaigns = frame.root / frame.config.paths.campaigns
    return {
        frame.config.file: file_digest(frame.root / frame.config.file),
        "metrics.yml": file_digest(campaigns / "metrics.yml"),
        "strategy.yml": file_digest(campaigns / "strategy.yml"),
        PLAYBOOK: digest(
            f"{name} {found}" for content in contents(frame) for name, found in folder_digests(content / FOLDER).items()
        ),
        CODE: code_digest(),
    }


def contents(frame: Frame) -> tuple[Path, Path]:
    """Where content lies: what comes with the package, then the site's own, which goes before it."""
    return shipped_content(), frame.root / frame.config.paths.content


def make_plan(frame: Frame, folders: Sequence[Path], state: BuildState, as_of: date) -> Plan:
    """Compare every campaign's key with the last build's; campaigns whose spec cannot be read are problems."""
    shared = shared_digests(frame)
    files = {folder.name: folder_digests(folder) for folder in folders}
    known = {
        name: record
        for name, record in state.records.items()
        if name in files and record.key.files == files[name] and record.key.shared == shared
    }
    read, problems = read_campaigns(frame, [folder for folder in folders if folder.name not in known])
    entries = [_known_entry(name, record, as_of) for name, record in known.items()]
    entries += [_read_entry(campaign, files[name], as_of) for name, campaign in read.items()]
    entries.sort(key=lambda entry: (entry.start, entry.id), reverse=True)
    history = History(frame)
    keys = _keys(entries, shared, history)
    old = {name: record.key for name, record in state.records.items()}
    reasons = {name: why for name, key in keys.items() if (why := key.changes_since(old.get(name)))}
    again, more = read_campaigns(
        frame, [folder for folder in folders if folder.name in reasons and folder.name in known]
    )
    return Plan(tuple(entries), keys, {**read, **again}, reasons, (*problems, *more), history)


def _known_entry(name: str, record: Record, as_of: date) -> Entry:
    day = record.key.as_of if record.own_day else as_of.isoformat()
    return Entry(name, record.start, record.names, day, record.own_day, record.other, record.key.files)


def _read_entry(campaign: Campaign, files: Mapping[str, str], as_of: date) -> Entry:
    return Entry(
        campaign.id,
        campaign.period.start.isoformat(),
        dict(campaign.name.by_language),
        (campaign.as_of or as_of).isoformat(),
        campaign.as_of is not None,
        (campaign.baseline.campaign or "") if campaign.baseline else "",
        files,
    )


def _keys(entries: Sequence[Entry], shared: Mapping[str, str], history: History) -> Mapping[str, Key]:
    by_id = {entry.id: entry for entry in entries}
    keys = {}
    for place, entry in enumerate(entries):
        before, after = entries[place + 1 : place + 2], entries[max(place - 1, 0) : place]
        around = tuple(
            f"{side} {one.id}: {' / '.join(one.names.values())}"
            for side, near in (("before", before), ("after", after))
            for one in near
        )
        other = by_id.get(entry.other)
        baseline = digest([other.as_of, *other.files.values()]) if other else ""
        keys[entry.id] = Key(entry.files, shared, entry.as_of, around, baseline, history.fingerprint(entry.id))
    return keys
