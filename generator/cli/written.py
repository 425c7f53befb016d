"""Commands that print what other programs read: a header for a web server, a schema for an editor."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.given import Root
from generator.cli.speech import SpokenCommand, in_both

commands = typer.Typer()


class SchemaName(StrEnum):
    """The files that have a schema."""

    CAMPAIGN = "campaign"
    STRATEGY = "strategy"
    METRICS = "metrics"
    SITE = "site"
    RESULTS = "results"
    DIFF = "diff"


@commands.command(
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


@commands.command(
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
