"""One text, workbook or JSON file to rows: swept, its marks decided, each cell read or named as unreadable."""

import mmap
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import replace

import numpy as np

from generator.data.cells import CellFinder
from generator.data.columns import Matched, match_columns
from generator.data.complaints.dates import open_dates, unreadable_dates
from generator.data.complaints.numbers import mixed_percent, open_decimal, unreadable_numbers, unstored_formulas
from generator.data.complaints.rows import long_row, torn_rows
from generator.data.currencies import currencies_of
from generator.data.dates import DateColumn, read_dates
from generator.data.delimited import read_delimited
from generator.data.filerows import FileRows, Values
from generator.data.files import DataFile, Kind, sha256
from generator.data.gather import Gathered, SourceAsk
from generator.data.notes import note
from generator.data.numbers import Decision, Numbers, decide
from generator.data.numerals import is_null
from generator.data.records import read_records
from generator.data.remarks import date_notes, dimension_notes, number_notes, row_notes, trimmed
from generator.data.sheet import UNSTORED, Sheet
from generator.data.spans import spans
from generator.data.sweep import Layout, Sweep, Swept
from generator.data.table import FileRecord, Note, NoteKind
from generator.data.totals import check_daily, check_suspects, check_totals
from generator.data.workbook import read_workbook
from generator.errors import Problem, ReportError


def read_rows(file: DataFile, kind: Kind, data: bytes | mmap.mmap, ask: SourceAsk) -> tuple[FileRows, list[Note]]:
    """Read a file; raises ReportError with every problem in it."""
    with closing(open_sheet(file, kind, data, ask)) as sheet:
        matched = match_columns(sheet.header, ask.wanted, file.at)
        if matched.problems:
            raise ReportError(matched.problems)
        return FileReader(file, ask, sheet, matched).read(sha256(data), len(data))


def open_sheet(file: DataFile, kind: Kind, data: bytes | mmap.mmap, ask: SourceAsk) -> Sheet:
    """Open a file by its kind."""
    sheet = _opened(file, kind, data, ask)
    ask.guard.columns(len(sheet.header), file.at)
    return sheet


def _opened(file: DataFile, kind: Kind, data: bytes | mmap.mmap, ask: SourceAsk) -> Sheet:
    names = [column.name for column in ask.wanted]
    if kind is Kind.WORKBOOK:
        return read_workbook(file, data, names, ask.guard)
    if kind is Kind.JSON:
        return read_records(file, data)
    return read_delimited(file, data, names)


