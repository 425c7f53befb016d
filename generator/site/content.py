"""Knowledge pages: those that come with the package, overridden page by page by the site's own."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.errors import Location, Problem, ReportError
from generator.pages.words import load_words
from generator.site.selection import front_matter
from generator.site.write import LIST, put_listed
from generator.text import say

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
_AT_THE_TOP = ".goalposts-content.json"
"""The list of pages written by hand that stand beside the site's first page, which has a list of its own."""
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


Ready = Callable[[str, Article, str, Sequence[Article]], str]
"""Makes a page's text ready: the text, the page, the file that problems name, and all pages of its section."""


def write_content(  # noqa: PLR0913  where from, where to, in which languages, and what is made of it
    docs: Path,
    shipped: Path,
    own: Path | None,
    language: str,
    others: Sequence[str] = (),
    *,
    keep: Collection[str] = (),
    ready: Ready | None = None,
) -> Content:
    """Copy the knowledge pages of a language and the files beside them into the docs.

    `own` is the site's content folder, inside the site's root; a file of it goes before the shipped one of the same
    name. A page that is not written in the language is shown in the first of `others` that has it, with a note. Folders
    of the docs named in `keep` hold another language's pages and are left alone. Raises ReportError for a link that
    leads out of the folder, for a page where one of ours is made, and for whatever `ready` finds wrong, of all pages at
    once; pages in another language are shown as they are written.
    """
    files: dict[str, tuple[Path, str]] = {}
    for spoken in (*reversed(others), language):
        files |= {name: (file, spoken) for name, file in content_files(shipped, own, spoken).items()}
    folders: dict[PurePosixPath, dict[str, tuple[Path, str]]] = {}
    for name, found in files.items():
        folders.setdefault(PurePosixPath(name).parent, {})[PurePosixPath(name).name] = found
    articles = sorted(_article(name, file) for name, (file, _) in files.items() if name.endswith(".md"))
    own_language = {name: file for name, (file, spoken) in files.items() if spoken == language}
    made = _ready(articles, own_language, own, language, ready) if ready else {}
    changed: set[str] = set()
    for folder, beside in folders.items():
        texts = {
            name: made.get((folder / name).as_posix()) or _text(file, spoken, language)
            for name, (file, spoken) in beside.items()
        }
        if put_listed(docs / folder, texts, LIST if folder.name else _AT_THE_TOP):
            changed |= {(folder / name).as_posix() for name in beside if name.endswith(".md")}
    return Content(tuple(articles), frozenset(changed | _remove_old(docs, folders, keep)))


def _ready(
    articles: Sequence[Article], files: Mapping[str, Path], own: Path | None, language: str, ready: Ready
) -> Mapping[str, str]:
    """Every page's text made ready, by its path; raises ReportError with what is wrong in any of them."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for article in articles:
        file = files.get(article.path)
        if file is None:
            continue
        section = [one for one in articles if one.section == article.section]
        theirs = own is not None and file.is_relative_to(own)
        at = f"{own.name if theirs and own else 'content'}/{language}/{article.path}"
        try:
            texts[article.path] = ready(file.read_text(encoding="utf-8-sig"), article, at, section)
        except ReportError as error:
            problems += error.problems
    if problems:
        raise ReportError(problems)
    return texts


def content_files(shipped: Path, own: Path | None, language: str) -> Mapping[str, Path]:
    """Every file of a language by its path below the folder: those that come with the package, then the site's own."""
    files = dict(_files(shipped / language, at="content"))
    if own is not None and own.resolve() != shipped.resolve():
        files |= _files(own / language, at=own.name)
    return files


def _text(file: Path, spoken: str, language: str) -> bytes:
    """A file as it is; a page in another language with a note below its title, and its text marked as that language's.

    The mark is an element of its own, which GitHub and TechDocs show as if it were not there.
    """
    raw = file.read_bytes()
    if spoken == language or file.suffix != ".md":
        return raw
    lines = raw.decode("utf-8-sig").splitlines()
    title = next((number for number, text in enumerate(lines) if text.startswith("# ")), -1)
    words = load_words(language)
    note = ["", "> [!NOTE]", f"> {words('site.not_translated', language=words(f'language.{spoken}'))}", ""]
    body = [f'<div lang="{spoken}" markdown="1">', "", *lines[title + 1 :], "", "</div>", ""]
    return "\n".join([*lines[: title + 1], *note, *body]).encode()


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


def _remove_old(docs: Path, folders: Mapping[PurePosixPath, object], keep: Collection[str]) -> set[str]:
    """Folders of content that a build before this one wrote and this one did not."""
    gone = set()
    if PurePosixPath() not in folders:
        gone |= {name for name in put_listed(docs, {}, _AT_THE_TOP) if name.endswith(".md")}
    ours = [folder for folder in sorted(docs.iterdir()) if folder.is_dir() and folder.name not in {*OURS, *keep}]
    listings = [listing for folder in ours for listing in folder.rglob(LIST)]
    for listing in listings:
        folder = PurePosixPath(listing.parent.relative_to(docs).as_posix())
        if folder not in folders:
            put_listed(listing.parent, {})
            gone.add((folder / "index.md").as_posix())
    return gone
