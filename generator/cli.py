"""The `goalposts` command: arguments in, one call, print, exit code. Data goes to stdout, talk to stderr."""

import json
import sys
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from generator import __version__
from generator.errors import Location, Problem, ReportError, did_you_mean

OK, RAISED, UNUSABLE = 0, 1, 2

app = typer.Typer(
    name="goalposts",
    help="Did the campaign meet the KPIs that were set for it in advance, how sure is that, and why?",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)


class CheckFormat(StrEnum):
    """How problems are printed."""

    TEXT = "text"
    JSON = "json"


class ResultsFormat(StrEnum):
    """How results are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class SchemaName(StrEnum):
    """The files that have a schema."""

    CAMPAIGN = "campaign"
    STRATEGY = "strategy"
    METRICS = "metrics"
    SITE = "site"
    RESULTS = "results"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day; write it as 2026-06-05") from None


Root = Annotated[
    Path,
    typer.Option("--root", "-C", help="The site's folder, the one with site_config.yml.", file_okay=False, exists=True),
]
AsOf = Annotated[
    date | None,
    typer.Option(parser=_day, metavar="DAY", help="What counts as today where a campaign does not say: 2026-06-05."),
]
Ids = Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Campaigns; all of them without one.")]


def _version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"goalposts {__version__}")
        raise typer.Exit


@app.callback()
def options(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=lambda wanted: _version(wanted=wanted), is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Judge campaigns against the KPIs set for them in advance, and publish the results as a site."""


@app.command()
def init(folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is new or empty.")]) -> None:
    """Write a new site: settings, one example campaign, and a .gitignore."""
    from generator.site.scaffold import write_site

    written = write_site(folder)
    for path in written:
        typer.echo(path, err=True)
    typer.echo(f"\nNext: goalposts build --root {folder}", err=True)


@app.command()
def new(
    campaign: Annotated[str, typer.Argument(metavar="ID", help="The new folder's name, e.g. summer-push.")],
    root: Root = Path(),
    as_of: AsOf = None,
) -> None:
    """Write a campaign folder: a commented, valid campaign.yml with a small data file to replace by yours."""
    from generator.site.scaffold import write_campaign

    for path in write_campaign(root.resolve(), campaign, as_of or _today()):
        typer.echo(path, err=True)


@app.command()
def check(
    ids: Ids = None,
    root: Root = Path(),
    as_of: AsOf = None,
    output: Annotated[CheckFormat, typer.Option("--format", help="How problems are printed.")] = CheckFormat.TEXT,
) -> None:
    """Read every spec and all data, and print each problem with its file, line and column. Builds nothing."""
    from generator.pages.terminal import warnings
    from generator.site.survey import survey

    found = survey(root.resolve(), ids or (), as_of or _today())
    said = [("error", problem) for problem in found.problems]
    said += [("warning", warning) for warning in warnings(found.judged)]
    if output is CheckFormat.JSON:
        typer.echo(json.dumps([_problem_json(level, one) for level, one in said], ensure_ascii=False, indent=2))
    else:
        for level, one in said:
            typer.echo(str(one if level == "error" else replace(one, what=f"warning: {one.what}")))
    typer.echo(f"{_counted(found.campaigns, 'campaign')} read, {_counted(len(said), 'finding')}", err=True)
    if found.unread:
        typer.echo(f"{_counted(found.unread, 'spec')} to be mended first; the data behind was not looked at", err=True)
    raise typer.Exit(UNUSABLE if found.problems else RAISED if said else OK)


@app.command()
def results(
    ids: Ids = None,
    root: Root = Path(),
    as_of: AsOf = None,
    output: Annotated[ResultsFormat, typer.Option("--format", help="How results are printed.")] = ResultsFormat.TABLE,
) -> None:
    """Print verdicts and numbers: a table to read, JSON or CSV to compute with."""
    from generator.pages.terminal import results_csv, results_json, results_table, warnings
    from generator.site.survey import survey

    today = as_of or _today()
    found = survey(root.resolve(), ids or (), today)
    if output is ResultsFormat.JSON:
        typer.echo(results_json(found.judged, today))
    elif output is ResultsFormat.CSV:
        kpis = ((one.campaign.id, kpi) for one in found.judged for kpi in one.result.kpis)
        typer.echo(results_csv(kpis), nl=False)
    else:
        results_table(found.judged)
    if count := sum(1 for _ in warnings(found.judged)):
        typer.echo(f"{_counted(count, 'warning')} about the data; `goalposts check` names them", err=True)
    if found.problems:
        raise ReportError(found.problems)


@app.command()
def build(  # noqa: PLR0913  one parameter an option
    *,
    root: Root = Path(),
    as_of: AsOf = None,
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Make only this campaign anew; the others stay as last built."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 when the build warns of anything.")] = False,
    pages: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write the pages into an existing site's docs folder, and stop there."),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say why each page is made again.")] = False,
    timings: Annotated[bool, typer.Option("--timings", help="Say where the time went.")] = False,
) -> None:
    """Compute results, write the pages and their charts, and build the site."""
    from generator.site.progress import progress
    from generator.site.publish import publish, publish_pages

    today = as_of or _today()
    with progress() as tell:
        if pages:
            report = publish_pages(root.resolve(), today, pages, tell)
        else:
            report = publish(root.resolve(), today, tell, only=only or ())
    if explain:
        for name, reasons in sorted(report.reasons.items()):
            typer.echo(f"{name}: {'; '.join(reasons)}")
    if timings:
        for what, seconds in report.timings.items():
            typer.echo(f"time: {what}: {seconds:.2f} s", err=True)
    for warning in report.warnings:
        typer.echo(f"warning: {warning}", err=True)
    typer.echo(report.said, err=True)
    raise typer.Exit(RAISED if strict and report.warnings else OK)


