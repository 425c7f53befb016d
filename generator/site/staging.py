"""A site comes whole or not at all: it is made beside the old one, which gives way in one step."""

import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from generator.errors import Location, Problem, ReportError
from generator.text import say

MARK = ".goalposts-site"
"""A file that says a folder is a site of ours, which may be replaced."""


def staging_folder(output: Path, number: int = 0) -> Path:
    """A new, empty folder on the output's own disk, so that it can be renamed."""
    folder = output.with_name(f".{output.name}.new{number or ''}")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def check_output(output: Path) -> None:
    """Bring back a site whose replacement was cut short, and refuse folders of other people's files."""
    old = _old(output)
    if not output.exists() and old.exists():
        old.rename(output)
    shutil.rmtree(old, ignore_errors=True)
    if output.exists() and not (output / MARK).exists() and (not output.is_dir() or any(output.iterdir())):
        raise ReportError(
            [
                Problem(
                    Location(output.name),
                    say(
                        en="holds files that goalposts did not make, and would be replaced",
                        zh="里面有不是 Goalposts 生成的文件，构建会把它们替换掉",
                    ),
                    say(
                        en="a folder that is new, empty, or a site built before",
                        zh="新的或空的文件夹，或以前生成的站点",
                    ),
                    say(
                        en="empty it, or set another one in site_config.yml under `paths: output`",
                        zh="清空它，或在 site_config.yml 的 `paths: output` 下另设一个文件夹",
                    ),
                )
            ]
        )


def swap(staging: Path, output: Path) -> None:
    """Put the new site in the old one's place."""
    (staging / MARK).touch()
    old = _old(output)
    if output.exists():
        output.rename(old)
    staging.rename(output)
    shutil.rmtree(old, ignore_errors=True)


def apply(staging: Path, output: Path, belongs: Collection[str]) -> None:
    """Move what was made anew into a site, each file in one step, and take away what no longer belongs."""
    keep = {*belongs, MARK}
    for name in files_below(staging):
        keep.add(name)
        target = output / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (staging / name).replace(target)
    shutil.rmtree(staging)
    for name in [name for name in files_below(output) if name not in keep]:
        (output / name).unlink()
        for folder in (output / name).parents:
            if folder == output or any(folder.iterdir()):
                break
            folder.rmdir()


def move_into(source: Path, target: Path) -> None:
    """Move every file of one staging folder into another."""
    for name in files_below(source):
        place = target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        (source / name).replace(place)
    shutil.rmtree(source)


def place_files(files: Mapping[str, str], docs: Path, staging: Path, output: Path | None) -> None:
    """Put files that are taken over as they are into the staging folder; with `output`, only those it lacks.

    Files of the docs are linked where the disk can, which takes a tenth of the time: pages are always written aside and
    moved, so a link keeps what it had.
    """
    made: set[str] = set()
    inside = f"{docs}{os.sep}"
    for name, source in files.items():
        if output is not None and _same(source, f"{output}{os.sep}{name}"):
            continue
        target = f"{staging}{os.sep}{name}"
        folder = os.path.dirname(target)  # noqa: PTH120  ten thousand files: Path would cost more than the links
        if folder not in made:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103  as above
            made.add(folder)
        _link_or_copy(source, target, link=source.startswith(inside))


def files_below(folder: Path) -> Iterator[str]:
    """Every file below a folder, as relative paths with forward slashes."""
    start = len(str(folder)) + 1
    for parent, _, names in os.walk(folder):
        for name in names:
            yield f"{parent}{os.sep}{name}"[start:].replace(os.sep, "/")


def _old(output: Path) -> Path:
    return output.with_name(f".{output.name}.old")


def _same(source: str, target: str) -> bool:
    """One file by two names, or a copy with its size and time."""
    try:
        one, other = os.stat(source), os.stat(target)  # noqa: PTH116  as above
    except OSError:
        return False
    if (one.st_ino, one.st_dev) == (other.st_ino, other.st_dev):
        return True
    return (one.st_size, one.st_mtime_ns) == (other.st_size, other.st_mtime_ns)


def _link_or_copy(source: str, target: str, *, link: bool) -> None:
    if link:
        try:
            os.link(source, target)
        except OSError:
            pass  # another disk, or one that knows no links
        else:
            return
    shutil.copy2(source, target)
