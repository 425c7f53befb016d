"""What the last build knew, kept beside the pages it made, so that the next makes only what changed."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from generator.text import Said, Text, say

CODE, PLAYBOOK = "goalposts or a library", "the playbook"
"""What every page depends on that is no file, as keys of `Key.shared`."""
SPOKEN: Mapping[str, Text] = {
    CODE: say(en=CODE, zh="Goalposts 或它用的库"),
    PLAYBOOK: say(en=PLAYBOOK, zh="行动手册"),
}
FILE = "state.json"
VERSION = 4


@dataclass(frozen=True, slots=True)
class Key:
    """Everything a campaign's page depends on, part by part, so that a difference can be named."""

    files: Mapping[str, str]
    """File in the campaign's folder -> its hash."""
    shared: Mapping[str, str]
    """settings, catalogue, strategy, code: name -> hash."""
    as_of: str
    around: tuple[str, ...]
    """Ids and names of the campaigns before and after it."""
    baseline: str = ""
    """Hash of the campaign that is its baseline, if one is."""
    history: str = ""
    """Hash of the commits that touched its spec, the catalogue or the settings."""

    def changes_since(self, old: "Key | None") -> tuple[Said, ...]:
        """Say in words what differs from an older key; empty where nothing does."""
        if old is None:
            return (say(en="it is new", zh="是新的"),)
        files = sorted(name for name in {*self.files, *old.files} if self.files.get(name) != old.files.get(name))
        shared = sorted(name for name in {*self.shared, *old.shared} if self.shared.get(name) != old.shared.get(name))
        reasons: list[Said] = [
            say(en="{name} changed", zh="{name} 有改动", name=SPOKEN.get(name, name)) for name in [*files, *shared]
        ]
        if self.as_of != old.as_of:
            reasons.append(
                say(
                    en="the day of the report went from {before} to {after}",
                    zh="报告日期由 {before} 变为 {after}",
                    before=old.as_of,
                    after=self.as_of,
                )
            )
        if self.around != old.around:
            reasons.append(say(en="the campaigns before or after it changed", zh="前后相邻的活动有改动"))
        if self.baseline != old.baseline:
            reasons.append(say(en="the campaign it is compared with changed", zh="与之对比的活动有改动"))
        if self.history != old.history:
            reasons.append(say(en="its history in git changed", zh="它在 git 中的历史有变化"))
        return tuple(reasons)


@dataclass(frozen=True, slots=True)
class Record:
    """What was made of one campaign."""

    key: Key
    start: str
    """First day of its period, for the order of campaigns."""
    names: Mapping[str, str]
    own_day: bool
    """True where the spec fixes `as_of`, so that the build's does not matter."""
    other: str
    """Id of the campaign that is its baseline, or empty."""
    summary: Mapping[str, Any]
    """`report.summary.Summary` as JSON."""
    charts: Mapping[str, str]
    """Chart -> hash of its drawing's input; equal means the files beside the page still hold."""
    raised: int = 0
    """Errors and warnings of the checks that nobody waived."""
    past: str = ""
    """Hash of the past results that its targets were held against."""
    noted: tuple[Mapping[str, str], ...] = ()
    """What builds found otherwise than those before them, where no git tells it: events as JSON, oldest first."""


@dataclass(frozen=True, slots=True)
class BuildState:
    """The last build."""

    records: Mapping[str, Record] = field(default_factory=dict)
    site: str = ""
    """Fingerprint of everything the built site came from; empty where it was not finished."""
    pending: tuple[str, ...] = ()
    """Pages that were written but not built, because the build stopped in between."""
    warnings: tuple[str, ...] = ()
    """What MkDocs warned of."""

    @property
    def raised(self) -> int:
        """Errors and warnings of the checks that nobody waived, over all campaigns."""
        return sum(record.raised for record in self.records.values())


def load_state(folder: Path) -> BuildState:
    """Read the last build's state; one that is missing, damaged or of another version counts as none."""
    try:
        raw = json.loads((folder / FILE).read_text(encoding="utf-8"))
        if raw.get("version") != VERSION:
            return BuildState()
        records = {name: _record(entry) for name, entry in raw["records"].items()}
        return BuildState(records, raw["site"], tuple(raw["pending"]), tuple(raw["warnings"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return BuildState()


def save_state(folder: Path, state: BuildState, records: str | None = None) -> None:
    """Write the state in one step, so that a build cut short leaves the old one.

    `records` are the state's own as `written` writes them, where that is at hand.
    """
    folder.mkdir(parents=True, exist_ok=True)
    partial = folder / f"{FILE}.part"
    rest = {"version": VERSION, **_shallow(state)}
    del rest["records"]
    text = written(state.records) if records is None else records
    partial.write_text(f'{{"records": {text}, {json.dumps(rest)[1:]}', encoding="utf-8")
    os.replace(partial, folder / FILE)  # noqa: PTH105  os.replace is atomic on every platform


def written(records: Mapping[str, Record]) -> str:
    """Records as JSON: by far the most of a state, and the same in both that a build writes."""
    return json.dumps({name: {**_shallow(record), "key": _shallow(record.key)} for name, record in records.items()})


def _shallow(thing: BuildState | Record | Key) -> dict[str, Any]:
    """Name a dataclass's fields; `dataclasses.asdict` copies every number of every summary, which takes seconds."""
    return {item.name: getattr(thing, item.name) for item in fields(thing)}


def _record(entry: dict[str, Any]) -> Record:
    key = entry["key"]
    key = Key(**{**key, "around": tuple(key["around"])})
    return Record(**{**entry, "key": key, "noted": tuple(entry["noted"])})
