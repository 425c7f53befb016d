"""The `goalposts` command: arguments in, one call, print, exit code. Data goes to stdout, talk to stderr."""

import sys
from typing import Annotated

import typer

from generator import __version__
from generator.cli import compared, explained, judged, published, start, written
from generator.cli.speech import LANGUAGES, SpokenGroup, in_both, language_of
from generator.cli.told import UNUSABLE
from generator.errors import Location, Problem, ReportError, system_error
from generator.text import number_of, say

app = typer.Typer(
    name="goalposts",
    cls=SpokenGroup,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
for part in (start, judged, published, explained, compared, written):
    app.add_typer(part.commands)


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
