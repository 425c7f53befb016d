"""Commands that judge campaigns and print what came of it: checks and results."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.given import AsOf, Ids, Root, today
from generator.cli.speech import SpokenCommand, in_both
from generator.cli.told import OK, RAISED, UNUSABLE, tell, to_look_at
from generator.errors import ReportError
from generator.text import number_of, say

commands = typer.Typer()


class CheckFormat(StrEnum):
    """How problems are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"


FOR_PEOPLE = (CheckFormat.TEXT, CheckFormat.GITHUB)
"""Formats that speak the language of the command."""


class ResultsFormat(StrEnum):
    """How results are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


@commands.command(
    cls=SpokenCommand,
    help=in_both(
        en="Read every spec and all data, run every check, and print what they find with its place. Builds nothing.",
        zh="读取所有活动配置和数据，运行全部检查，列出发现的问题及其位置。不生成站点。",
    ),
)
def check(
    ctx: typer.Context,
    ids: Ids = None,
    root: Root = Path(),
    as_of: AsOf = None,
    output: Annotated[
        CheckFormat, typer.Option("--format", help=in_both(en="How problems are printed.", zh="问题的输出格式。"))
    ] = CheckFormat.TEXT,
) -> None:
    """Print problems and findings; 2 where a file cannot be used, 1 where a check is raised."""
    from generator.checks.formats import write
    from generator.checks.run import raised
    from generator.site.survey import survey

    folder = root.resolve()
    found = survey(folder, ids or (), as_of or today())
    findings = [*(one for judged in found.judged for one in judged.result.checks), *found.untranslated]
    # Programs compare messages from run to run: what they read is English, whoever runs the command.
    language = ctx.obj if output in FOR_PEOPLE else "en"
    if said := write(output.value, found.problems, findings, site_url=found.site_url, language=language):
        typer.echo(said)
    counted = {
        "campaigns": number_of(found.campaigns, "campaign", "个活动"),
        "findings": number_of(len(findings), "finding", "条"),
    }
    if found.problems:
        errors = number_of(len(found.problems), "error", "处错误")
        en, zh = "{campaigns} read, {errors}, {findings}", "读取了{campaigns}，有{errors}，检查报出{findings}"
        tell(ctx, say(en=en, zh=zh, errors=errors, **counted))
    else:
        tell(ctx, say(en="{campaigns} read, {findings}", zh="读取了{campaigns}，检查报出{findings}", **counted))
    if found.unread:
        tell(
            ctx,
            say(
                en="{specs} to be mended first; the data behind was not looked at",
                zh="{specs}要先改好，对应的数据还没有检查",
                specs=number_of(found.unread, "spec", "个活动的配置"),
            ),
        )
    raise typer.Exit(UNUSABLE if found.problems else RAISED if raised(findings) else OK)


@commands.command(
    cls=SpokenCommand,
    help=in_both(
        en="Print verdicts and numbers: a table to read, JSON or CSV to compute with.",
        zh="输出判定和数字：表格供阅读，JSON 或 CSV 供计算。",
    ),
)
def results(
    ctx: typer.Context,
    ids: Ids = None,
    root: Root = Path(),
    as_of: AsOf = None,
    output: Annotated[
        ResultsFormat, typer.Option("--format", help=in_both(en="How results are printed.", zh="结果的输出格式。"))
    ] = ResultsFormat.TABLE,
) -> None:
    """Print results; data on stdout, what is to be looked at on stderr."""
    from generator.checks.run import raised
    from generator.pages.terminal import results_csv, results_json, results_table
    from generator.site.survey import survey

    day = as_of or today()
    found = survey(root.resolve(), ids or (), day)
    if output is ResultsFormat.JSON:
        typer.echo(results_json(found.judged, day))
    elif output is ResultsFormat.CSV:
        kpis = ((one.campaign.id, kpi) for one in found.judged for kpi in one.result.kpis)
        typer.echo(results_csv(kpis), nl=False)
    else:
        results_table(found.judged, ctx.obj)
    if count := sum(len(raised(one.result.checks)) for one in found.judged):
        tell(ctx, to_look_at(count))
    if found.problems:
        raise ReportError(found.problems)
