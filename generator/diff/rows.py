"""Two versions of a data file, compared by rows: added, removed, restated, the dates they cover, columns."""

import io
import re
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Literal

from generator.data.delimited import read_delimited
from generator.data.files import DataFile, Kind, kind_of
from generator.data.guard import Guard
from generator.data.records import read_records
from generator.data.sheet import Sheet
from generator.data.workbook import read_workbook
from generator.diff.model import DataChange
from generator.errors import Location, ReportError

_NUMBER = re.compile(r"[-+−]?[\d.,\s%]+(?:e[-+]?\d+)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOST_BYTES = 50_000_000
"""A larger file is not compared by rows."""
_MOST_CELLS = 20_000_000
"""Of a Parquet file, which may unpack to far more than its bytes."""
_HEAD = 4096
Row = tuple[str, ...]


def data_change(
    campaign: str, file: str, old: bytes | None, new: bytes | None, wanted: Sequence[str] = ()
) -> DataChange:
    """Say how a file changed; None stands for no file. `wanted` are the columns that a source reads from it."""
    state: Literal["added", "removed", "changed"] = "added" if old is None else "removed" if new is None else "changed"
    before, after = (_rows(file, content, wanted) for content in (old, new))
    rows = tuple(None if one is None else len(one[1]) for one in (before, after))
    counts = (rows[0], rows[1])
    if before is None or after is None:
        return DataChange(campaign=campaign, file=file, state=state, rows=counts)
    # Columns that came or went make every row another; rows are compared by those that both have.
    shared = [name for name in before[0] if name in after[0]] if old is not None and new is not None else ()
    lost = tuple(name for name in before[0] if name not in after[0])
    come_new = tuple(name for name in after[0] if name not in before[0])
    one, two = (_of(side, shared) if shared else side[1] for side in (before, after))
    gone, come = Counter(one), Counter(two)
    gone, come = gone - come, come - gone
    restated = sum((Counter(map(_key, gone.elements())) & Counter(map(_key, come.elements()))).values())
    days = sorted(day for row in (*gone, *come) for cell in row for day in _DAY.findall(cell))
    return DataChange(
        campaign=campaign,
        file=file,
        state=state,
        rows=counts,
        added=come.total() - restated,
        removed=gone.total() - restated,
        restated=restated,
        days=(days[0], days[-1]) if days else None,
        new_columns=come_new if state == "changed" else (),
        lost_columns=lost if state == "changed" else (),
    )


def _rows(name: str, content: bytes | None, wanted: Sequence[str]) -> tuple[Row, list[Row]] | None:
    """Return header and rows as text; nothing of either for no file, None for what is no table or too large a one."""
    if content is None:
        return (), []
    if len(content) > _MOST_BYTES:
        return None
    file = DataFile(Path(name), name, Location(name))
    try:
        kind = Kind.WORKBOOK if content.startswith(b"PK\x03\x04") else kind_of(file, content[:_HEAD])
        if kind is Kind.PARQUET:
            return _parquet(content)
        with closing(_sheet(file, kind, content, wanted)) as sheet:
            return sheet.header, [tuple(row) for chunk in sheet.chunks for row in chunk.rows]
    except ReportError:
        return None


def _sheet(file: DataFile, kind: Kind, content: bytes, wanted: Sequence[str]) -> Sheet:
    if kind is Kind.WORKBOOK:
        return read_workbook(file, content, wanted, Guard())
    return read_records(file, content) if kind is Kind.JSON else read_delimited(file, content, wanted)


def _parquet(content: bytes) -> tuple[Row, list[Row]] | None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(io.BytesIO(content))
        if file.metadata.num_rows * max(1, file.metadata.num_columns) > _MOST_CELLS:
            return None
        table = file.read()
    except (pa.ArrowException, OSError, ValueError):
        return None
    columns = [["" if cell is None else str(cell) for cell in column.to_pylist()] for column in table.columns]
    return tuple(table.column_names), list(zip(*columns, strict=True))


def _of(side: tuple[Row, list[Row]], columns: Sequence[str]) -> list[Row]:
    if list(side[0]) == list(columns):
        return side[1]
    places = [side[0].index(name) for name in columns]
    return [tuple(row[place] if place < len(row) else "" for place in places) for row in side[1]]


def _key(row: Row) -> Row:
    """What a row is about: its cells that are no numbers, dates among them."""
    return tuple("" if _NUMBER.fullmatch(cell) and not _DAY.fullmatch(cell) else cell for cell in row)
