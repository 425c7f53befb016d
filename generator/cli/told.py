"""What a command says back: an exit code, and on stderr words in its language."""

import typer

from generator.text import Said, Text, number_of, said_in, say

OK, RAISED, UNUSABLE = 0, 1, 2


def tell(ctx: typer.Context, words: Said) -> None:
    """Say something on stderr, in the language of the command."""
    typer.echo(said_in(ctx.obj, words), err=True)


def to_look_at(count: int) -> Text:
    """Say how many findings there are, and where to read them."""
    return say(
        en="{findings} to look at; `goalposts check` names them",
        zh="有{findings}需要处理，运行 `goalposts check` 查看",
        findings=number_of(count, "finding", "条检查结果"),
    )
