"""The `goalposts` command: arguments in, one call, print, exit code. Data goes to stdout, talk to stderr."""

import json
import os
import sys
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from generator import __version__
from generator.errors import Location, Problem, ReportError, did_you_mean, plain, system_error
from generator.speech import LANGUAGES, VARIABLE, SpokenCommand, SpokenGroup, in_both, language_of
from generator.text import Said, Text, joined, number_of, said_in, say

OK, RAISED, UNUSABLE = 0, 1, 2

app = typer.Typer(
    name="goalposts",
    cls=SpokenGroup,
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


FOR_PEOPLE = (CheckFormat.TEXT, CheckFormat.GITHUB)
"""Formats that speak the language of the command."""


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
    typer.Option(
        "--root",
        "-C",
        help=in_both(
            en="The site's folder, the one with site_config.yml.", zh="站点所在的文件夹，即放 site_config.yml 的那个。"
        ),
        file_okay=False,
        exists=True,
    ),
]
AsOf = Annotated[
    date | None,
    typer.Option(
        parser=_day,
        metavar="DAY",
        help=in_both(
            en="What counts as today where a campaign does not say: 2026-06-05.",
            zh="活动自己没有写 `as_of` 时，把哪天当作今天，如 2026-06-05。",
        ),
    ),
]
Ids = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ID]...", help=in_both(en="Campaigns; all of them without one.", zh="活动；不写则为全部。")
    ),
]


def _version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"goalposts {__version__}")
        raise typer.Exit


def _lang(language: str) -> str:
    if language not in ("", *LANGUAGES):
        raise typer.BadParameter(f"{language!r} is not one of 'en', 'zh'.")
    return language


@app.callback(
    help=in_both(
        en="Did the campaign meet the KPIs that were set for it in advance, how sure is that, and why?",
        zh="活动达到事先定下的 KPI 了吗？把握有多大？原因是什么？",
    )
)
def options(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=lambda wanted: _version(wanted=wanted),
            is_eager=True,
            help=in_both(en="Print the version.", zh="显示版本号。"),
        ),
    ] = False,
    lang: Annotated[
        str,
        typer.Option(
            metavar="en|zh",
            callback=_lang,
            show_default=False,
            help=in_both(
                en="The language to speak; without it that of GOALPOSTS_LANG, else of the system.",
                zh="使用的语言；不写则看环境变量 GOALPOSTS_LANG，再看系统语言。",
            ),
        ),
    ] = "",
) -> None:
    """Judge campaigns against the KPIs set for them in advance, and publish the results as a site."""


@app.command(
    cls=SpokenCommand,
    help=in_both(
        en="Write a new site: settings, one example campaign, and a .gitignore.",
        zh="新建一个站点：设置、一个示例活动和 .gitignore。",
    ),
)
def init(
    ctx: typer.Context,
    folder: Annotated[
        Path,
        typer.Argument(metavar="DIR", help=in_both(en="A folder that is new or empty.", zh="新的或空的文件夹。")),
    ],
) -> None:
    """Write a new site, its comments in the language of the command."""
    from generator.site.scaffold import write_site

    written = write_site(folder, ctx.obj)
    for path in written:
        typer.echo(path, err=True)
    _tell(ctx, say(en="\nNext: {command}", zh="\n下一步：{command}", command=f"goalposts build --root {folder}"))


@app.command(
    cls=SpokenCommand,
    help=in_both(
        en="Write a campaign folder: a commented, valid campaign.yml with a small data file to replace by yours.",
        zh="新建一个活动文件夹：带注释、可直接使用的 campaign.yml，以及一个待替换成自己数据的小数据文件。",
    ),
)
def new(
    ctx: typer.Context,
    campaign: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help=in_both(en="The new folder's name, e.g. summer-push.", zh="新文件夹的名称，如 summer-push。"),
        ),
    ],
    root: Root = Path(),
    as_of: AsOf = None,
) -> None:
    """Write a campaign folder, its comments in the language of the command."""
    from generator.site.scaffold import write_campaign

    for path in write_campaign(root.resolve(), campaign, as_of or _today(), ctx.obj):
        typer.echo(path, err=True)


