"""The commits of the branch, first parents only, with the spec files that each changed: one `git log`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.history.git import Repository, output

SPECS = ("campaign.yml", "metrics.yml", "site_config.yml")
"""Known by name, wherever they lie: so renames of folders above them are seen. Asking git for them alone takes longer:
it then matches every name of every folder that a commit touched."""
_FORMAT = "%x01%H %ct %at %an"
_SIMILAR = "-M40%"
_MOVED = ("R", "C")
_SKEW = 86_400
"""Seconds by which the clocks of two authors may differ."""
_LATEST = 253_370_764_800
"""The first second of the year 9999: a commit may bear any number for a date."""
_UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit of the branch."""

    id: str
    place: int
    """Its place in the branch, the oldest 0."""
    committed: int
    """Seconds since 1970."""
    authored: int
    reached: int
    """The latest commit time up to here: a commit cannot be older than what it stands on."""
    by: str
    """Name of its author."""
    followed: int
    """When the next commit was made that is later than all before it: this one cannot be younger."""

    def is_before(self, moment: float) -> bool | None:
        """Say whether it was made before a moment; None where its dates do not agree on that."""
        times = (self.committed, self.authored, self.reached)
        if min(times) >= moment:
            return False
        # A commit that says it is older than what it stands on says nothing of when it was made.
        sure = self.committed >= self.reached - _SKEW or self.followed < moment
        return True if max(times) < moment and sure else None


@dataclass(frozen=True, slots=True)
class Version:
    """A file as a commit left it."""

    commit: Commit
    blob: str
    path: str
    """Where it lay, in the repository."""
    similar: int = 100
    """Per cent that it has of the file it was renamed from, where it was."""

    @property
    def gone(self) -> bool:
        """Say whether the commit removed the file."""
        return not self.blob.strip("0")


@dataclass(frozen=True, slots=True)
class _Touched:
    commit: Commit
    status: str
    similar: int
    blob: str
    old: str
    path: str


@dataclass(frozen=True, slots=True)
class Log:
    """A branch's commits and what they did to spec files."""

    touched: tuple[_Touched, ...]
    """Newest first."""

    def trails(self, paths: Iterable[str]) -> Mapping[str, tuple[Version, ...]]:
        """Path in the repository now -> its versions, oldest first, under whatever names it had.

        A file that was removed and put back is one file.
        """
        found: dict[str, list[Version]] = {path: [] for path in paths}
        names = {path: [path] for path in found}
        for one in self.touched:
            for now in names.get(one.path, ()):
                found[now].append(Version(one.commit, one.blob, one.path, one.similar))
            if one.status == "R" and one.path in names:
                # Before this commit, what is there now lay under the other name.
                names.setdefault(one.old, []).extend(names.pop(one.path))
        return {path: tuple(reversed(versions)) for path, versions in found.items()}


def read_log(repository: Repository) -> Log:
    """Read the branch from its head back; a merge counts as what it brought to the branch, when it did."""
    printed = output(
        repository.root, "log", "--first-parent", "-m", "--raw", "-z", "--no-abbrev", "--no-color", _SIMILAR,
        f"--format={_FORMAT}", repository.head, "--",
    )  # fmt: skip
    heads: list[tuple[str, int, int, str]] = []
    raw: list[tuple[int, tuple[str, int, str, str, str]]] = []
    tokens = iter(printed.decode("utf-8", "surrogateescape").split("\0"))
    for token in tokens:
        text = token.lstrip("\n")
        if text.startswith("\x01"):
            heads.append(_head(text[1:]))
        elif text.startswith(":"):
            entry = _entry(text, tokens)
            if entry[-1].rpartition("/")[2] in SPECS:
                raw.append((len(heads) - 1, entry))
    commits = list(_placed(heads))
    return Log(tuple(_Touched(commits[number], *entry) for number, entry in raw))


def printable(text: str) -> str:
    """Return what a commit says as text that can be shown: no bytes that are no UTF-8, no control characters."""
    return _UNPRINTED.sub("", text.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def _head(text: str) -> tuple[str, int, int, str]:
    commit, committed, authored, by = text.split(" ", 3)
    # A date that cannot be read is none: the two then never agree.
    return commit, _seconds(committed, _LATEST), _seconds(authored, 0), printable(by)


def _seconds(text: str, otherwise: int) -> int:
    return max(0, min(int(text), _LATEST)) if text.lstrip("-").isdecimal() else otherwise


def _entry(text: str, tokens: Iterator[str]) -> tuple[str, int, str, str, str]:
    """Return status, how much of it is the same, blob after, path before and path after of one file."""
    _, _, _, blob, status = text.split(" ")
    old, moved = next(tokens), status[0] in _MOVED
    return status[0], int(status[1:]) if moved else 100, blob, old, next(tokens) if moved else old


def _placed(heads: list[tuple[str, int, int, str]]) -> Iterator[Commit]:
    """Make commits, newest first as they come, each with the latest time that was reached up to it."""
    reached: list[int] = []
    latest = 0
    for _, committed, _, _ in reversed(heads):
        latest = max(latest, committed)
        reached.append(latest)
    followed = _LATEST
    for number, (commit, committed, authored, by) in enumerate(heads):
        place = len(heads) - 1 - number
        yield Commit(commit, place, committed, authored, reached[place], by, followed)
        if committed == reached[place]:
            followed = committed
