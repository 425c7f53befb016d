"""Where tables are aggregated: an embedded DuckDB that can reach nothing but the files it is given, or any Ibis URL."""

import os
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from generator.errors import Location, Problem, ReportError
from generator.spec.connections import redacted
from generator.text import say

EMBEDDED = "duckdb"
MEMORY_LIMIT = "160MB"
"""Of the embedded DuckDB; sums over files larger than memory need little of it."""
SAFE = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "allow_persistent_secrets": "false",
    "max_temp_directory_size": "20GB",
}
"""Nothing is fetched or loaded while a table is read, no stored password is used, and the disk is not filled."""


QUIET = "SET enable_progress_bar = false"
"""Said to every DuckDB: after two seconds it draws a bar on stdout, among the data."""


class Engine:
    """A connection that is opened when it is first needed, and closed at the end of the block."""

    def __init__(self, url: str = EMBEDDED, folders: Iterable[Path] = ()) -> None:
        """Take the folders whose files may be read; the embedded DuckDB opens no other."""
        self.url = url
        self._folders = tuple(str(folder) for folder in folders)
        self._backend: Any = None
        self._spill: TemporaryDirectory[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._backend is not None:
            self._backend.disconnect()
            self._backend = None
        if self._spill is not None:
            self._spill.cleanup()

    @property
    def connection(self) -> Any:
        """The DuckDB connection behind, for what must stop it; None for another engine."""
        return getattr(self._connected(), "con", None) if self.url.startswith(EMBEDDED) else None

    def parquet(self, paths: Sequence[Path]) -> Any:
        """Return Parquet files as one Ibis table; raises ReportError where the engine cannot read them."""
        backend = self._connected()
        names = [str(path) for path in paths]
        if self.url == EMBEDDED:
            return backend.read_parquet(names, union_by_name=True)
        try:
            return backend.read_parquet(names if len(names) > 1 else names[0])
        except (NotImplementedError, AttributeError):  # Ibis says it the one way or the other, by backend
            raise ReportError([
                Problem(
                    Location("site_config.yml"),
                    say(en="the engine `{url}` cannot read Parquet files", zh="引擎 `{url}` 读不了 Parquet 文件",
                        url=redacted(self.url)),
                    say(en="`engine: duckdb`, or an engine that reads files", zh="`engine: duckdb`，或能读文件的引擎"),
                    say(en="or load them into it and name the table in the source: `connect:` and `table:`",
                        zh="或先把文件导入该引擎，再在来源里写明表：`connect:` 和 `table:`"),
                )
            ]) from None  # fmt: skip

    def _connected(self) -> Any:
        if self._backend is None:
            import ibis

            if self.url == EMBEDDED:
                self._spill = TemporaryDirectory(prefix="goalposts-")  # else DuckDB spills into the working directory
                self._backend = ibis.duckdb.connect(
                    threads=os.cpu_count() or 1, memory_limit=MEMORY_LIMIT, temp_directory=self._spill.name, **SAFE
                )
                lock(self._backend, self._folders)
            else:
                self._backend = connect(self.url, Location("site_config.yml"), reads_files=True)
        return self._backend


def lock(backend: Any, folders: Sequence[str] = ()) -> None:
    """Let a DuckDB open files of some folders alone, load nothing, and change none of this again."""
    listed = ", ".join("'" + folder.replace("'", "''") + "'" for folder in folders)
    for setting in (
        QUIET,
        f"SET allowed_directories = [{listed}]",
        "SET enable_external_access = false",
        "SET lock_configuration = true",
    ):
        backend.raw_sql(setting)


def connect(url: str, at: Location, shown: str = "", *, reads_files: bool = False) -> Any:
    """Open an Ibis URL, a DuckDB file for reading only; raises ReportError, which calls it `shown`, if it fails.

    A DuckDB file's queries can read no other file, unless `reads_files`.
    """
    import ibis

    scheme = urlsplit(url).scheme
    shown = shown or redacted(url)
    path, named = database_file(url, None), shown.partition("://")[2] or shown
    if scheme in {EMBEDDED, "sqlite"} and (path is None or not path.is_file()):
        what = say(en="there is no database file `{name}`", zh="没有数据库文件 `{name}`", name=named)
        raise ReportError([Problem(at, what, say(en="a file of {scheme}", zh="{scheme} 文件", scheme=scheme))])
    try:
        if scheme == EMBEDDED:
            backend = ibis.duckdb.connect(str(path), read_only=True, **SAFE)
            if reads_files:
                backend.raw_sql(QUIET)
            else:
                lock(backend)
            return backend
        return ibis.sqlite.connect(str(path)) if scheme == "sqlite" else ibis.connect(url)
    except backend_errors() as error:
        raise ReportError([
            Problem(at, say(en="`{url}` cannot be opened: {error}", zh="`{url}` 打不开：{error}",
                            url=shown, error=first_line(error)),
                    say(en="an Ibis URL, such as duckdb://data/sales.duckdb",
                        zh="Ibis 地址，如 duckdb://data/sales.duckdb"),
                    say(en="its Ibis backend may have to be installed: `pip install 'ibis-framework[postgres]'`",
                        zh="可能要先安装对应的 Ibis 后端：`pip install 'ibis-framework[postgres]'`"))
        ]) from None  # fmt: skip


@contextmanager
def quietly() -> Iterator[None]:
    """Silence what Ibis' own calls of DuckDB are warned of: it is not ours to mend, nor a reader's to see."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


def database_file(url: str, folder: Path | None) -> Path | None:
    """Return the file that a duckdb or sqlite URL names, if it names one."""
    scheme, _, rest = url.partition("://")
    if scheme not in {EMBEDDED, "sqlite"} or not rest:
        return None
    path = Path(rest.partition("?")[0])
    return path if path.is_absolute() or folder is None else folder / path


def first_line(error: BaseException) -> str:
    """Return the first line of what an error says, cut to what can be read."""
    said = str(error).strip().splitlines()
    return said[0][:200] if said else type(error).__name__


def backend_errors() -> tuple[type[BaseException], ...]:
    """Return what a backend may raise for bad input: Ibis' own errors, DuckDB's, and what drivers derive from."""
    import sqlite3

    import duckdb
    import ibis

    return (
        ibis.common.exceptions.IbisError,
        duckdb.Error,
        sqlite3.Error,
        OSError,
        ImportError,
        AttributeError,
        TypeError,
        ValueError,
        NotImplementedError,  # a backend's own word for what it cannot do
        RuntimeError,
    )
