"""What several commands are given: the site, the day that counts as today, and campaigns."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from generator.cli.speech import in_both


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


def today() -> date:
    """The clock is read here and nowhere else."""
    return datetime.now().astimezone().date()
