"""Knowledge pages: those that come with the package, overridden page by page by the site's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.errors import Location, Problem, ReportError
from generator.text import say
from generator.site.selection import front_matter
from generator.site.write import LIST, put_listed

OURS = frozenset(
    {
        "campaigns",
        "strategy",
        "tags",
        "metrics",
        "playbook",
        "checks",
        "assets",
        "index.md",
        "results.csv",
        "results.json",
    }
)
"""What stands at the docs' root and is made, not written by hand."""
_LAST = 1_000_000


@dataclass(frozen=True, slots=True, order=True)
class Article:
    """A page written by hand."""

    section: str
    """Its first folder, or empty."""
    order: int
    """`order:` of its front matter; an index comes first, pages without one last."""
    title: str
    """From the front matter, else the first heading, else the file's name."""
    path: str
    """Relative to the docs."""


@dataclass(frozen=True, slots=True)
class Content:
    """What was written."""

    articles: tuple[Article, ...]
    """Every page, in the order in which a reader meets them."""
    changed: frozenset[str]
    """Pages (relative to the docs) of folders in which a file was written or removed."""


def write_content(docs: Path, shipped: Path, own: Path | None, language: str) -> Content:
    """Copy the knowledge pages of a language and the files beside them into the docs.

    `own` is the site's content folder, inside the site's root; a file of it goes before the shipped one of the same
    name. Raises ReportError for a link that leads out of the folder, and for a page where one of ours is made.
    """
    files = dict(_files(shipped / language, at="content"))
    if own is not None and own.resolve() != shipped.resolve():
        files |= _files(own / language, at=own.name)
    folders: dict[PurePosixPath, dict[str, Path]] = {}
    for name, file in files.items():
        folders.setdefault(PurePosixPath(name).parent, {})[PurePosixPath(name).name] = file
    changed: set[str] = set()
    for folder, beside in folders.items():
        if put_listed(docs / folder, {name: file.read_bytes() for name, file in beside.items()}):
            changed |= {(folder / name).as_posix() for name in beside if name.endswith(".md")}
    articles = sorted(_article(name, file) for name, file in files.items() if name.endswith(".md"))
    return Content(tuple(articles), frozenset(changed | _remove_old(docs, folders)))


def _files(folder: Path, at: str) -> Mapping[str, Path]:
    """Every file below a folder by its relative path, hidden ones left out."""
    found, problems = {}, []
    root = folder.resolve()
    for file in sorted(folder.rglob("*")):
        inside = file.relative_to(folder)
        if any(part.startswith(".") for part in inside.parts) or not file.is_file():
            continue
        place = Location(f"{at}/{folder.name}/{inside.as_posix()}")
        if not file.resolve().is_relative_to(root):
            problems.append(
                Problem(
                    place,
                    say(en="leads out of the content folder", zh="这个链接指向内容文件夹之外"),
                    say(en="a file inside it", zh="内容文件夹里的文件"),
                )
            )
        elif inside.parts[0] in OURS:
            problems.append(
                Problem(
                    place,
                    say(en="stands where goalposts makes a page of its own", zh="占了 Goalposts 自己要生成页面的位置"),
                    say(en="another folder, such as `learn`", zh="别的文件夹，如 `learn`"),
                )
            )
        found[inside.as_posix()] = file
    if problems:
        raise ReportError(problems)
    return found


def _article(name: str, file: Path) -> Article:
    path = PurePosixPath(name)
    head = front_matter(file)
    index = path.name in {"index.md", "README.md"} and len(path.parts) <= 2  # noqa: PLR2004  a section's own page
    order = head.get("order", 0 if index else _LAST)
    title = str(head.get("title") or _heading(file) or path.parent.name or path.stem)
    section = path.parts[0] if len(path.parts) > 1 else ""
    return Article(section, order if isinstance(order, int) else _LAST, title, name)


def _heading(file: Path) -> str:
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    return next((line[2:].strip() for line in lines if line.startswith("# ")), "")


def _remove_old(docs: Path, folders: Mapping[PurePosixPath, object]) -> set[str]:
    """Folders of content that a build before this one wrote and this one did not."""
    gone = set()
    ours = [folder for folder in sorted(docs.iterdir()) if folder.is_dir() and folder.name not in OURS]
    listings = [listing for folder in ours for listing in folder.rglob(LIST)]
    for listing in listings:
        folder = PurePosixPath(listing.parent.relative_to(docs).as_posix())
        if folder not in folders:
            put_listed(listing.parent, {})
            gone.add((folder / "index.md").as_posix())
    return gone