@app.command(
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
    found = survey(folder, ids or (), as_of or _today())
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
        _tell(ctx, say(en=en, zh=zh, errors=errors, **counted))
    else:
        _tell(ctx, say(en="{campaigns} read, {findings}", zh="读取了{campaigns}，检查报出{findings}", **counted))
    if found.unread:
        _tell(
            ctx,
            say(
                en="{specs} to be mended first; the data behind was not looked at",
                zh="{specs}要先改好，对应的数据还没有检查",
                specs=number_of(found.unread, "spec", "个活动的配置"),
            ),
        )
    raise typer.Exit(UNUSABLE if found.problems else RAISED if raised(findings) else OK)


@app.command(
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

    today = as_of or _today()
    found = survey(root.resolve(), ids or (), today)
    if output is ResultsFormat.JSON:
        typer.echo(results_json(found.judged, today))
    elif output is ResultsFormat.CSV:
        kpis = ((one.campaign.id, kpi) for one in found.judged for kpi in one.result.kpis)
        typer.echo(results_csv(kpis), nl=False)
    else:
        results_table(found.judged, ctx.obj)
    if count := sum(len(raised(one.result.checks)) for one in found.judged):
        _tell(ctx, _to_look_at(count))
    if found.problems:
        raise ReportError(found.problems)


@app.command(
    cls=SpokenCommand,
    help=in_both(
        en="Compute results, write the pages and their charts, and build the site.",
        zh="计算结果，写出页面和图表，并生成站点。",
    ),
)
def build(  # noqa: PLR0913  one parameter an option
    ctx: typer.Context,
    *,
    root: Root = Path(),
    as_of: AsOf = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID",
            help=in_both(
                en="Make only this campaign anew; the others stay as last built.",
                zh="只重新生成这个活动，其余保持上次的样子。",
            ),
        ),
    ] = None,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict",
            help=in_both(
                en="Exit 1 when a check is raised, or the build warns.",
                zh="有检查报出或构建有警告时，以状态码 1 退出。",
            ),
        ),
    ] = False,
    pages: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help=in_both(
                en="Write the pages into an existing site's docs folder, and stop there.",
                zh="只把页面写进另一个站点的 docs 文件夹，不生成站点。",
            ),
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--diff",
            metavar="BASE",
            help=in_both(
                en="Add a page on what differs from a revision, folder or results.",
                zh="另加一页，说明与某个 git 版本、文件夹或结果文件相比有什么不同。",
            ),
        ),
    ] = None,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain", help=in_both(en="Say why each page is made again.", zh="说明每个页面为什么重新生成。")
        ),
    ] = False,
    timings: Annotated[
        bool, typer.Option("--timings", help=in_both(en="Say where the time went.", zh="显示各步骤的用时。"))
    ] = False,
) -> None:
    """Build the site, or its pages alone, and say what was done."""
    from generator.site.progress import progress
    from generator.site.publish import publish, publish_pages

    today = as_of or _today()
    with progress(ctx.obj) as tell:
        if pages:
            report = publish_pages(root.resolve(), today, pages, tell, since=since)
        else:
            report = publish(root.resolve(), today, tell, only=only or (), since=since)
    if explain:
        for name, reasons in sorted(report.reasons.items()):
            typer.echo(plain(_why(name, reasons).said_in(ctx.obj)))
    if timings:
        for what, seconds in report.timings.items():
            _tell(
                ctx,
                say(
                    en="time: {what}: {seconds:.2f} s", zh="用时：{what}：{seconds:.2f} 秒", what=what, seconds=seconds
                ),
            )
    for warning in report.warnings:
        _tell(ctx, say(en="warning: {warning}", zh="警告：{warning}", warning=plain(warning)))
    _tell(ctx, report.said)
    if report.raised:
        _tell(ctx, _to_look_at(report.raised))
    raise typer.Exit(RAISED if strict and (report.warnings or report.raised) else OK)


