"""A source that is a table or a query behind an Ibis URL."""

import hashlib
from dataclasses import replace
from typing import Any

from generator.data.assemble import SourceRows
from generator.data.date_column import is_open, with_typed_date
from generator.data.engine import backend_errors, connect, database_file, first_line, quietly, redacted
from generator.data.filerows import FileRows
from generator.data.files import DataFile, sha256_of
from generator.data.gather import SourceAsk
from generator.data.table import FileRecord
from generator.data.typed import read_table, row_count
from generator.errors import Location, Problem, ReportError, did_you_mean
from generator.text import one_of, say


def read_connection(ask: SourceAsk) -> SourceRows:
    """Read a source's table or query; raises ReportError where it cannot be reached or has not the columns."""
    url = ask.source.connect or ""
    at = ask.campaign.at("sources", ask.name, "connect")
    with quietly():
        return _read_connection(url, at, ask)


def _read_connection(url: str, at: Location, ask: SourceAsk) -> SourceRows:
    campaign, source = ask.campaign, ask.source
    backend = connect(url, at, campaign.folder)
    path = database_file(url, campaign.folder)
    name = f"{redacted(url)} {source.table or 'query'}"
    file = DataFile(path or campaign.folder, name, at)
    try:
        table = _table(backend, ask)
        ask, said = with_typed_date(ask, table, name) if is_open(ask) else (ask, ())
        found, notes = read_table(table, ask, file)
    except backend_errors() as error:
        key = "query" if source.query else "table" if source.table else "connect"
        place = campaign.at("sources", ask.name, key)
        raise ReportError(
            [
                Problem(
                    place,
                    say(
                        en="`{url}` says: {error}",
                        zh="`{url}` 报错：{error}",
                        url=redacted(url),
                        error=first_line(error),
                    ),
                    say(en="a table that can be read", zh="可以读取的表"),
                )
            ]
        ) from None
    finally:
        backend.disconnect()
    digest, size = (sha256_of(path), path.stat().st_size) if path else (_hash(found), 0)
    record = FileRecord(name, ask.name, digest, size, row_count(found), None, None, None)
    return SourceRows(ask.name, ask.source.date, (replace(found, records=(record,)),), (*said, *notes))


def _table(backend: Any, ask: SourceAsk) -> Any:
    """Return the table or query as an Ibis table; raises ReportError where there is no such table."""
    source = ask.source
    if source.query:
        if backend.name == "duckdb":  # one way that reads the schema with any DuckDB
            backend.raw_sql(f"CREATE OR REPLACE TEMP VIEW goalposts_query AS {source.query}")
            return backend.table("goalposts_query")
        return backend.sql(source.query)
    tables = _tables(backend)
    if tables and source.table not in tables and "." not in (source.table or ""):
        raise ReportError([
            Problem(ask.campaign.at("sources", ask.name, "table"),
                    say(en="there is no table `{name}`", zh="没有表 `{name}`", name=source.table),
                    one_of(tables[:20]), did_you_mean(source.table or "", tables))
        ])  # fmt: skip
    return backend.table(source.table)


def _tables(backend: Any) -> list[str]:
    if backend.name == "duckdb":
        return [
            name
            for (name,) in backend.raw_sql("SELECT table_name FROM information_schema.tables ORDER BY 1").fetchall()
        ]
    return sorted(backend.list_tables())


def _hash(found: FileRows) -> str:
    """Hash what a remote table gave, in an order of its own."""
    values = [found.values[measure].tolist() for measure in sorted(found.values)]
    days = [] if found.days is None else found.days.astype(str).tolist()
    lines = sorted(map(repr, zip(*filter(None, [days, *map(list, found.dimensions.values()), *values]), strict=True)))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
