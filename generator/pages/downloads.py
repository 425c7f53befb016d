"""The page's results as files: everything as JSON, every table as CSV."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from generator.compare.result import Interval, KpiResult
from generator.compare.schema import to_json
from generator.pages.escape import csv_text
from generator.pages.scene import KpiView, Scene
from generator.pages.sources import note_text, unlisted

Cell = str | int | float | None

KPI_COLUMNS = (
    "metric", "title", "segment", "unit", "better", "role", "weight", "must", "value", "target_low", "target_high",
    "near_low", "near_high", "verdict", "attainment", "progress", "certainty", "interval_low", "interval_high",
    "confidence", "method", "rows", "days", "baseline", "lift", "lift_low", "lift_high", "formula", "spec",
)  # fmt: skip
TREND_COLUMNS = ("metric", "start", "end", "value", "low", "high", "window")
NOTE_COLUMNS = ("kind", "code", "file", "rows", "text")


def files(scene: Scene) -> Mapping[str, str]:
    """Name each file beside the page, with its text."""
    found = {
        "results.json": to_json(scene.judged.result),
        "kpis.csv": table(KPI_COLUMNS, _kpis(scene)),
        "data-notes.csv": table(NOTE_COLUMNS, _notes(scene)),
    }
    if scene.judged.trends:
        found["trends.csv"] = table(TREND_COLUMNS, _trends(scene))
    return found


def table(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Write CSV: numbers in full, absent as nothing, text so that no spreadsheet takes it for a formula."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([csv_text(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return text.getvalue()


def _kpis(scene: Scene) -> Iterable[Sequence[Cell]]:
    for view in scene.kpis:
        yield _kpi(view, view.title)
        yield from (_kpi(part, view.title) for part in view.segments)


def _kpi(view: KpiView, title: str) -> Sequence[Cell]:
    kpi = view.result
    baseline = kpi.baseline
    segment = "; ".join(f"{dimension}={value}" for dimension, value in (kpi.segment or {}).items())
    return (
        kpi.metric, title, segment, kpi.unit.value, kpi.better.value, kpi.role.value, kpi.weight, str(kpi.must).lower(),
        kpi.value, *_ends(kpi, kpi.target), *_ends(kpi, kpi.near), kpi.verdict.value, kpi.attainment, kpi.progress,
        kpi.certainty.value if kpi.certainty else None, *(kpi.interval or (None, None)), kpi.confidence,
        kpi.method.value if kpi.method else None, kpi.rows, kpi.days,
        *((baseline.value, baseline.lift) if baseline else (None, None)),
        *((baseline.interval if baseline else None) or (None, None)), kpi.formula, kpi.at,
    )  # fmt: skip


def _ends(kpi: KpiResult, level: float | Interval) -> tuple[float | None, float | None]:
    """Both ends of a level; a target that only one end binds has the other empty."""
    if isinstance(level, tuple):
        return level
    return (None, level) if kpi.better.value == "lower" else (level, None)


def _trends(scene: Scene) -> Iterable[Sequence[Cell]]:
    for metric, trend in scene.judged.trends.items():
        for point in trend.points:
            start, end = point.start.isoformat(), point.end.isoformat()
            yield metric, start, end, point.value, point.low, point.high, point.window


def _notes(scene: Scene) -> Iterable[Sequence[Cell]]:
    for note in scene.judged.result.notes:
        more = unlisted(note)
        rows = " ".join(map(str, note.rows))
        if more:
            rows = scene.words("data.rows_more", rows=rows, number=scene.numbers.count(more))
        yield note.kind, note.code, note.file, rows, note_text(note, scene.numbers)
