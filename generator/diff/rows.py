"""Two versions of a data file, compared by rows: added, removed, restated, the dates they cover, columns."""

import csv
import io
import re
from collections import Counter
from typing import Literal

from generator.diff.model import DataChange

_NUMBER = re.compile(r"[-+−]?[\d.,\s%]+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
Row = tuple[str, ...]


def data_change(campaign: str, file: str, old: bytes | None, new: bytes | None) -> DataChange:
    """Say how a file changed; None stands for no file."""
    state: Literal["added", "removed", "changed"] = "added" if old is None else "removed" if new is None else "changed"
    before, after = _rows(old), _rows(new)
    if before is None or after is None:
        return DataChange(campaign=campaign, file=file, state=state)
    gone, come = Counter(before[1]), Counter(after[1])
    gone, come = gone - come, come - gone
    restated = sum((Counter(map(_key, gone.elements())) & Counter(map(_key, come.elements()))).values())
    days = sorted(day for row in (*gone, *come) for cell in row for day in _DAY.findall(cell))
    return DataChange(
        campaign=campaign,
        file=file,
        state=state,
        added=come.total() - restated,
        removed=gone.total() - restated,
        restated=restated,
        days=(days[0], days[-1]) if days else None,
        new_columns=tuple(name for name in after[0] if name not in before[0]),
        lost_columns=tuple(name for name in before[0] if name not in after[0]),
    )


def _rows(content: bytes | None) -> tuple[Row, list[Row]] | None:
    """Return header and rows; nothing of either for no file, None for what is no text."""
    if content is None:
        return (), []
    try:
        text = content.decode("utf-8-sig")
        rows = [tuple(row) for row in csv.reader(io.StringIO(text), delimiter="\t" if "\t" in text[:500] else ",")]
    except (UnicodeDecodeError, csv.Error):
        return None
    return (rows[0], rows[1:]) if rows and "\0" not in text else None


def _key(row: Row) -> Row:
    """What a row is about: its cells that are no numbers, dates among them."""
    return tuple("" if _NUMBER.fullmatch(cell) and not _DAY.fullmatch(cell) else cell for cell in row)
