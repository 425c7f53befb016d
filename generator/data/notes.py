"""The notes a reading can leave: every code with the values its sentence may use, and how notes are made.

The sentences stand in the catalogue of words as `note.<code>`; nothing here is prose for a reader.
"""

from collections.abc import Iterable, Mapping

from generator.data.table import Note, NoteKind

CODES: Mapping[str, tuple[str, ...]] = {
    # dropped: rows that are in the file and not in the numbers
    "preamble": ("count",),
    "comment": ("count",),
    "blank_line": ("count",),
    "repeated_header": ("count",),
    "footer": ("count", "text"),
    "totals_row": ("count", "label"),
    "totals_row_agrees": ("count", "label", "columns"),
    "after_as_of": ("count", "as_of"),
    # guessed: what the file leaves open and something in it settled
    "encoding": ("encoding",),
    "sheet": ("sheet", "others"),
    "date_column": ("source", "column"),
    "no_date_column": ("source",),
    "column_recognised": ("column", "found"),
    "decimal_guessed": ("column", "example", "read"),
    "decimal_comma": ("example", "read"),
    "date_order": ("order", "example", "read"),
    "excel_serial": ("count", "example", "read"),
    "yes_no": ("column", "yes", "no"),
    "grain": ("source", "grain", "steps"),
    "no_currency": (),
    # repaired: read as meant, not as written
    "numbers_cleaned": ("column", "count", "example", "read"),
    "null_mark": ("column", "count", "mark"),
    "blank_cells": ("column", "count"),
    "trimmed": ("column", "count"),
    "empty_dimension": ("column", "count"),
    "short_row": ("count",),
    "long_row": ("count",),
    "times_to_days": ("count", "timezone"),
    "offset_converted": ("count", "timezone"),
    "grain_coarsened": ("source", "from", "to"),
    # warning: what a reader should know
    "totals_differ": ("column", "total", "sum"),
    "looks_like_total": ("count", "label"),
    "duplicate_rows": ("count",),
    "overlap": ("other", "count", "days", "first", "last"),
    "negative_counts": ("column", "count"),
    "one_sided": ("column", "other", "count", "kpis"),
    "no_rows": (),
    "incomplete_flag": ("text",),
    "missing_days": ("count", "grain", "first", "last"),
    "starts_late": ("first", "start"),
    "ends_early": ("last", "end"),
    "straddling_steps": ("count", "grain", "first"),
    "source_days_differ": ("source", "other", "count", "first"),
    "two_sources": ("measure", "sources"),
    "undated_source": ("source",),
    "dimension_partly": ("dimension", "source"),
    "near_of_zero": ("metric", "example"),
}
"""Code -> keys of `Note.values`. `missing_days`, `starts_late` and the like count steps of the campaign's grain."""

SHOWN_ROWS = 100
"""Line numbers a note that is not about dropped rows carries at the most; `count` has the whole number."""


def note(kind: NoteKind, code: str, file: str, rows: Iterable[int] = (), **values: str | float) -> Note:
    """Make a note, checking that the code is listed with exactly these values."""
    if set(values) != set(CODES[code]):
        message = f"note {code} takes {CODES[code]}, not {tuple(values)}"
        raise KeyError(message)
    numbers = tuple(sorted({int(row) for row in rows}))
    return Note(kind, code, file, numbers if kind is NoteKind.DROPPED else numbers[:SHOWN_ROWS], values)
