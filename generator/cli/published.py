"""Commands that publish the site: built, or served while it is worked on."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.given import AsOf, Root, today
from generator.cli.speech import SpokenCommand, in_both
from generator.cli.told import OK, RAISED, tell, to_look_at
from generator.errors import plain
from generator.text import Said, Text, joined, say

commands = typer.Typer()


@commands.command(
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

    day = as_of or today()
    with progress(ctx.obj) as step:
        if pages:
            report = publish_pages(root.resolve(), day, pages, step, since=since)
        else:
            report = publish(root.resolve(), day, step, only=only or (), since=since)
    if explain:
        for name, reasons in sorted(report.reasons.items()):
            typer.echo(plain(_why(name, reasons).said_in(ctx.obj)))
    if timings:
        for what, seconds in report.timings.items():
            tell(
                ctx,
                say(
                    en="time: {what}: {seconds:.2f} s", zh="用时：{what}：{seconds:.2f} 秒", what=what, seconds=seconds
                ),
            )
    for warning in report.warnings:
        tell(ctx, say(en="warning: {warning}", zh="警告：{warning}", warning=plain(warning)))
    tell(ctx, report.said)
    if report.raised:
        tell(ctx, to_look_at(report.raised))
    raise typer.Exit(RAISED if strict and (report.warnings or report.raised) else OK)


@commands.command(
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
    serve_site(lambda: publish(folder, as_of or today()), folder / paths.output, watch, host, port, language=ctx.obj)


def _why(name: str, reasons: Sequence[Said]) -> Text:
    return say(en="{name}: {reasons}", zh="{name}：{reasons}", name=name, reasons=joined(reasons, "; ", "；"))
