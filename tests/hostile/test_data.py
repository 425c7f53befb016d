"""Data files that would hold up a build, or lead out of the folder, are refused with their place."""

import io
import itertools
import json
import os
import time
import zipfile
from pathlib import Path

import duckdb
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from generator.data.engine import Engine, quietly
from generator.errors import ReportError
from generator.site.fingerprint import folder_digests
from generator.spec.inside import RefusedError, matching
from generator.spec.model import Limits
from tests.data.conftest import Site

HEAD = "date,channel,clicks,cost\n"
ROW = "2026-03-02,a,1,1\n"


def workbook(rows: bytes, change=lambda sheet: sheet) -> bytes:
    made, out = io.BytesIO(), io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["date", "channel", "clicks", "cost"])
    book.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = change(part.replace(b"</sheetData>", rows + b"</sheetData>"))
            new.writestr(name, part)
    return out.getvalue()


def laughs(sheet: bytes) -> bytes:
    names = [b"a%d" % n for n in range(12)]
    made = b"".join(b'<!ENTITY %s "%s">' % (new, b"&%s;" % old * 10) for old, new in itertools.pairwise(names))
    text = b'<row r="2"><c r="A2" t="inlineStr"><is><t>&a11;</t></is></c></row></sheetData>'
    sheet = sheet.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a0 "ha">' + made + b"]><worksheet", 1)
    return sheet.replace(b"</sheetData>", text)


REFUSED = [
    (
        "a.json",
        '[{"date":"2026-03-02","clicks":' + "[" * 100_000 + "]" * 100_000 + "}]",
        "lists within lists without end",
    ),
    ("a.json", '{"date":1}\n{"a":' + "[" * 100_000, "lists within lists without end"),
    ("a.json", json.dumps([{f"k{n}": 1} for n in range(5_000)]), "the file has 5,000 columns; expected at most 2,000"),
    ("a.csv", "," * 6_000_000, "a line of more than 2,000,000 bytes"),
    ("a.csv", HEAD + "2-" * 400_000 + ",a,1,1\n", "2-2-2-"),
    ("a.csv", 'date,channel,clicks,"cost (' + "k " * 400_000 + '"\n' + ROW, "there is no column `cost`"),
    ("a.csv", HEAD + '2026-03-02,a,"' + "1,111," * 100_000 + '",1\n', "1,111,1,111"),
    ("a.xlsx", workbook(b'<row r="999999999"><c r="A999999999"><v>1</v></c></row>'), "more than 1,048,576 rows"),
    ("a.xlsx", workbook(b"", laughs), "the workbook cannot be read"),
]


@pytest.mark.parametrize(("name", "content", "said"), REFUSED, ids=range(len(REFUSED)))
def test_a_file_that_would_hold_up_a_build_is_refused(site: Site, name: str, content: str | bytes, said: str) -> None:
    site.write(f"data/{name}", content)
    begun = time.process_time()
    problem = site.problem()
    assert said in problem
    assert len(problem) < 10_000
    assert time.process_time() - begun < 60


@pytest.mark.parametrize(
    ("limits", "said", "setting"),
    [
        (Limits(file=10), "the file has 42 bytes; expected at most 10 bytes", "file"),
        (Limits(rows=1), "there are more than 1 rows", "rows"),
        (Limits(columns=3), "the file has 4 columns; expected at most 3", "columns"),
        (Limits(files=1), "the folder holds too many files", "files"),
    ],
)
def test_a_limit_is_a_setting(site: Site, limits: Limits, said: str, setting: str) -> None:
    site.write("data/a.csv", HEAD + ROW)
    site.limits = limits
    if setting == "rows":
        site.write("data/a.csv", HEAD + ROW + ROW)
    if setting == "files":
        site.write("data/b.csv", HEAD + ROW)
    assert said in site.problem()
    assert f"`limits: {{{setting}: …}}` in site_config.yml" in site.problem()


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked(site: Site) -> None:
    stream = io.BytesIO(workbook(b""))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/x", b"\0" * 5_000_000)
    site.write("data/a.xlsx", stream.getvalue())
    site.limits = Limits(unpacked=4_000_000)
    assert "expected at most 4 MB\n    `limits: {unpacked: …}`" in site.problem()


def test_parquet_is_held_to_the_limits_by_its_metadata(site: Site) -> None:
    stream = io.BytesIO()
    table = pa.table({"date": pa.array([0] * 9, pa.date32()), "channel": ["a"] * 9, "clicks": [1] * 9, "cost": [1] * 9})
    pq.write_table(table, stream)
    site.write("data/a.parquet", stream.getvalue())
    site.limits = Limits(rows=8)
    assert "there are more than 8 rows" in site.problem()
    site.limits = Limits(columns=3)
    assert "the file has 4 columns" in site.problem()


def test_a_query_that_does_not_end_is_stopped(site: Site) -> None:
    site.folder.mkdir(parents=True)
    duckdb.connect(str(site.folder / "a.duckdb")).close()
    query = "SELECT DATE '2026-03-02' AS date, 'a' AS channel, sum(a.i * b.i) AS clicks, 1 AS cost "
    query += "FROM range(10000000) a(i), range(10000000) b(i)"
    site.sources = {"ads": {"connect": "duckdb://a.duckdb", "query": query}}
    site.limits = Limits(seconds=2)
    begun = time.monotonic()
    assert "took more than 2 seconds" in site.problem()
    assert time.monotonic() - begun < 60