@app.command(
    cls=SpokenCommand,
    help=in_both(
        en="Build and show the site; a saved file is on the page within a second or two.",
        zh="生成站点并在本机预览；文件保存后一两秒内页面就会更新。",
    ),
)
def serve(
    ctx: typer.Context,
    root: Root = Path(),
    as_of: AsOf = None,
    host: Annotated[str, typer.Option(help=in_both(en="The address to listen at.", zh="监听的地址。"))] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(help=in_both(en="The port to listen at.", zh="监听的端口。"), min=0, max=65535)
    ] = 8000,
) -> None:
    """Build, serve, and build again whenever a file is saved."""
    from generator.site.publish import publish
    from generator.site.serve import serve as serve_site
    from generator.spec.load import load_site

    folder = root.resolve()
    paths = load_site(folder).paths
    watch = [folder / "site_config.yml", folder / paths.campaigns, folder / paths.content]
    serve_site(lambda: publish(folder, as_of or _today()), folder / paths.output, watch, host, port, language=ctx.obj)


@app.command(
    cls=SpokenCommand,
    help=in_both(
        en="Print a check's or a metric's page; without a name, list all of them.",
        zh="显示某项检查或某个指标的说明；不写名称则列出全部。",
    ),
)
def explain(
    ctx: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[CODE_OR_METRIC]",
            help=in_both(en="A check, e.g. KPI301, or a metric, e.g. ctr.", zh="检查（如 KPI301）或指标（如 ctr）。"),
        ),
    ] = None,
    root: Root = Path(),
) -> None:
    """Print what a check finds or what a metric counts."""
    from generator.checks.explain import explain_text
    from generator.checks.rules import RULES
    from generator.checks.run import find_check
    from generator.metrics.project import read_frame
    from generator.pages.terminal import metric_text

    catalogue = read_frame(root.resolve()).catalogue
    if name is None:
        lines = [_listed(ctx.obj, one.code, one.name, one.title) for one in RULES]
        lines += [plain(f"{metric.id}  {metric.spec.title.said_in(ctx.obj)}") for metric in catalogue.metrics.values()]
        typer.echo("\n".join(lines))
    elif check := find_check(name):
        typer.echo(explain_text(check, ctx.obj))
    elif name.lower() in catalogue.metrics:
        typer.echo(metric_text(catalogue.metrics[name.lower()], ctx.obj))
    else:
        codes = [one.code for one in RULES]
        what = say(en="`{name}` is neither a check nor a metric", zh="`{name}` 既不是检查，也不是指标", name=name)
        hint = did_you_mean(name, codes) if name.upper().startswith("KPI") else catalogue.meant(name)
        expected = say(
            en="a check's code or a metric; `goalposts explain` alone lists them",
            zh="检查的代码或指标；运行 `goalposts explain` 可列出全部",
        )
        raise ReportError([Problem(Location("explain"), what, expected, hint)])


def _asked(ctx: typer.Context) -> str | None:
    """The language that was asked for in so many words; None where a site's own is to be spoken."""
    said = (ctx.parent.params.get("lang") if ctx.parent else "") or os.environ.get(VARIABLE, "")
    return said if said in LANGUAGES else None


def _listed(language: str, code: str, name: str, title: Text) -> str:
    """Write a check in one line: its code, the name it goes by in commands, and in Chinese what that means."""
    return f"{code}  {name}" if language == "en" else f"{code}  {name}  {title.said_in(language)}"


@app.command(
    cls=SpokenCommand,
    help=in_both(
        en="Say what a change does to verdicts, goalposts, numbers and checks, and why. Touches no file and no branch.",
        zh="说明一次改动对判定、目标、数字和检查有什么影响，以及原因。不改动任何文件和分支。",
    ),
)
def diff(  # noqa: PLR0913, PLR0917  one parameter an option
    ctx: typer.Context,
    base: Annotated[
        str,
        typer.Argument(
            metavar="BASE",
            help=in_both(en="A git revision, a folder, or a results.json.", zh="git 版本、文件夹或 results.json。"),
        ),
    ],
    head: Annotated[
        str | None,
        typer.Argument(
            metavar="[HEAD]", help=in_both(en="The same; the work tree without one.", zh="同上；不写则为工作区。")
        ),
    ] = None,
    root: Root = Path(),
    as_of: AsOf = None,
    output: Annotated[
        DiffFormat, typer.Option("--format", help=in_both(en="How it is printed.", zh="输出格式。"))
    ] = DiffFormat.MARKDOWN,
    fail_on: Annotated[
        str,
        typer.Option(
            "--fail-on",
            metavar="WHAT,...",
            help=in_both(
                en="Exit 1 on: verdict-worse, goalposts, checks.",
                zh="遇到这些情况时以状态码 1 退出：verdict-worse、goalposts、checks。",
            ),
        ),
    ] = "",
) -> None:
    """Compare two states of a site."""
    from generator.diff.compare import diff as difference
    from generator.diff.model import Which
    from generator.pages.diff.written import written

    known = ("verdict-worse", "goalposts", "checks")
    wanted = [part.strip() for part in fail_on.split(",") if part.strip()]
    for part in wanted:
        if part not in known:
            what = say(en="`{part}` is nothing to fail on", zh="`{part}` 不能作退出的条件", part=part)
            raise ReportError([Problem(Location("--fail-on"), what, ", ".join(known), did_you_mean(part, known))])
    found = difference(base, head, root.resolve(), as_of or _today())
    said = written(found, output.value, _asked(ctx), os.environ.get("GITHUB_STEP_SUMMARY"))
    if said:
        typer.echo(said)
    if found.quiet:
        _tell(ctx, say(en="nothing changed", zh="没有变化"))
    if any(one.side is Which.HEAD for one in found.unjudged):
        raise typer.Exit(UNUSABLE)
    raise typer.Exit(RAISED if found.fails(frozenset(wanted)) else OK)


