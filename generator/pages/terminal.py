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
from generator.compare.judged import Judged
from generator.compare.result import Certainty, KpiResult, State, Verdict
from generator.compare.result_portfolio import SiteResult
from generator.compare.schema import to_json
from generator.errors import plain
from generator.metrics.catalogue import Metric
from generator.pages.escape import csv_text
from generator.pages.figures import figures
from generator.pages.numbers import Numbers
from generator.pages.words import load_words

GLYPHS = {Verdict.MET: "✓", Verdict.NEAR: "≈", Verdict.MISSED: "✕", Verdict.RUNNING: "◌", Verdict.NO_DATA: "–"}
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


def results_table(judged: Sequence[Judged]) -> None:
    """Print one line a campaign and one a KPI on stdout; colours only on a terminal that wants them."""
    # A pipe has no width: nothing is cut there.
    console = Console(highlight=False, width=None if sys.stdout.isatty() else 200)
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("campaign", "KPI", "result", "target", "attainment", "verdict", "how certain"):
        table.add_column(
            column, justify="right" if column in {"result", "target", "attainment"} else "left", no_wrap=True
        )
    for one in judged:
        for row in _lines(one):
            table.add_row(*row)
    console.print(table)


def _lines(one: Judged) -> Iterator[tuple[Text, ...]]:
    head = one.result.campaign
    score = "" if head.score is None else f"score {head.score:.3f}"
    yield (Text(head.id, "bold"), Text(), Text(score), Text(), Text(), _verdict(head.verdict, head.state), Text())
    numbers = Numbers(load_words("en"), head.currency)
    for kpi in one.result.kpis:
        shown = figures(kpi, numbers)
        segment = "".join(f" · {value}" for value in (kpi.segment or {}).values())
        name = f"{'  ' if segment else ''}{kpi.metric}{segment}"
        certain = kpi.certainty.value if kpi.certainty else ""
        if kpi.certainty in {Certainty.CLEAR, Certainty.CLOSE_CALL} and shown.interval:
            certain += f" ({shown.interval})"
        row = (name, shown.value or "–", shown.target, shown.attainment)
        yield (Text(), *(Text(plain(cell)) for cell in row), _verdict(kpi.verdict, head.state), Text(certain))


def _verdict(verdict: Verdict, state: State) -> Text:
    said = "not started" if verdict is Verdict.RUNNING and state is State.UPCOMING else verdict.value
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


def metric_text(metric: Metric) -> str:
    """Write a metric's page for the terminal: formula, direction, what it tells, what it is confused with."""
    spec = metric.spec
    lines = [
        f"{metric.id} · {spec.title.said_in('en')}",
        "",
        f"formula   {spec.formula}",
        f"unit      {spec.unit.value}, {spec.better.value} is better",
        f"stage     {spec.stage.value}",
    ]
    if spec.drivers:
        lines.append(f"drivers   {spec.drivers}")
    lines += [f"\n{words.said_in('en')}" for words in (spec.explains, spec.confused_with) if words]
    if spec.source:
        lines.append(f"\nsource: {spec.source.said_in('en')}")
    return "\n".join(map(_seen, lines))


def _seen(text: str) -> str:
    """Keep the blank line before a part."""
    return f"\n{plain(text[1:])}" if text.startswith("\n") else plain(text)
