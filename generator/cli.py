"""The `goalposts` command: arguments in, one call, print, exit code. Data goes to stdout, talk to stderr."""

import json
import os
import sys
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
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"


class ResultsFormat(StrEnum):
    """How results are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class DiffFormat(StrEnum):
    """How a difference is printed."""

    MARKDOWN = "markdown"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"


class Language(StrEnum):
    """A language that is spoken here."""

    EN = "en"
    ZH = "zh"


class SchemaName(StrEnum):
    """The files that have a schema."""

    CAMPAIGN = "campaign"
    STRATEGY = "strategy"
    METRICS = "metrics"
    SITE = "site"
    RESULTS = "results"
    DIFF = "diff"


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
    """Read every spec and all data, run every check, and print what they find with its place. Builds nothing."""
    from generator.checks.amounts import counted
    from generator.checks.formats import write
    from generator.checks.run import raised
    from generator.site.survey import survey

    folder = root.resolve()
    found = survey(folder, ids or (), as_of or _today())
    findings = [*(one for judged in found.judged for one in judged.result.checks), *found.untranslated]
    if said := write(output.value, found.problems, findings, site_url=found.site_url):
        typer.echo(said)
    typer.echo(f"{counted(found.campaigns, 'campaign')} read, {counted(len(findings), 'finding')}", err=True)
    if found.unread:
        typer.echo(f"{counted(found.unread, 'spec')} to be mended first; the data behind was not looked at", err=True)
    raise typer.Exit(UNUSABLE if found.problems else RAISED if raised(findings) else OK)


@app.command()
def results(
    ids: Ids = None,
    root: Root = Path(),
    as_of: AsOf = None,
    output: Annotated[ResultsFormat, typer.Option("--format", help="How results are printed.")] = ResultsFormat.TABLE,
) -> None:
    """Print verdicts and numbers: a table to read, JSON or CSV to compute with."""
    from generator.checks.amounts import counted
    from generator.checks.run import raised
    from generator.pages.terminal import results_csv, results_json, results_table
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
    if count := sum(len(raised(one.result.checks)) for one in found.judged):
        typer.echo(f"{counted(count, 'finding')} to look at; `goalposts check` names them", err=True)
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
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit 1 when a check is raised, or the build warns.")
    ] = False,
    pages: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write the pages into an existing site's docs folder, and stop there."),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--diff", metavar="BASE", help="Add a page on what differs from a revision, folder or results."),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say why each page is made again.")] = False,
    timings: Annotated[bool, typer.Option("--timings", help="Say where the time went.")] = False,
) -> None:
    """Compute results, write the pages and their charts, and build the site."""
    from generator.checks.amounts import counted
    from generator.site.progress import progress
    from generator.site.publish import publish, publish_pages

    today = as_of or _today()
    with progress() as tell:
        if pages:
            report = publish_pages(root.resolve(), today, pages, tell, since=since)
        else:
            report = publish(root.resolve(), today, tell, only=only or (), since=since)
    if explain:
        for name, reasons in sorted(report.reasons.items()):
            typer.echo(f"{name}: {'; '.join(reasons)}")
    if timings:
        for what, seconds in report.timings.items():
            typer.echo(f"time: {what}: {seconds:.2f} s", err=True)
    for warning in report.warnings:
        typer.echo(f"warning: {warning}", err=True)
    typer.echo(report.said, err=True)
    if report.raised:
        typer.echo(f"{counted(report.raised, 'finding')} to look at; `goalposts check` names them", err=True)
    raise typer.Exit(RAISED if strict and (report.warnings or report.raised) else OK)


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
    name: Annotated[
        str | None, typer.Argument(metavar="[CODE_OR_METRIC]", help="A check, e.g. KPI301, or a metric, e.g. ctr.")
    ] = None,
    root: Root = Path(),
) -> None:
    """Print a check's or a metric's page; without a name, list all of them."""
    from generator.checks.explain import explain_text
    from generator.checks.rules import RULES
    from generator.checks.run import find_check
    from generator.metrics.project import read_frame
    from generator.pages.terminal import metric_text

    catalogue = read_frame(root.resolve()).catalogue
    if name is None:
        lines = [f"{one.code}  {one.name}" for one in RULES]
        lines += [f"{metric.id}  {metric.spec.title.said_in('en')}" for metric in catalogue.metrics.values()]
        typer.echo("\n".join(lines))
    elif check := find_check(name):
        typer.echo(explain_text(check))
    elif name in catalogue.metrics:
        typer.echo(metric_text(catalogue.metrics[name]))
    else:
        codes = [one.code for one in RULES]
        hint = did_you_mean(name, codes) if name.upper().startswith("KPI") else catalogue.meant(name)
        expected = "a check's code or a metric; `goalposts explain` alone lists them"
        raise ReportError([Problem(Location("explain"), f"`{name}` is neither a check nor a metric", expected, hint)])


@app.command()
def diff(  # noqa: PLR0913, PLR0917  one parameter an option
    base: Annotated[str, typer.Argument(metavar="BASE", help="A git revision, a folder, or a results.json.")],
    head: Annotated[str | None, typer.Argument(metavar="[HEAD]", help="The same; the work tree without one.")] = None,
    root: Root = Path(),
    as_of: AsOf = None,
    output: Annotated[DiffFormat, typer.Option("--format", help="How it is printed.")] = DiffFormat.MARKDOWN,
    language: Annotated[Language | None, typer.Option("--language", help="The site's first one without it.")] = None,
    fail_on: Annotated[
        str, typer.Option("--fail-on", metavar="WHAT,...", help="Exit 1 on: verdict-worse, goalposts, checks.")
    ] = "",
) -> None:
    """Say what a change does to verdicts, goalposts, numbers and checks, and why. Touches no file and no branch."""
    from generator.diff.compare import diff as difference
    from generator.diff.model import Which
    from generator.pages.diff.written import written

    known = ("verdict-worse", "goalposts", "checks")
    wanted = [part.strip() for part in fail_on.split(",") if part.strip()]
    for part in wanted:
        if part not in known:
            what = f"`{part}` is nothing to fail on"
            raise ReportError([Problem(Location("--fail-on"), what, ", ".join(known), did_you_mean(part, known))])
    found = difference(base, head, root.resolve(), as_of or _today())
    said = written(found, output.value, language.value if language else None, os.environ.get("GITHUB_STEP_SUMMARY"))
    if said:
        typer.echo(said)
    if found.quiet:
        typer.echo("nothing changed", err=True)
    if any(one.side is Which.HEAD for one in found.unjudged):
        raise typer.Exit(UNUSABLE)
    raise typer.Exit(RAISED if found.fails(frozenset(wanted)) else OK)


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

    if name is SchemaName.DIFF:
        from generator.compare.schema import schema_of
        from generator.diff.model import DIFF_SCHEMA, Diff

        document = schema_of(Diff, DIFF_SCHEMA, "Goalposts diff")
    else:
        document = results_schema() if name is SchemaName.RESULTS else json_schema(name.value)
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2))


def _today() -> date:
    """The clock is read here and nowhere else."""
    return datetime.now().astimezone().date()


def main() -> None:
    """Run the command; every problem of the user's files is printed at once, without a traceback."""
    try:
        app()
    except ReportError as error:
        from generator.checks.amounts import counted

        for problem in error.problems:
            typer.echo(str(problem), err=True)
        typer.echo(f"\n{counted(len(error.problems), 'problem')}; nothing was changed", err=True)
        sys.exit(UNUSABLE)
    except OSError as error:
        # A disk that is full, a folder that may not be written: the user's to mend, and no fault to trace.
        typer.echo(f"{error.filename or 'goalposts'}: {error.strerror or error}", err=True)
        sys.exit(UNUSABLE)


if __name__ == "__main__":
    main()
