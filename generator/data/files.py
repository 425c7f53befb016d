"""The files of a source: found by glob inside the campaign's folder, known by their content and not their name."""

import hashlib
import mmap
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from generator.data.guard import Guard
from generator.errors import Location, Problem, ReportError
from generator.spec.inside import MOST, RefusedError, leads_outside, matching, nothing_there
from generator.spec.model import Campaign

IN_MEMORY = 64 * 1024 * 1024
"""Larger files are mapped, not read as a whole."""


HASH_STEP = 4 * 1024 * 1024
"""Bytes hashed at once: large, for each step of a thread waits for its turn beside the others."""


class Kind(StrEnum):
    """How a file is read."""

    TEXT = "text"
    WORKBOOK = "workbook"
    PARQUET = "parquet"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of a source."""

    path: Path
    name: str
    """Relative to the campaign's folder, with forward slashes."""
    at: Location
    """Relative to the site's root."""


def find_files(
    campaign: Campaign, source: str, root: Path, *, launched: bool, most: int = MOST
) -> tuple[DataFile, ...]:
    """Return a source's files, sorted by name.

    Raises ReportError where one lies outside, or where there is none though the campaign has begun.
    """
    pattern = campaign.sources[source].files or ""
    at = campaign.at("sources", source, "files")
    if Path(pattern).is_absolute() or ".." in Path(pattern).parts:
        raise ReportError([Problem(at, f"`{pattern}` leaves the campaign's folder", "a path inside it")])
    folder = campaign.folder.resolve()
    try:
        paths = [path for path in matching(campaign.folder, pattern, most) if path.is_file()]
    except RefusedError as error:
        raise ReportError([error.at(at)]) from None
    outside = [path for path in paths if leads_outside(path, folder)]
    if outside:
        names = ", ".join(f"`{path.relative_to(campaign.folder).as_posix()}`" for path in outside)
        raise ReportError(
            [Problem(at, f"{names} lies outside the campaign's folder", "files inside it, not links out of it")]
        )
    if not paths and launched:
        raise ReportError([nothing_there(at, f"no file matches `{pattern}`", pattern, campaign.folder)])
    return tuple(data_file(path, campaign, root) for path in paths)


def data_file(path: Path, campaign: Campaign, root: Path) -> DataFile:
    """Name a file of a campaign's folder."""
    name = path.relative_to(campaign.folder).as_posix()
    at = path.relative_to(root).as_posix() if path.is_relative_to(root) else f"{campaign.id}/{name}"
    return DataFile(path, name, Location(at))


def load(file: DataFile, guard: Guard) -> bytes | mmap.mmap:
    """Return a file's bytes, mapped where it is large; raises ReportError where it cannot be read or is empty.

    Also where it is larger than the guard allows.
    """
    try:
        size = guard.size(file.path, file.at)
        if size > IN_MEMORY:
            with file.path.open("rb") as stream:
                return mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        data = file.path.read_bytes()
    except OSError as error:
        raise ReportError([Problem(file.at, f"the file cannot be read: {error.strerror}")]) from None
    if not data.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        raise ReportError([Problem(file.at, "the file is empty", "a header and at least one row")])
    return data


def sha256(data: bytes | mmap.mmap) -> str:
    """Return the hash that the page shows."""
    return hashlib.sha256(data).hexdigest()


def sha256_of(path: Path) -> str:
    """Return the hash of a file that is not read here (Parquet)."""
    digest, part = hashlib.sha256(), memoryview(bytearray(HASH_STEP))
    with path.open("rb", buffering=0) as stream:
        while size := stream.readinto(part):
            digest.update(part[:size])
    return digest.hexdigest()


_REFUSED: tuple[tuple[bytes, str, str], ...] = (
    (
        b"\xd0\xcf\x11\xe0",
        "an old Excel workbook (.xls) or one protected by a password",
        "open it in a spreadsheet program and save it as .xlsx without a password, or as CSV UTF-8",
    ),
    (b"\x1f\x8b", "a gzip archive", "unpack it"),
    (b"%PDF", "a PDF", "export the table as CSV"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it"),
    (b"Rar!", "a RAR archive", "unpack it"),
    (b"SQLite format 3", "an SQLite database", "use `connect: sqlite://…` with `table:` instead of `files:`"),
)


def kind_of(file: DataFile, head: bytes) -> Kind:
    """Say how a file is read, by its first bytes; raises ReportError for what is no table."""
    for magic, what, hint in _REFUSED:
        if head.startswith(magic):
            raise ReportError([Problem(file.at, f"the file is {what}", "CSV, TSV, XLSX, Parquet or JSON", hint)])
    suffix = file.path.suffix.lower()
    if head.startswith(b"PAR1") or suffix in {".parquet", ".pq"}:
        return Kind.PARQUET
    if head.startswith(b"PK\x03\x04") or suffix in {".xlsx", ".xlsm"}:
        return _workbook(file)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"<head")):
        raise ReportError([
            Problem(
                file.at, "the file is a web page or XML, whatever its name says", "CSV, TSV, XLSX, Parquet or JSON",
                "open it in a spreadsheet program and save it as .xlsx or CSV UTF-8",
            )
        ])  # fmt: skip
    return Kind.JSON if suffix in {".json", ".ndjson", ".jsonl"} else Kind.TEXT


def _workbook(file: DataFile) -> Kind:
    """Tell a workbook from any other zip archive."""
    try:
        with zipfile.ZipFile(file.path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError):
        raise ReportError([Problem(file.at, "the workbook is damaged or cut off", "a whole .xlsx file")]) from None
    if any(name.startswith("xl/") for name in names):
        return Kind.WORKBOOK
    listed = ", ".join(f"`{name}`" for name in names[:3])
    raise ReportError([
        Problem(file.at, f"the file is a zip archive with {listed}", "CSV, TSV, XLSX, Parquet or JSON", "unpack it")
    ])  # fmt: skip
