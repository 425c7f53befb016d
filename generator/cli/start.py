"""Commands that write what a user begins with: a site, a campaign."""

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.given import AsOf, Root, today
from generator.cli.speech import SpokenCommand, in_both
from generator.cli.told import tell
from generator.text import say

commands = typer.Typer()


@commands.command(
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
    tell(ctx, say(en="\nNext: {command}", zh="\n下一步：{command}", command=f"goalposts build --root {folder}"))


@commands.command(
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

    for path in write_campaign(root.resolve(), campaign, as_of or today(), ctx.obj):
        typer.echo(path, err=True)
