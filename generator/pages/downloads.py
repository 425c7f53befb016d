"""The page's results as files: everything as JSON, every table as CSV."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from generator.compare.result import Interval, KpiResult
from generator.compare.schema import to_json
from generator.pages.escape import csv_text
from generator.pages.scene import KpiView, Scene
from generator.pages.sources import note_text, unlisted
from generator.pages.words import Words

Cell = str | int | float | None

KPI_COLUMNS = (
    "metric", "title", "segment", "unit", "better", "role", "weight", "must", "value", "target_low", "target_high",
    "near_low", "near_high", "verdict", "attainment", "progress", "certainty", "interval_low", "interval_high",
    "confidence", "method", "rows", "days", "baseline", "lift", "lift_low", "lift_high", "formula", "spec",
)  # fmt: skip
TREND_COLUMNS = ("metric", "start", "end", "value", "low", "high", "window")
NOTE_COLUMNS = ("kind", "code", "file", "rows", "text")
SCORE_COLUMNS = (
    "metric", "weight", "share", "attainment", "used", "capped", "by_progress", "by_verdict", "points", "won",
)  # fmt: skip
FILE_COLUMNS = ("file", "source", "sha256", "size", "rows", "dropped", "encoding")
FACTOR_COLUMNS = ("what", "kind", "start", "end", "expect", "on")
LEARNING_COLUMNS = ("kpi", "cause", "what", "action", "owner", "due", "check_in")
LINKS = {
    "results.json": "sources.json",
    "kpis.csv": "sources.csv",
    "score.csv": "sources.score",
    "trends.csv": "sources.trends",
    "factors.csv": "sources.factors",
    "learnings.csv": "sources.learnings",
    "data-notes.csv": "sources.notes",
    "files.csv": "sources.files",
}
"""Every file a page may offer, in the order of its links, with the key of its name."""


def files(scene: Scene) -> Mapping[str, str]:
    """Name each file beside the page, with its text; a table that has no rows on the page has no file."""
    found = {
        "results.json": to_json(scene.judged.result),
        "kpis.csv": table(KPI_COLUMNS, _kpis(scene)),
        "data-notes.csv": table(NOTE_COLUMNS, _notes(scene)),
    }
    others = (
        ("score.csv", SCORE_COLUMNS, _score(scene)),
        ("trends.csv", TREND_COLUMNS, tuple(_trends(scene))),
        ("factors.csv", FACTOR_COLUMNS, _factors(scene)),
        ("learnings.csv", LEARNING_COLUMNS, _learnings(scene)),
        ("files.csv", FILE_COLUMNS, _files(scene)),
    )
    return found | {name: table(columns, rows) for name, columns, rows in others if rows}


def links(found: Iterable[str], words: Words) -> tuple[tuple[str, str], ...]:
    """Name each of the files found, in the order of the page's links."""
    there = set(found)
    return tuple((file, words(key)) for file, key in LINKS.items() if file in there)


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
        kpi.metric, title, segment, kpi.unit.value, kpi.better.value, kpi.role.value, kpi.weight, _flag(kpi.must),
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
            value = point.value if point.counted is None else point.counted
            yield metric, start, end, value, point.low, point.high, point.window


def _notes(scene: Scene) -> Iterable[Sequence[Cell]]:
    for note in scene.judged.result.notes:
        more = unlisted(note)
        rows = " ".join(map(str, note.rows))
        if more:
            rows = scene.words("data.rows_more", rows=rows, number=scene.numbers.count(more))
        yield note.kind, note.code, note.file, rows, note_text(note, scene.numbers)


def _score(scene: Scene) -> Sequence[Sequence[Cell]]:
    return [
        (
            term.metric, term.weight, term.share, term.attainment, term.used, _flag(term.capped),
            _flag(term.by_progress), _flag(term.by_verdict), term.points, term.won,
        )
        for term in scene.judged.result.score.terms
    ]  # fmt: skip


def _files(scene: Scene) -> Sequence[Sequence[Cell]]:
    return [
        (file.file, file.source, file.sha256, file.size, file.rows, len(file.dropped), file.encoding)
        for file in scene.judged.result.data
    ]


def _factors(scene: Scene) -> Sequence[Sequence[Cell]]:
    """As in the spec; a factor on no KPI in particular has `on` empty."""
    return [
        (
            factor.what.said_in(scene.words.language), factor.kind.value, factor.when.start.isoformat(),
            factor.when.end.isoformat(), factor.expect, " ".join(factor.on),
        )
        for factor in scene.campaign.factors
    ]  # fmt: skip


def _learnings(scene: Scene) -> Sequence[Sequence[Cell]]:
    language = scene.words.language
    return [
        (
            learning.kpi, learning.cause.value, learning.what.said_in(language),
            learning.action.said_in(language) if learning.action else None, learning.owner,
            learning.due.isoformat() if learning.due else None, learning.check_in,
        )
        for learning in scene.campaign.learnings
    ]  # fmt: skip


def _flag(value: bool) -> str:  # noqa: FBT001  a cell of a table
    return str(value).lower()
