"""Results and metrics for the terminal: a table to read, JSON and CSV to compute with."""

import csv
import io
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from rich.console import Console
from rich.table import Table
from rich.text import Text

from generator import __version__
from generator.checks.wrapped import columns
from generator.compare.judged import Judged
from generator.compare.result import Certainty, KpiResult, State, Verdict
from generator.compare.result.portfolio import SiteResult
from generator.compare.result.score import ScoreResult
from generator.compare.schema import to_json
from generator.errors import plain
from generator.history.story import Standing
from generator.metrics.catalogue import Metric
from generator.pages.escape import csv_text
from generator.pages.figures import figures
from generator.pages.headline import score_and_lines
from generator.pages.numbers import Numbers
from generator.pages.words import Words, load_words
from generator.spec.model import Stage, Unit
from generator.text import Said, said_in, say

GLYPHS = {Verdict.MET: "✓", Verdict.NEAR: "≈", Verdict.MISSED: "✕", Verdict.RUNNING: "◌", Verdict.NO_DATA: "–"}
COMMA = say(en=", ", zh="，")
FORMULA, UNIT, STAGE, DRIVERS = (
    say(en="formula", zh="公式"),
    say(en="unit", zh="单位"),
    say(en="stage", zh="阶段"),
    say(en="drivers", zh="驱动因素"),
)
STYLES = {
    Verdict.MET: "blue",
    Verdict.NEAR: "yellow",
    Verdict.MISSED: "red",
    Verdict.RUNNING: "cyan",
    Verdict.NO_DATA: "dim",
}
COLUMNS = (
    "campaign",
    "metric",
    "segment",
    "unit",
    "role",
    "weight",
    "value",
    "target",
    "target_low",
    "target_high",
    "verdict",
    "attainment",
    "progress",
    "certainty",
    "interval_low",
    "interval_high",
    "method",
    "rows",
    "days",
    "baseline",
    "lift",
    "lift_low",
    "lift_high",
    "at",
)


TOLD = (Standing.MOVED, Standing.AMENDED)
"""How targets may stand that the table tells."""
HEADS: Sequence[tuple[Said, bool]] = (
    (say(en="campaign", zh="活动"), False),
    ("KPI", False),
    (say(en="result", zh="结果"), True),
    (say(en="target", zh="目标"), True),
    (say(en="attainment", zh="达成率"), True),
    (say(en="verdict", zh="判定"), False),
    (say(en="how certain", zh="把握"), False),
)
"""Head of each column, and whether it holds numbers."""


def results_table(judged: Sequence[Judged], language: str = "en") -> None:
    """Print one line a campaign and one a KPI on stdout; colours only on a terminal that wants them."""
    # A pipe has no width: nothing is cut there.
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 200)
    table = Table(box=None, pad_edge=False, header_style="dim")
    for head, numbers in HEADS:
        table.add_column(said_in(language, head), justify="right" if numbers else "left", no_wrap=True)
    for one in judged:
        for row in _lines(one, load_words(language)):
            table.add_row(*row)
    console.print(table)


def _lines(one: Judged, words: Words) -> Iterator[tuple[Text, ...]]:
    head = one.result.campaign
    numbers = Numbers(words, head.currency)
    score = said_in(words.language, _score(one.result.score, numbers)) if one.result.score.value is not None else ""
    verdict = _verdict(head.verdict, head.state, words)
    targets = one.result.targets
    told = words(f"seal.index_{targets.state.value}") if targets and targets.state in TOLD else ""
    yield (Text(head.id, "bold"), Text(), Text(score), Text(), Text(), verdict, Text(told, "yellow"))
    for kpi in one.result.kpis:
        shown = figures(kpi, numbers)
        segment = "".join(f" · {value}" for value in (kpi.segment or {}).values())
        name = f"{'  ' if segment else ''}{kpi.metric}{segment}"
        certain = words(f"certainty.{kpi.certainty.value}").lower() if kpi.certainty else ""
        if kpi.certainty in {Certainty.CLEAR, Certainty.CLOSE_CALL} and shown.interval:
            certain += f"（{shown.interval}）" if words.language == "zh" else f" ({shown.interval})"
        row = (name, shown.value or "–", shown.target, shown.attainment)
        yield (Text(), *(Text(plain(cell)) for cell in row), _verdict(kpi.verdict, head.state, words), Text(certain))


