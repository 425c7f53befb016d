"""The two versions that are compared: a commit, a folder, or published results."""

import hashlib
import json
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from generator.compare.result import CampaignResult
from generator.errors import Location, Problem, ReportError
from generator.history.git import GitError, Unconfirmed, blobs, open_repository, output
from generator.spec.load import load_site
from generator.text import say

_FILE = "100"
"""How the modes of ordinary files begin; links and submodules are left out."""


@dataclass(frozen=True, slots=True)
class Files:
    """A version's files, by path from the site's root."""

    name: str
    """How it is called to the reader."""
    blobs: Mapping[str, str]
    """Path -> git's id of its content."""
    read: Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Published:
    """A version known by its results alone."""

    name: str
    results: Mapping[str, CampaignResult]


Side = Files | Published


def open_side(asked: str | None, root: Path, stack: ExitStack) -> Side:
    """Open a version: None is the work tree. Raises ReportError for what is neither revision, folder nor results."""
    path = Path(asked) if asked is not None else root
    if asked is None or path.is_dir():
        return _folder(path.resolve(), asked or "work tree")
    if path.is_file():
        return _published(path, asked)
    return _revision(asked, root, stack)


def _folder(root: Path, name: str) -> Files:
    config = load_site(root)
    found = [path for path in root.glob("*.yml") if path.is_file() and not path.is_symlink()]
    below = root / config.paths.campaigns
    found += [path for path in below.rglob("*") if path.is_file() and not path.is_symlink() and path.name[0] != "."]
    contents = {path.relative_to(root).as_posix(): path for path in found}
    return Files(name, {key: _blob_id(path) for key, path in contents.items()}, lambda key: contents[key].read_bytes())


def _blob_id(path: Path) -> str:
    content = path.read_bytes()
    # Git's name for a content, nothing secret.
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def _revision(asked: str, root: Path, stack: ExitStack) -> Files:
    repository = open_repository(root)
    expected = say(en="a git revision, a folder, or a results.json", zh="git 版本、文件夹或 results.json")
    if isinstance(repository, Unconfirmed):
        what = say(
            en="`{asked}` is neither a folder nor a file, and the site is in no git repository",
            zh="`{asked}` 既不是文件夹也不是文件，站点也不在 git 仓库里",
            asked=asked,
        )
        raise ReportError([Problem(Location("diff"), what, expected)])
    try:
        named = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{asked}^{{commit}}")
        commit = output(root, *named).decode().strip()
        # Asked for in the site's folder, it lists that folder alone, by paths from there.
        listed = output(root, "ls-tree", "-r", "-z", commit)
    except GitError:
        what = say(en="`{asked}` is no revision of this repository", zh="这个仓库里没有版本 `{asked}`", asked=asked)
        hint = say(en="git log --oneline lists them", zh="运行 git log --oneline 可列出各版本")
        raise ReportError([Problem(Location("diff"), what, expected, hint)]) from None
    found = {}
    for entry in listed.decode("utf-8", "surrogateescape").split("\0"):
        head, _, path = entry.partition("\t")
        if head.startswith(_FILE) and ".." not in PurePosixPath(path).parts:
            found[path] = head.split(" ")[2]
    contents = stack.enter_context(blobs(root))

    def read(path: str) -> bytes:
        content = contents.read(found[path])
        if content is None:
            what = say(
                en="the content at {asked} is not in this copy of the repository",
                zh="这份仓库里没有 {asked} 时的内容",
                asked=asked,
            )
            raise ReportError([Problem(Location(path), what)])
        return content

    return Files(asked, found, read)


def _published(path: Path, name: str) -> Published:
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        found = [CampaignResult.model_validate(one) for one in raw.get("campaigns", [raw])]
    except (OSError, ValueError, AttributeError, ValidationError) as error:
        why = str(error).splitlines()[0]
        what = say(en="the file holds no results: {why}", zh="文件里没有结果：{why}", why=why)
        expected = say(en="a results.json of this version", zh="由这个版本生成的 results.json")
        raise ReportError([Problem(Location(name), what, expected)]) from None
    return Published(name, {one.campaign.id: one for one in found})