@app.command()
def serve(
    root: Root = Path(),
    as_of: AsOf = None,
    host: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen at.", min=0, max=65535)] = 8000,
) -> None:
    """Build and show the site; a saved file is on the page within a second or two."""
    from generator.site.publish import publish
    from generator.site.serve import serve as serve_site
    from generator.spec.load import load_site

    folder = root.resolve()
    paths = load_site(folder).paths
    watch = [folder / "site_config.yml", folder / paths.campaigns, folder / paths.content]
    serve_site(lambda: publish(folder, as_of or _today()), folder / paths.output, watch, host, port)


@app.command()
def explain(
    name: Annotated[str, typer.Argument(metavar="METRIC", help="A metric, e.g. conversion_rate.")],
    root: Root = Path(),
) -> None:
    """Print a metric's page: its formula, what it tells, what it is confused with."""
    from generator.metrics.project import read_frame
    from generator.pages.terminal import metric_text

    catalogue = read_frame(root.resolve()).catalogue
    if name not in catalogue.metrics:
        raise ReportError(
            [
                Problem(
                    Location("explain"),
                    f"`{name}` is not a metric",
                    "a metric of the catalogue",
                    did_you_mean(name, catalogue.metrics),
                )
            ]
        )
    typer.echo(metric_text(catalogue.metrics[name]))


@app.command()
def csp(root: Root = Path()) -> None:
    """Print a Content-Security-Policy for the built site: this host alone, inline scripts by their hashes."""
    from generator.site.policy import policy
    from generator.spec.load import load_site

    folder = root.resolve()
    typer.echo(policy(folder / load_site(folder).paths.output))


@app.command()
def schema(name: Annotated[SchemaName, typer.Argument(help="Which file's schema.")]) -> None:
    """Print a JSON Schema (draft-07), as editors and yaml-language-server take it."""
    from generator.compare.schema import results_schema
    from generator.spec.schema import json_schema

    document = results_schema() if name is SchemaName.RESULTS else json_schema(name.value)
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2))


def _today() -> date:
    """The clock is read here and nowhere else."""
    return datetime.now().astimezone().date()


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _problem_json(level: str, problem: Problem) -> dict[str, object]:
    return {
        "level": level,
        "file": problem.at.file,
        "line": problem.at.line,
        "column": problem.at.column,
        "what": problem.what,
        "expected": problem.expected or None,
        "hint": problem.hint or None,
    }


def main() -> None:
    """Run the command; every problem of the user's files is printed at once, without a traceback."""
    try:
        app()
    except ReportError as error:
        for problem in error.problems:
            typer.echo(str(problem), err=True)
        typer.echo(f"\n{_counted(len(error.problems), 'problem')}; nothing was changed", err=True)
        sys.exit(UNUSABLE)
    except OSError as error:
        # A disk that is full, a folder that may not be written: the user's to mend, and no fault to trace.
        typer.echo(f"{error.filename or 'goalposts'}: {error.strerror or error}", err=True)
        sys.exit(UNUSABLE)


if __name__ == "__main__":
    main()
