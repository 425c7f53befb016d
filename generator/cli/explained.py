"""The command that explains a check or a metric."""

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.given import Root
from generator.cli.speech import SpokenCommand, in_both
from generator.errors import Location, Problem, ReportError, did_you_mean, plain
from generator.text import Text, say

commands = typer.Typer()


@commands.command(
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


def _listed(language: str, code: str, name: str, title: Text) -> str:
    """Write a check in one line: its code, the name it goes by in commands, and in Chinese what that means."""
    return f"{code}  {name}" if language == "en" else f"{code}  {name}  {title.said_in(language)}"
