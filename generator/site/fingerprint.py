"""What a page depends on, as hashes: files, settings, neighbours and code. Equal fingerprints, equal pages."""

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from generator.spec.inside import leads_outside

LIBRARIES = (
    "altair",
    "babel",
    "duckdb",
    "ibis-framework",
    "mkdocs",
    "mkdocs-material",
    "numpy",
    "pandas",
    "scipy",
    "statsmodels",
    "vl-convert-python",
)
"""Libraries whose version may change a number, a picture or a page."""

CODE = frozenset({".py", ".yml", ".toml", ".jinja", ".css", ".js"})


def digest(parts: Iterable[str | bytes]) -> str:
    """Hash parts in order, each with its length so that no two lists of parts look alike."""
    total = hashlib.sha256()
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        total.update(len(raw).to_bytes(8, "big"))
        total.update(raw)
    return total.hexdigest()


def file_digest(path: Path) -> str:
    """Hash a file's bytes; an unreadable or missing file hashes as empty (its reader says what is wrong)."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def folder_digests(folder: Path) -> Mapping[str, str]:
    """Hash every file below a folder; keys are relative paths with forward slashes, hidden files left out."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): "" if _away(path, folder) else file_digest(path) for path in files}


def _away(path: Path, folder: Path) -> bool:
    """Say whether a file is a link out of the folder: what it leads to is not ours to read."""
    return path.is_symlink() and leads_outside(path, folder)


@cache
def code_digest() -> str:
    """Hash this package and the versions of the libraries it stands on."""
    package = Path(__file__).parents[1]
    files = sorted(path for path in package.rglob("*") if path.suffix in CODE)
    versions = [f"{name} {version(name)}" for name in LIBRARIES]
    return digest([*versions, *(part for path in files for part in (path.name, path.read_bytes()))])