def _score(score: ScoreResult, numbers: Numbers) -> Said:
    return say(en="score {score}", zh="综合得分 {score}", score=score_and_lines(score, numbers)[0])


def _verdict(verdict: Verdict, state: State, words: Words) -> Text:
    upcoming = verdict is Verdict.RUNNING and state is State.UPCOMING
    said = words("verdict.upcoming" if upcoming else f"verdict.{verdict.value}").lower()
    return Text(f"{GLYPHS[verdict]} {said}", STYLES[verdict])


def results_json(judged: Iterable[Judged], as_of: date) -> str:
    """Print what the site's results.json holds, for the campaigns asked for."""
    return to_json(SiteResult(as_of=as_of, version=__version__, campaigns=tuple(one.result for one in judged)))


def results_csv(kpis: Iterable[tuple[str, KpiResult]]) -> str:
    """One row a KPI (given with its campaign's id), numbers plain; an empty cell is an absent number."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for campaign, kpi in kpis:
        rows.writerow([csv_text(cell) if isinstance(cell, str) else cell for cell in _row(campaign, kpi)])
    return out.getvalue()


def _row(campaign: str, kpi: KpiResult) -> tuple[object, ...]:
    low, high = kpi.target if isinstance(kpi.target, tuple) else (None, None)
    before = kpi.baseline
    lift = (before.interval if before else None) or (None, None)
    segment = " ".join(f"{dimension}={value}" for dimension, value in (kpi.segment or {}).items())
    return (
        campaign, kpi.metric, segment, kpi.unit.value, kpi.role.value, kpi.weight, kpi.value,
        None if low is not None else kpi.target, low, high, kpi.verdict.value, kpi.attainment, kpi.progress,
        kpi.certainty.value if kpi.certainty else None, *(kpi.interval or (None, None)), kpi.method, kpi.rows, kpi.days,
        before.value if before else None, before.lift if before else None, *lift, kpi.at,
    )  # fmt: skip


def metric_text(metric: Metric, language: str = "en") -> str:
    """Write a metric's page for the terminal: formula, direction, what it tells, what it is confused with."""
    spec, words = metric.spec, load_words(language)
    unit = f"{_key('unit_name', spec.unit, words)}{COMMA.said_in(language)}{words(f'better.{spec.better.value}')}"
    told = {FORMULA: spec.formula, UNIT: unit, STAGE: _key("stage", spec.stage, words)}
    if spec.drivers:
        told[DRIVERS] = spec.drivers
    width = max(columns(head.said_in(language)) for head in (FORMULA, UNIT, STAGE, DRIVERS)) + 3
    lines = [f"{metric.id} · {spec.title.said_in(language)}", ""]
    for head, text in told.items():
        said = head.said_in(language)
        lines.append(f"{said}{' ' * (width - columns(said))}{text}")
    lines += [f"\n{text.said_in(language)}" for text in (spec.explains, spec.confused_with) if text]
    if spec.source:
        lines.append(f"\n{say(en='source: {it}', zh='出处：{it}', it=spec.source).said_in(language)}")
    return "\n".join(map(_seen, lines))


def _key(section: str, value: Unit | Stage, words: Words) -> str:
    """Write a value as metrics.yml has it; in Chinese after what it means."""
    return value.value if words.language == "en" else f"{words(f'{section}.{value.value}')}（{value.value}）"


def _seen(text: str) -> str:
    """Keep the blank line before a part."""
    return f"\n{plain(text[1:])}" if text.startswith("\n") else plain(text)