class FileReader:
    """One file on its way from text to rows; notes and problems add up."""

    def __init__(self, file: DataFile, ask: SourceAsk, sheet: Sheet, matched: Matched) -> None:
        self.file, self.ask, self.sheet, self.matched = file, ask, sheet, matched
        self.finder = CellFinder(file, sheet.encoding, sheet.delimiter)
        self.notes: list[Note] = list(sheet.notes)
        self.problems: list[Problem] = []

    def read(self, digest: str, size: int) -> tuple[FileRows, list[Note]]:
        """Read the rows; raises ReportError with every problem."""
        gathered, swept = self._gather()
        decision = self._decide(gathered)
        numbers = {measure: column.read(decision.decimal) for measure, column in gathered.numbers.items()}
        if self.sheet.encoding is None:
            self._complain_of_formulas(gathered, numbers)
        self._complain(gathered, numbers)
        self.notes.extend(row_notes(self.file.name, self.sheet, swept, self.matched))
        self.notes.extend(number_notes(self.file.name, self.ask, numbers, gathered.lines, decision))
        values, dates = self._without_totals(gathered, swept, numbers, decision.decimal)
        if self.problems:
            raise ReportError(self.problems)
        self._note_columns(gathered, dates)
        record = FileRecord(
            self.file.name, self.ask.name, digest, size, len(gathered.lines), self.sheet.encoding,
            self.sheet.delimiter, decision.decimal, self._dropped(swept),
        )  # fmt: skip
        rows = FileRows(
            records=(record,),
            lines=gathered.lines,
            days=dates.days if dates else None,
            dimensions={name: trimmed(cells) for name, cells in gathered.dimensions.items()},
            values=values | self._codes(gathered),
            grain=dates.grain if dates else None,
            currencies=currencies_of(self.ask, self.sheet, gathered, numbers),
            keys=gathered.keys,
        )
        return rows, self.notes

    def _dropped(self, swept: Swept) -> tuple[tuple[int, str], ...]:
        above = [(line, "comment" if text.lstrip().startswith("#") else "preamble") for line, text in self.sheet.above]
        return tuple(sorted(above + [(line, code) for code, lines in swept.dropped.items() for line in lines]))

    def _gather(self) -> tuple[Gathered, Swept]:
        places = self.matched.places
        measures = [places[column] for column in self.ask.numbers.values()]
        date = self.ask.source.date
        sweep = Sweep(
            Layout(
                header=self.sheet.header,
                wanted=frozenset(places.values()),
                measures=frozenset(measures),
                date=places[date] if date else None,
            )
        )
        gathered = Gathered(self.ask, self.sheet, self.matched)
        rows = 0
        for chunk in self.sheet.chunks:
            rows += len(chunk.rows)
            self.ask.guard.rows(rows, self.file.at)
            self.ask.guard.time(self.file.at)
            gathered.add(sweep.keep(chunk))
        gathered.finish()
        swept = sweep.finish()
        self.problems.extend(torn_rows(self.file.at, swept.torn, len(self.sheet.header)))
        return gathered, swept

    def _decide(self, gathered: Gathered) -> Decision:
        """Decide the decimal mark; raises ReportError where it stays open, for no number can be read then."""
        numbers = self.ask.numbers
        columns = {
            numbers[measure]: (column.evidence, self.ask.unit(measure)) for measure, column in gathered.numbers.items()
        }
        decision = decide(columns, self.ask.source.decimal, gathered.beside.marks, self.sheet.delimiter)
        self.problems.extend(open_decimal(self.finder, self.matched.places, decision))
        if decision.conflict or decision.ambiguous:
            self._dates(gathered)
            raise ReportError(self.problems)
        return decision

    def _complain(self, gathered: Gathered, numbers: Mapping[str, Numbers]) -> None:
        for measure, found in numbers.items():
            column = self.ask.numbers[measure]
            place = self.matched.places[column]
            self.problems.extend(unreadable_numbers(self.finder, column, place, found.bad, gathered.lines))
            plain = int(np.count_nonzero(np.nan_to_num(found.values))) - found.percents
            if found.percents and plain > 0:
                self.problems.append(mixed_percent(self.finder.at(self.sheet.header_line, place), column))

    def _complain_of_formulas(self, gathered: Gathered, numbers: Mapping[str, Numbers]) -> None:
        """Name the cells whose formulas came without their values, in any column that is used."""
        columns: list[tuple[str, Iterable[tuple[int, str]]]] = [
            (self.ask.numbers[measure], found.bad.items()) for measure, found in numbers.items()
        ]
        columns += [(self.ask.source.date, enumerate(gathered.dates))] if self.ask.source.date else []
        columns += [(name, enumerate(cells)) for name, cells in gathered.dimensions.items()]
        columns += [(self.ask.labels[measure], enumerate(cells)) for measure, cells in gathered.labels.items()]
        for column, cells in columns:
            lines = [int(gathered.lines[index]) for index, cell in cells if cell == UNSTORED]
            self.problems.extend(unstored_formulas(self.finder, column, self.matched.places[column], lines))

    def _without_totals(
        self, gathered: Gathered, swept: Swept, numbers: Mapping[str, Numbers], decimal: str | None
    ) -> tuple[dict[str, Values], DateColumn | None]:
        """Return numbers and days without the rows that turn out to be totals; check those known by their label."""
        columns = {
            measure: self.ask.numbers[measure]
            for measure, found in numbers.items()
            if self.ask.spec(measure).additive and not found.percents
        }
        values = {measure: found.values for measure, found in numbers.items()}
        additive = {column: values[measure] for measure, column in columns.items()}
        gone, notes = check_suspects(self.file.name, swept.suspects, gathered.lines, additive)
        values = self._without(gone, values, gathered, swept)
        dates = self._dates(gathered)
        if dates and not self.problems:
            additive = {column: values[measure] for measure, column in columns.items()}
            gone, daily = check_daily(self.file.name, gathered.lines, dates.days, gathered.dimensions, additive)
            values, notes = self._without(gone, values, gathered, swept), notes + daily
            dates = self._dates(gathered) if gone else dates
        kept = {column: (self.matched.places[column], values[measure]) for measure, column in columns.items()}
        self.notes.extend((*notes, *check_totals(self.file.name, swept, kept, decimal)))
        return values, dates

    def _without(
        self, gone: list[int], values: dict[str, Values], gathered: Gathered, swept: Swept
    ) -> dict[str, Values]:
        """Leave out totals rows."""
        if not gone:
            return values
        swept.dropped["totals_row"].extend(gathered.lines[gone].tolist())
        gathered.drop(gone)
        return {measure: np.delete(numbers, gone) for measure, numbers in values.items()}

    def _dates(self, gathered: Gathered) -> DateColumn | None:
        """Read the days, and say what is wrong with them."""
        source = self.ask.source
        if not source.date:
            return None
        found = read_dates(gathered.dates, self.ask.campaign.timezone, source.date_format)
        if not found.readable:
            place, cells = (
                self.matched.places[source.date],
                list(zip(gathered.lines.tolist(), gathered.dates, strict=True)),
            )
            bad = [cells[index] for index in found.bad]
            self.problems.extend(open_dates(self.finder, source.date, place, cells, found))
            self.problems.extend(unreadable_dates(self.finder, source.date, place, bad, source.date_format))
        elif gathered.ends:
            return self._spanned(gathered, source.date, found)
        return found

    def _spanned(self, gathered: Gathered, column: str, found: DateColumn) -> DateColumn:
        """Find the grain in rows that say from when to when they count; a row over any other span is refused."""
        source = self.ask.source
        ends = read_dates(gathered.ends, self.ask.campaign.timezone, source.date_format)
        covered = spans(found.days, ends.days)
        if covered.odd is not None:
            at = self.finder.at(int(gathered.lines[covered.odd]), self.matched.places[column])
            self.problems.append(long_row(at, column, covered.days))
        return replace(found, grain=covered.grain or found.grain)

    def _codes(self, gathered: Gathered) -> dict[str, Values]:
        """Return cells that are only told apart as one number for each text, the same in every file."""
        found: dict[str, Values] = {}
        for measure, cells in gathered.labels.items():
            codes = self.ask.codes.setdefault(measure, {})
            known = {cell: np.nan if is_null(cell) else codes.setdefault(cell.strip(), len(codes)) for cell in cells}
            found[measure] = np.array([known[cell] for cell in cells], dtype=np.float64)
        return found

    def _note_columns(self, gathered: Gathered, dates: DateColumn | None) -> None:
        name, lines = self.file.name, gathered.lines
        if not len(lines) and self.ask.launched:
            self.notes.append(note(NoteKind.WARNING, "no_rows", name))
        if dates:
            self.notes.extend(date_notes(name, gathered.dates, lines, dates, self.ask.campaign.timezone))
        for column, cells in gathered.dimensions.items():
            self.notes.extend(dimension_notes(name, column, cells, lines))