def test_the_engine_opens_the_campaigns_own_files_alone(tmp_path: Path) -> None:
    inside, secret = tmp_path / "in", tmp_path / "secret.parquet"
    inside.mkdir()
    for path in (inside / "a.parquet", secret):
        pq.write_table(pa.table({"a": [1]}), path)
    with quietly(), Engine(folders=[inside]) as engine:
        assert engine.parquet([inside / "a.parquet"]).count().execute() == 1
        for query in (
            f"SELECT * FROM read_parquet('{secret}')",
            f"SELECT * FROM read_parquet('{inside}/../secret.parquet')",
            "SELECT * FROM read_text('/etc/hostname')",
            f"COPY (SELECT 1) TO '{tmp_path}/out.csv'",
            f"ATTACH '{tmp_path}/a.duckdb'",
            "SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')",
            "INSTALL httpfs",
            "LOAD httpfs",
            "SET enable_external_access = true",
            "SET allowed_directories = ['/']",
        ):
            with pytest.raises(duckdb.Error):
                engine.connection.execute(query)
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT 1; ATTACH '/tmp/x'",
        "ATTACH '/tmp/x' AS x",
        "COPY (SELECT 1) TO '/tmp/x'",
        "DROP TABLE sales",
        "INSERT INTO sales SELECT 1",
        "WITH x AS (DELETE FROM sales RETURNING *) SELECT * FROM x",
        "PRAGMA database_list",
        "SELECT * INTO other FROM sales",
    ],
)
@pytest.mark.parametrize("kind", ["duckdb", "sqlite"])
def test_a_query_is_one_select(site: Site, query: str, kind: str) -> None:
    site.folder.mkdir(parents=True)
    file = site.folder / f"a.{kind}"
    duckdb.connect(str(file)).close() if kind == "duckdb" else file.touch()
    site.sources = {"ads": {"connect": f"{kind}://a.{kind}", "query": query}}
    assert "expected one SELECT" in site.problem() or "expected SELECT …" in site.problem()


@pytest.mark.parametrize("written", ["duckdb://data/a.duckdb", "sqlite:///etc/passwd", "postgres://x:y@evil.example/z"])
def test_no_connection_is_used_that_the_site_does_not_name(site: Site, written: str) -> None:
    site.sources = {"ads": {"connect": written, "table": "t"}}
    site.connections = {"warehouse": "postgres://reader@db.example/sales"}
    problem = site.problem()
    assert "is not under `connections` in site_config.yml" in problem
    assert "x:y" not in problem


def test_a_database_in_the_folder_may_be_no_link_out_of_it(site: Site, tmp_path: Path) -> None:
    site.folder.mkdir(parents=True)
    duckdb.connect(str(tmp_path / "secret.duckdb")).close()
    (site.folder / "a.duckdb").symlink_to(tmp_path / "secret.duckdb")
    site.connections = {"own": "duckdb://campaigns/{campaign}/a.duckdb"}
    site.sources = {"ads": {"connect": "own", "table": "t"}}
    assert "is a link that leads out of the campaign's folder" in site.problem()


def test_no_way_leads_through_a_link_to_a_folder(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    for name in "abcdefghi":
        (tmp_path / "deep" / name).symlink_to(tmp_path / "deep")
    with pytest.raises(RefusedError, match="is a link to a folder"):
        matching(tmp_path, "deep/*/*/*/*/*/*/*/*/*/*.csv")
    (tmp_path / "out").symlink_to("/")
    for pattern in ("*/*/passwd", "out/etc/*", "out/etc/passwd", "**/passwd"):
        with pytest.raises(RefusedError, match="is a link"):
            matching(tmp_path, pattern)
    with pytest.raises(RefusedError, match=r"more than 2 `\*\*`"):
        matching(tmp_path, "**/**/**/*.csv")


def test_nothing_outside_is_hashed(tmp_path: Path) -> None:
    folder = tmp_path / "campaigns" / "a"
    folder.mkdir(parents=True)
    (tmp_path / "secret").write_text("x", encoding="utf-8")
    (folder / "b.csv").symlink_to(tmp_path / "secret")
    os.mkfifo(folder / "pipe.csv")
    assert folder_digests(folder) == {"b.csv": ""}


@pytest.mark.parametrize("name", ["metrics.yml", "strategy.yml"])
def test_shared_files_are_no_links_out_of_the_folder(tmp_path: Path, name: str) -> None:
    from generator.metrics.project import read_frame

    (tmp_path / "campaigns").mkdir()
    (tmp_path / "secret").write_text("token: hunter2\n", encoding="utf-8")
    (tmp_path / "campaigns" / name).symlink_to(tmp_path / "secret")
    with pytest.raises(ReportError) as raised:
        read_frame(tmp_path)
    assert [str(problem.what) for problem in raised.value.problems] == [
        "is a link that leads out of the campaigns' folder"
    ]