@app.command(
    cls=SpokenCommand,
    help=in_both(
        en="Print a Content-Security-Policy for the built site: this host alone, inline scripts by their hashes.",
        zh="输出已生成站点的 Content-Security-Policy：只允许本站资源，内联脚本按哈希放行。",
    ),
)
def csp(root: Root = Path()) -> None:
    """Print the value of the header."""
    from generator.site.policy import policy
    from generator.spec.load import load_site

    folder = root.resolve()
    typer.echo(policy(folder / load_site(folder).paths.output))


@app.command(
    cls=SpokenCommand,
    help=in_both(
        en="Print a JSON Schema (draft-07), as editors and yaml-language-server take it.",
        zh="输出 JSON Schema（draft-07），供编辑器和 yaml-language-server 使用。",
    ),
)
def schema(
    name: Annotated[SchemaName, typer.Argument(help=in_both(en="Which file's schema.", zh="哪个文件的 Schema。"))],
) -> None:
    """Print a JSON Schema."""
    from generator.compare.schema import results_schema
    from generator.spec.schema import json_schema

    if name is SchemaName.DIFF:
        from generator.compare.schema import schema_of
        from generator.diff.model import DIFF_SCHEMA, Diff

        document = schema_of(Diff, DIFF_SCHEMA, "Goalposts diff")
    else:
        document = results_schema() if name is SchemaName.RESULTS else json_schema(name.value)
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2))


def _tell(ctx: typer.Context, words: Said) -> None:
    """Say something on stderr, in the language of the command."""
    typer.echo(said_in(ctx.obj, words), err=True)


def _to_look_at(count: int) -> Text:
    return say(
        en="{findings} to look at; `goalposts check` names them",
        zh="有{findings}需要处理，运行 `goalposts check` 查看",
        findings=number_of(count, "finding", "条检查结果"),
    )


def _why(name: str, reasons: Sequence[Said]) -> Text:
    return say(en="{name}: {reasons}", zh="{name}：{reasons}", name=name, reasons=joined(reasons, "; ", "；"))


def _today() -> date:
    """The clock is read here and nowhere else."""
    return datetime.now().astimezone().date()


def main() -> None:
    """Run the command; every problem of the user's files is printed at once, without a traceback."""
    language = language_of(sys.argv[1:])
    try:
        app()
    except ReportError as error:
        for problem in error.problems:
            typer.echo(problem.said_in(language), err=True)
        count = len(error.problems)
        total = say(
            en="\n{problems}; nothing was changed",
            zh="\n共{problems}；没有改动任何内容",
            problems=number_of(count, "problem", "个问题"),
        )
        typer.echo(total.said_in(language), err=True)
        sys.exit(UNUSABLE)
    except OSError as error:
        # A disk that is full, a folder that may not be written: the user's to mend, and no fault to trace.
        at = Location(str(error.filename or "goalposts"))
        typer.echo(Problem(at, system_error(error)).said_in(language), err=True)
        sys.exit(UNUSABLE)


if __name__ == "__main__":
    main()
