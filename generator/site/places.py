"""Where a site keeps what it makes between builds."""

from pathlib import Path

from generator.errors import Location, Problem, ReportError
from generator.history.git import GitError, output
from generator.text import Text, say

WORK = ".goalposts"
"""Folder of a site where pages, pictures and state are kept."""
CACHE = "cache"
"""Inside it: what is the same for every site and slow to make."""
MODELS = "models"
"""Inside it: what models answered."""


def own_work(root: Path) -> Path:
    """Return the folder of a site where it keeps what it makes; there need be none yet.

    What lies there is taken at its word: pages, scripts, answers. So a proposal must not bring it along: raises
    ReportError where git holds any of it, or where it is a link.
    """
    work = root / WORK
    if work.is_symlink():
        raise _refused(work, say(en="is a link", zh="是一个链接"), say(en="remove the link", zh="请删除该链接"))
    try:
        held = output(root, "ls-files", "-z", "--", WORK)
    except GitError:  # no git, no repository: nobody proposes anything
        return work
    if held:
        example = held.split(b"\0")[0].decode("utf-8", "replace")
        raise _refused(
            work,
            say(en="git holds {example}", zh="git 里有 {example}", example=example),
            say(
                en="take it out: `git rm -r --cached {folder}`, and name the folder in .gitignore",
                zh="请移出：`git rm -r --cached {folder}`，并把该文件夹写进 .gitignore",
                folder=WORK,
            ),
        )
    return work


def _refused(work: Path, what: Text, hint: Text) -> ReportError:
    expected = say(
        en="a folder that only builds write, for what lies there goes on the site unread",
        zh="只由构建写入的文件夹，因为其中的内容会不经检查就发布",
    )
    return ReportError([Problem(Location(str(work)), what, expected, hint)])
