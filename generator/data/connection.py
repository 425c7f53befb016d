"""A source that is a table or a query behind an Ibis URL."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generator.data.assemble import SourceRows
from generator.data.date_column import is_open, with_typed_date
from generator.data.engine import backend_errors, connect, database_file, first_line, quietly
from generator.data.filerows import FileRows
from generator.data.files import DataFile, sha256_of
from generator.data.gather import SourceAsk
from generator.data.table import FileRecord
from generator.data.typed import read_table, row_count
from generator.errors import Location, Problem, ReportError, did_you_mean
from generator.spec.connections import allowed, redacted
from generator.spec.inside import leads_outside
from generator.text import one_of, say


def read_connection(ask: SourceAsk, connections: Mapping[str, str]) -> SourceRows:
    """Read a source's table or query; raises ReportError where it cannot be reached or has not the columns.

    Also where `connections`, those of site_config.yml by name, do not have it.
    """
    written = ask.source.connect or ""
    at = ask.campaign.at("sources", ask.name, "connect")
    url = allowed(written, ask.campaign.folder, connections)
    if url is None:
        what = say(
            en="`connect: {name}` is not under `connections` in site_config.yml",
            zh="site_config.yml 的 `connections` 下没有 `connect: {name}`",
            name=redacted(written),
        )
        raise ReportError([Problem(at, what, say(en="one of those", zh="其中之一"))])
    with quietly():
        return _read_connection(url, at, ask)


def _read_connection(url: str, at: Location, ask: SourceAsk) -> SourceRows:
    campaign, source = ask.campaign, ask.source
    path = database_file(url, campaign.folder)
    shown = redacted(source.connect or "")
    if path and path.is_relative_to(campaign.folder) and leads_outside(path, campaign.folder):
        raise ReportError([
            Problem(at, say(en="`{name}` is a link that leads out of the campaign's folder",
                            zh="`{name}` 是链接，指向活动文件夹之外", name=shown),
                    say(en="a file of its own", zh="活动自己的文件"))
        ])  # fmt: skip
    backend = connect(url, at, shown)
    name = f"{shown} {source.table or 'query'}"
    file = DataFile(path or campaign.folder, name, at)
    try:
        with ask.guard.interrupting(backend.con if backend.name == "duckdb" else None, at):
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
                    say(en="`{url}` says: {error}", zh="`{url}` 报错：{error}", url=shown, error=first_line(error)),
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
        _one_select(source.query, backend.name, ask.campaign.at("sources", ask.name, "query"))
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


def _one_select(query: str, kind: str, at: Location) -> None:
    """Refuse anything but one SELECT: a campaign reads, and neither changes a database nor opens another."""
    import sqlglot

    dialect = kind if kind in sqlglot.Dialect.classes else None
    try:
        statements = sqlglot.parse(query, dialect=dialect)
    except sqlglot.errors.SqlglotError as error:
        what = say(en="the query cannot be read: {error}", zh="查询语句无法解析：{error}", error=first_line(error))
        raise ReportError([Problem(at, what, say(en="one SELECT", zh="一条 SELECT 语句"))]) from None
    only = statements[0] if len(statements) == 1 else None
    writes = (sqlglot.exp.DML, sqlglot.exp.DDL, sqlglot.exp.Command, sqlglot.exp.Into, sqlglot.exp.Lock)
    reads = isinstance(only, sqlglot.exp.Query) and not any(
        isinstance(node, writes) and not isinstance(node, sqlglot.exp.Query) for node in only.walk()
    )
    if not reads:
        what = say(en="the query is not one SELECT", zh="查询语句不是单独一条 SELECT")
        expected = say(en="SELECT … FROM …, and nothing after it", zh="SELECT … FROM …，后面没有别的内容")
        raise ReportError([Problem(at, what, expected)])


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
