"""The command that compares two states of a site."""

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.given import AsOf, Root, today
from generator.cli.speech import LANGUAGES, VARIABLE, SpokenCommand, in_both
from generator.cli.told import OK, RAISED, UNUSABLE, tell
from generator.errors import Location, Problem, ReportError, did_you_mean
from generator.text import say

commands = typer.Typer()


class DiffFormat(StrEnum):
    """How a difference is printed."""

    MARKDOWN = "markdown"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"


@commands.command(
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
    found = difference(base, head, root.resolve(), as_of or today())
    said = written(found, output.value, _asked(ctx), os.environ.get("GITHUB_STEP_SUMMARY"))
    if said:
        typer.echo(said)
    if found.quiet:
        tell(ctx, say(en="nothing changed", zh="没有变化"))
    if any(one.side is Which.HEAD for one in found.unjudged):
        raise typer.Exit(UNUSABLE)
    raise typer.Exit(RAISED if found.fails(frozenset(wanted)) else OK)


def _asked(ctx: typer.Context) -> str | None:
    """The language that was asked for in so many words; None where a site's own is to be spoken."""
    said = (ctx.parent.params.get("lang") if ctx.parent else "") or os.environ.get(VARIABLE, "")
    return said if said in LANGUAGES else None
