"""JSON: a list of records, the same inside an object, or one record a line."""

import json
import mmap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.data.encodings import find_encoding, open_text
from generator.data.files import DataFile
from generator.data.sheet import CELLS, CHUNK, Chunk, Sheet
from generator.errors import Location, Problem, ReportError
from generator.text import say


def read_records(file: DataFile, data: bytes | mmap.mmap) -> Sheet:
    """Open a JSON file; a row's line is its line where there is one record a line, else its number in the list."""
    encoding = find_encoding(file, data)
    text = open_text(file, data, encoding.name).read()
    records = _records(file, text)
    header = tuple(dict.fromkeys(key for _, record in records for key in record))
    if not header:
        raise ReportError([Problem(file.at, say(en="the file has no records", zh="文件里没有记录"), _RECORDS)])
    return Sheet(header, 0, (), _chunks(records, header), encoding=encoding.name)


_RECORDS = say(en="a list of objects, or one object a line", zh="由对象组成的列表，或每行一个对象")


def _records(file: DataFile, text: str) -> list[tuple[int, Mapping[str, Any]]]:
    try:
        return list(enumerate(_list_in(file, _parse(text)), 1))
    except json.JSONDecodeError as whole:
        lines = [(line, part) for line, part in enumerate(text.splitlines(), 1) if part.strip()]
        if len(lines) < 2 or not _is_object(lines[0][1]):  # noqa: PLR2004 one line is no list of lines
            raise ReportError([_broken(file, whole.lineno, whole)]) from None
    except RecursionError:
        raise _endless(file.at) from None
    return _by_line(file, lines)


def _endless(at: Location) -> ReportError:
    what = say(en="lists within lists without end", zh="列表层层嵌套，没有尽头")
    return ReportError([Problem(at, what, say(en="a list of flat objects", zh="由不嵌套的对象组成的列表"))])


def _by_line(file: DataFile, lines: Sequence[tuple[int, str]]) -> list[tuple[int, Mapping[str, Any]]]:
    records: list[tuple[int, Mapping[str, Any]]] = []
    problems: list[Problem] = []
    for line, part in lines:
        try:
            record = _parse(part)
        except json.JSONDecodeError as error:
            problems.append(_broken(file, line, error))
            continue
        except RecursionError:
            raise _endless(Location(file.at.file, line)) from None
        if isinstance(record, dict):
            records.append((line, record))
        else:
            what = say(en="a line that holds no object", zh="这一行不是对象")
            expected = say(en="one object a line", zh="每行一个对象")
            problems.append(Problem(Location(file.at.file, line), what, expected))
    if problems:
        raise ReportError(problems)
    return records


def _parse(text: str) -> Any:
    """Parse, keeping numbers as they are written, in a form that no decimal mark can make another number of."""
    return json.loads(
        text,
        parse_float=lambda digits: digits if "e" in digits.lower() else f"{digits}e0",
        parse_int=str,
        parse_constant=lambda _: "",
    )


def _is_object(text: str) -> bool:
    try:
        return isinstance(_parse(text), dict)
    except (json.JSONDecodeError, RecursionError):
        return False


def _list_in(file: DataFile, found: Any) -> list[Mapping[str, Any]]:
    """Return the list of records, which may stand alone or as the only list of objects in an object."""
    if isinstance(found, dict):
        inside = [value for value in found.values() if isinstance(value, list) and value and isinstance(value[0], dict)]
        found = inside[0] if len(inside) == 1 else [found]
    if not isinstance(found, list) or not all(isinstance(record, dict) for record in found):
        what = say(en="the file holds no list of objects", zh="文件里没有由对象组成的列表")
        raise ReportError([Problem(file.at, what, '[{"date": "2026-03-01", …}, …]')])
    return found


def _chunks(records: Sequence[tuple[int, Mapping[str, Any]]], header: Sequence[str]) -> Iterator[Chunk]:
    step = max(1, min(CHUNK, CELLS // len(header)))
    for start in range(0, len(records), step):
        part = records[start : start + step]
        yield Chunk([line for line, _ in part], [[_text(record.get(key)) for key in header] for _, record in part])


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    try:
        return json.dumps(value, ensure_ascii=False)
    except RecursionError:  # it could just be read
        return "[…]"


def _broken(file: DataFile, line: int, error: json.JSONDecodeError) -> Problem:
    what = say(en="the file is not JSON: {error}", zh="文件不是 JSON：{error}", error=error.msg)
    return Problem(Location(file.at.file, line, error.colno), what, "JSON")
