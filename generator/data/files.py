"""The files of a source: found by glob inside the campaign's folder, known by their content and not their name."""

import hashlib
import mmap
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from generator.data.guard import Guard
from generator.errors import Location, Problem, ReportError, system_error
from generator.spec.inside import MOST, RefusedError, leads_outside, matching, nothing_there
from generator.spec.model import Campaign
from generator.text import Text, quoted, say

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
    folder = campaign.folder.resolve()
    try:
        paths = [path for path in matching(campaign.folder, pattern, most) if path.is_file()]
    except RefusedError as error:
        raise ReportError([error.at(at)]) from None
    outside = [path for path in paths if leads_outside(path, folder)]
    if outside:
        names = quoted([path.relative_to(campaign.folder).as_posix() for path in outside])
        what = say(en="{names} lies outside the campaign's folder", zh="{names} 在活动文件夹之外", names=names)
        expected = say(en="files inside it, not links out of it", zh="活动文件夹里的文件，不是指向外面的链接")
        raise ReportError([Problem(at, what, expected)])
    unnamed = [path for path in paths if not _is_text(path.name)]
    if unnamed:
        what = say(
            en="the name of {names} is no text", zh="{names} 的文件名不是有效文本", names=quoted([unnamed[0].name])
        )
        hint = say(en="rename the file", zh="给文件改名")
        raise ReportError([Problem(at, what, say(en="names in UTF-8", zh="UTF-8 编码的文件名"), hint)])
    if not paths and launched:
        what = say(en="no file matches `{pattern}`", zh="没有与 `{pattern}` 匹配的文件", pattern=pattern)
        raise ReportError([nothing_there(at, what, pattern, campaign.folder)])
    return tuple(data_file(path, campaign, root) for path in paths)


def _is_text(name: str) -> bool:
    """Say whether a file's name can be written down: a system may have any bytes for one."""
    return name == name.encode("utf-8", "replace").decode()


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
        what = say(en="the file cannot be read: {reason}", zh="文件无法读取：{reason}", reason=system_error(error))
        raise ReportError([Problem(file.at, what)]) from None
    if not data.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        what = say(en="the file is empty", zh="文件是空的")
        expected = say(en="a header and at least one row", zh="表头和至少一行数据")
        raise ReportError([Problem(file.at, what, expected)])
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


_UNPACK = say(en="unpack it", zh="先解压")
_TABLES = say(en="CSV, TSV, XLSX, Parquet or JSON", zh="CSV、TSV、XLSX、Parquet 或 JSON")
_REFUSED: tuple[tuple[bytes, Text, Text], ...] = (
    (
        b"\xd0\xcf\x11\xe0",
        say(
            en="an old Excel workbook (.xls) or one protected by a password",
            zh="旧版 Excel 工作簿（.xls）或带密码的工作簿",
        ),
        say(
            en="open it in a spreadsheet program and save it as .xlsx without a password, or as CSV UTF-8",
            zh="用电子表格软件打开，另存为不带密码的 .xlsx，或 CSV UTF-8",
        ),
    ),
    (
        b"version https://git-lfs.github.com/spec/",
        say(en="a pointer of Git LFS, and not the data it stands for", zh="Git LFS 的指针文件，不是数据本身"),
        say(
            en="git lfs pull fetches the data; a workflow's checkout needs `lfs: true`",
            zh="运行 git lfs pull 取回数据；工作流的 checkout 需要 `lfs: true`",
        ),
    ),
    (b"\x1f\x8b", say(en="a gzip archive", zh="gzip 压缩文件"), _UNPACK),
    (b"%PDF", say(en="a PDF", zh="PDF 文件"), say(en="export the table as CSV", zh="把表格导出为 CSV")),
    (b"7z\xbc\xaf", say(en="a 7z archive", zh="7z 压缩文件"), _UNPACK),
    (b"Rar!", say(en="a RAR archive", zh="RAR 压缩文件"), _UNPACK),
    (
        b"SQLite format 3",
        say(en="an SQLite database", zh="SQLite 数据库"),
        say(
            en="use `connect: sqlite://…` with `table:` instead of `files:`",
            zh="不用 `files:`，改用 `connect: sqlite://…` 加 `table:`",
        ),
    ),
)


def kind_of(file: DataFile, head: bytes) -> Kind:
    """Say how a file is read, by its first bytes; raises ReportError for what is no table."""
    for magic, what, hint in _REFUSED:
        if head.startswith(magic):
            raise ReportError([Problem(file.at, say(en="the file is {it}", zh="文件是{it}", it=what), _TABLES, hint)])
    suffix = file.path.suffix.lower()
    if head.startswith(b"PAR1") or suffix in {".parquet", ".pq"}:
        return Kind.PARQUET
    if head.startswith(b"PK\x03\x04") or suffix in {".xlsx", ".xlsm"}:
        return _workbook(file)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta", b"<head")):
        raise ReportError([
            Problem(
                file.at,
                say(en="the file is a web page or XML, whatever its name says",
                    zh="不管文件名怎么写，它其实是网页或 XML"),
                _TABLES,
                say(en="open it in a spreadsheet program and save it as .xlsx or CSV UTF-8",
                    zh="用电子表格软件打开，另存为 .xlsx 或 CSV UTF-8"),
            )
        ])  # fmt: skip
    return Kind.JSON if suffix in {".json", ".ndjson", ".jsonl"} else Kind.TEXT


def _workbook(file: DataFile) -> Kind:
    """Tell a workbook from any other zip archive."""
    try:
        with zipfile.ZipFile(file.path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError):
        broken = say(en="the workbook is damaged or cut off", zh="工作簿已损坏或不完整")
        expected = say(en="a whole .xlsx file", zh="完整的 .xlsx 文件")
        raise ReportError([Problem(file.at, broken, expected)]) from None
    if any(name.startswith("xl/") for name in names):
        return Kind.WORKBOOK
    what = say(
        en="the file is a zip archive with {names}", zh="文件是 zip 压缩包，里面有 {names}", names=quoted(names[:3])
    )
    raise ReportError([Problem(file.at, what, _TABLES, _UNPACK)])
