"""Git, asked and never told: few processes, no hooks, no filters, no network, nothing written."""

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO

_SETTINGS = {
    "core.fsmonitor": "false",
    "diff.relative": "false",
    "diff.renameLimit": "0",
    "i18n.logOutputEncoding": "UTF-8",
    "log.diffMerges": "separate",
    "log.showRoot": "true",
    "log.showSignature": "false",
}
"""What a user's own settings would have git leave out, or say otherwise."""
_QUIET = ("--no-replace-objects", *(part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}")))
_ELSEWHERE = frozenset(
    {
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_PREFIX",
        "GIT_COMMON_DIR",
        "GIT_NAMESPACE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    }
)
"""Set by git for its hooks; they would lead away from the folder that is asked about."""


_AT_ONCE = 500
"""Questions that a pipe holds before anybody reads them."""


class Unconfirmed(StrEnum):
    """Why it cannot be confirmed what was in force when a period began."""

    NO_GIT = "no git"
    """The folder is in no git repository, or git is not there to ask."""
    NOT_COMMITTED = "not committed"
    SHALLOW = "shallow clone"
    """Older commits were not fetched."""
    LATE = "committed after the start"
    REWRITTEN = "dates contradict"
    """A commit's dates lie on both sides of the start: it was rebased, amended or given a date."""


class GitError(Exception):
    """What git said when it could not do what was asked."""


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository that holds a site's folder."""

    root: Path
    """The site's folder."""
    prefix: str
    """Path of the site's folder in the repository: empty, or with a slash at its end."""
    head: str
    shallow: bool

    def path_of(self, path: str) -> str:
        """Return the path in the repository of a path below the site's folder."""
        return f"{self.prefix}{path}"


def open_repository(root: Path) -> Repository | Unconfirmed:
    """Find the repository that holds a folder; where there is none, or no commit, say so."""
    asked = ("rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--show-prefix", "--verify", "HEAD")
    try:
        # --verify takes one name alone, so it is asked for last and apart.
        said = _run(root, *asked[:4]).stdout.split("\n")
        found = _run(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").stdout.strip()
    except OSError:
        return Unconfirmed.NO_GIT
    if said[0] != "true":
        return Unconfirmed.NO_GIT
    if not found:
        return Unconfirmed.NOT_COMMITTED
    return Repository(root, said[2], found, said[1] == "true")


def output(root: Path, *arguments: str) -> bytes:
    """Return what a git command prints; raises GitError with what it said where it fails."""
    try:
        done = subprocess.run(  # noqa: S603  a fixed program, arguments as a list
            _command(root, arguments), capture_output=True, env=_environment(), check=False
        )
    except OSError as error:
        raise GitError(error.strerror or "git cannot be run") from None
    if done.returncode:
        raise GitError(done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: "))
    return done.stdout


class Blobs:
    """Contents by id, from one `git cat-file --batch` however many are read."""

    def __init__(self, talk: tuple[IO[bytes], IO[bytes]]) -> None:
        """Take the process's ends."""
        self._to, self._from = talk
        self._known: dict[str, bytes | None] = {}

    def read(self, blob: str) -> bytes | None:
        """Return a blob's content; None where the repository does not have it."""
        self.fetch([blob])
        return self._known[blob]

    def fetch(self, wanted: Iterable[str]) -> None:
        """Read many at once: waiting for each answer before the next question takes longer than the answers."""
        missing = [blob for blob in dict.fromkeys(wanted) if blob not in self._known]
        for start in range(0, len(missing), _AT_ONCE):
            asked = missing[start : start + _AT_ONCE]
            self._to.write("".join(f"{blob}\n" for blob in asked).encode())
            self._to.flush()
            for blob in asked:
                self._known[blob] = self._answer()

    def _answer(self) -> bytes | None:
        head = self._from.readline().split()
        if len(head) != 3:  # noqa: PLR2004  id, type and size; else "id missing"
            return None
        content = self._from.read(int(head[2]))
        self._from.read(1)
        return content if head[1] == b"blob" else None


@contextmanager
def blobs(root: Path) -> Iterator[Blobs]:
    """Open the contents of a repository for reading."""
    process = subprocess.Popen(  # noqa: S603  a fixed program, arguments as a list
        _command(root, ("cat-file", "--batch")),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
    )
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield Blobs((process.stdin, process.stdout))
        process.stdin.close()


def _run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  a fixed program, arguments as a list
        _command(root, arguments), capture_output=True, env=_environment(), check=False, encoding="utf-8"
    )


def _command(root: Path, arguments: Sequence[str]) -> list[str]:
    return ["git", "-C", str(root), *_QUIET, *arguments]


def _environment() -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    return kept | {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
