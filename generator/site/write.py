"""Pages into a docs folder: only what changed is written, and what no longer belongs is taken away.

Each folder keeps a list of the files we wrote in it, so that a docs folder may also hold somebody else's.
"""

import json
import os
from collections.abc import Collection, Mapping
from pathlib import Path

from generator.charts.live import SPECS, specs_script
from generator.charts.render import spec_json
from generator.charts.theme import DEFAULT, repaint
from generator.pages.page import Page

LIST = ".goalposts.json"
"""The list of our files in a folder; builders leave out names that begin with a dot."""
_PAINTED = (".svg", ".vl.json", ".vl.js")
WIDE, NARROW, SPEC = ".vl.svg", "-n.vl.svg", ".vl.json"


def write_page(
    page: Page, docs: Path, drawings: Mapping[str, tuple[str, str]], colours: str = DEFAULT
) -> tuple[str, ...]:
    """Write a page and its files, and return the paths (relative to docs) that were written or removed.

    `drawings` maps a chart's name to its wide and narrow SVG; a chart without a drawing keeps the files it has.
    `colours` is the palette's name in the settings.
    """
    folder = docs / page.path.parent
    files = {page.path.name: page.markdown, **page.files}
    for chart in page.charts:
        if drawing := drawings.get(chart.name):
            files[f"{chart.name}{WIDE}"], files[f"{chart.name}{NARROW}"] = drawing
        files[f"{chart.name}{SPEC}"] = spec_json(chart)
    if page.charts:
        files[SPECS] = specs_script(page.path.parent.as_posix(), page.charts)
    files = {name: repaint(text, colours) if name.endswith(_PAINTED) else text for name, text in files.items()}
    kept = {f"{chart.name}{end}" for chart in page.charts for end in (WIDE, NARROW)}
    changed = _write_all(folder, files, kept | set(files))
    return tuple((page.path.parent / name).as_posix() for name in changed)


def remove_pages(docs: Path, under: str, keep: Collection[str]) -> tuple[str, ...]:
    """Take away the page folders below `under` that are not in `keep` (names), and return their pages' paths."""
    gone = []
    for listed in sorted((docs / under).glob(f"*/{LIST}")):
        if listed.parent.name not in keep:
            _write_all(listed.parent, {}, frozenset())
            gone.append(f"{under}/{listed.parent.name}/index.md")
    return tuple(gone)


def put(file: Path, content: str | bytes) -> bool:
    """Write a file in one step if its content differs from what is there; returns whether it did."""
    raw = content.encode() if isinstance(content, str) else content
    try:
        if file.read_bytes() == raw:
            return False
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_name(f".{file.name}.part")
    partial.write_bytes(raw)
    partial.replace(file)
    return True


def put_listed(folder: Path, files: Mapping[str, str | bytes], listing: str = LIST) -> tuple[str, ...]:
    """Write files into a folder of ours and remove those we wrote before and no longer do; returns what changed.

    `listing` is where these are listed: two writers of one folder each need their own.
    """
    return _write_all(folder, files, frozenset(files), folder / listing)


def _write_all(
    folder: Path, files: Mapping[str, str | bytes], wanted: Collection[str], listing: Path | None = None
) -> tuple[str, ...]:
    listing = listing or folder / LIST
    known = _listed(listing)
    changed = [name for name, content in files.items() if put(folder / name, content)]
    for name in sorted(known - set(wanted)):
        (folder / name).unlink(missing_ok=True)
        changed.append(name)
    if wanted:
        put(listing, json.dumps(sorted(wanted)))
    else:
        listing.unlink(missing_ok=True)
        _remove_empty(folder)
    return tuple(changed)


def _listed(listing: Path) -> set[str]:
    try:
        names = json.loads(listing.read_bytes())
    except (OSError, ValueError):
        return set()
    # The list may come from another hand: it never leads out of its folder.
    return {name for name in names if isinstance(name, str) and os.path.basename(name) == name}  # noqa: PTH119


def _remove_empty(folder: Path) -> None:
    for emptied in (folder, *folder.parents):
        if not emptied.is_dir() or any(emptied.iterdir()):
            break
        emptied.rmdir()
