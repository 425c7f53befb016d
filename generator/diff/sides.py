"""The two versions that are compared: a commit, a folder, or published results."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from generator.compare.result import CampaignResult
from generator.errors import Location, Problem, ReportError
from generator.history.git import GitError, Repository, Unconfirmed, blobs, open_repository, output
from generator.spec.load import load_site
from generator.spec.model import SiteConfig
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
    fetch: Callable[[Iterable[str]], None]
    """Have the contents of paths at hand: many at once take less time than one by one."""
    repository: Repository | Unconfirmed
    """Whose head is this version, or what stands before it in the work tree."""
    commit: str | None = None
    """Of a revision."""


@dataclass(frozen=True, slots=True)
class Published:
    """A version known by its results alone."""

    name: str
    results: Mapping[str, CampaignResult]


Side = Files | Published


def open_side(asked: str | None, root: Path, stack: ExitStack) -> Side:
    """Open a version: None is the work tree. Raises ReportError for what is neither revision, folder nor results.

    A revision goes before a folder of its name, which a change under review may bring with it; `./name` is the folder.
    """
    if asked is None:
        return _folder(root.resolve(), "work tree")
    repository, path = open_repository(root), Path(asked)
    commit = None if isinstance(repository, Unconfirmed) else _commit(asked, root)
    if commit is None and path.is_dir():
        return _folder(path.resolve(), asked)
    if commit is None and path.is_file():
        return _published(path, asked)
    return _revision(asked, commit, repository, root, stack)


def _folder(root: Path, name: str) -> Files:
    try:
        paths = load_site(root).paths
    except ReportError:
        paths = SiteConfig().paths  # what is wrong with it is said when the site is read
    found = [path for path in root.glob("*.yml") if path.is_file() and not path.is_symlink()]
    for below in (root / paths.campaigns, root / paths.content):
        found += [path for path in below.rglob("*") if path.is_file() and not path.is_symlink() and path.name[0] != "."]
    contents = {path.relative_to(root).as_posix(): path for path in found}
    repository = open_repository(root)
    committed = {} if isinstance(repository, Unconfirmed) else _listed(root, repository.head)
    known = {key: _blob_id(path, committed.get(key, "")) for key, path in contents.items()}
    return Files(name, known, lambda key: contents[key].read_bytes(), lambda _: None, repository)


def _blob_id(path: Path, committed: str) -> str:
    """Return git's name for a file; the committed one's where they differ by the ends of lines that git may set."""
    content = path.read_bytes()
    found = _named(content)
    if found != committed and b"\r\n" in content and committed == _named(content.replace(b"\r\n", b"\n")):
        return committed
    return found


def _named(content: bytes) -> str:
    # Git's name for a content, nothing secret.
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def _listed(root: Path, commit: str) -> Mapping[str, str]:
    """List a commit's files below a folder; raises ReportError where they were not fetched."""
    try:
        # Asked for in the site's folder, it lists that folder alone, by paths from there.
        listed = output(root, "ls-tree", "-r", "-z", commit).decode("utf-8", "surrogateescape")
    except GitError:
        what = say(
            en="the files of commit {commit} are not in this copy of the repository",
            zh="这份仓库里没有提交 {commit} 的文件",
            commit=commit[:12],
        )
        hint = say(en="git fetch --refetch --no-filter fetches them", zh="运行 git fetch --refetch --no-filter 取回")
        raise ReportError([Problem(Location("diff"), what, "", hint)]) from None
    found = {}
    for entry in listed.split("\0"):
        head, _, path = entry.partition("\t")
        if head.startswith(_FILE) and ".." not in PurePosixPath(path).parts:
            found[path] = head.split(" ")[2]
    return found


def _commit(asked: str, root: Path) -> str | None:
    """Return the commit that a revision names; None where it names none."""
    try:
        named = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{asked}^{{commit}}")
        return output(root, *named).decode().strip()
    except GitError:
        return None


def _revision(
    asked: str, commit: str | None, repository: Repository | Unconfirmed, root: Path, stack: ExitStack
) -> Files:
    expected = say(en="a git revision, a folder, or a results.json", zh="git 版本、文件夹或 results.json")
    if isinstance(repository, Unconfirmed):
        what = say(
            en="`{asked}` is neither a folder nor a file, and the site is in no git repository",
            zh="`{asked}` 既不是文件夹也不是文件，站点也不在 git 仓库里",
            asked=asked,
        )
        raise ReportError([Problem(Location("diff"), what, expected)])
    if commit is None:
        what = say(en="`{asked}` is no revision of this repository", zh="这个仓库里没有版本 `{asked}`", asked=asked)
        hint = say(en="git log --oneline lists them", zh="运行 git log --oneline 可列出各版本")
        raise ReportError([Problem(Location("diff"), what, expected, hint)])
    found = _listed(root, commit)
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

    def fetch(paths: Iterable[str]) -> None:
        contents.fetch(found[path] for path in paths)

    return Files(asked, found, read, fetch, replace(repository, head=commit), commit)


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
