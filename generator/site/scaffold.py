"""What `init` and `new` write: a new site, a new campaign folder. Nothing that exists is written over."""

import json
import re
from datetime import date, timedelta
from pathlib import Path

from generator.errors import Location, Problem, ReportError
from generator.metrics.catalogue import load_catalogue
from generator.spec.load import load_site, load_strategy
from generator.spec.schema import json_schema
from generator.text import Said, say

STARTER = Path(__file__).parent / "starter"
COMMON = "common"
"""What is the same in every language."""
RENAMED = {"gitignore": ".gitignore"}
ID = re.compile(r"[a-z0-9][a-z0-9_-]*")
SCHEMAS = ("campaign", "strategy", "metrics", "site")
LEAD, LENGTH = timedelta(days=28), timedelta(days=27)


def write_site(folder: Path, language: str = "en") -> tuple[str, ...]:
    """Write settings, one example campaign and a .gitignore into a new or empty folder; returns what was written.

    Comments and example are in a language, and so are the pages that the site's settings ask for.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        what = say(en="is not empty", zh="不是空文件夹")
        expected = say(en="a folder that is new or empty", zh="新的或空的文件夹")
        raise ReportError([Problem(Location(str(folder)), what, expected)])
    written = []
    sources = [(source, source.relative_to(STARTER / part)) for part in (COMMON, language) for source in _files(part)]
    for source, inside in sorted(sources, key=lambda found: found[1]):
        target = folder / inside.with_name(RENAMED.get(inside.name, inside.name))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
        written.append(target.as_posix())
    return (*written, *write_schemas(folder / "schemas"))


def _files(part: str) -> list[Path]:
    """The starter's files in a language, or those that are the same in all; the template of `new` is none of them."""
    return [path for path in (STARTER / part).rglob("*") if path.is_file() and path.name != "campaign-new.yml"]


def write_schemas(folder: Path) -> tuple[str, ...]:
    """Write the schemas that the first line of each YAML file names, so that an editor helps to fill it in."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in SCHEMAS:
        target = folder / f"{name}.json"
        target.write_text(json.dumps(json_schema(name), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        written.append(target.as_posix())
    return tuple(written)


def _objective(root: Path, campaigns: str) -> str:
    """Return the line that names the site's first objective; a comment where it has none, or none that can be read."""
    written = root / campaigns / "strategy.yml"
    try:
        known = load_strategy(written, root, load_catalogue(None).metrics).objectives if written.exists() else {}
    except ReportError:
        known = {}
    return f"objective: {next(iter(known))}" if known else "# objective: grow-signups"


def write_campaign(root: Path, name: str, today: date, language: str = "en") -> tuple[str, ...]:
    """Write a commented, valid campaign folder whose period begins in four weeks; returns what was written."""
    if not (root / "site_config.yml").exists():
        what = say(en="there is no site here", zh="这里没有站点")
        expected = say(en="a folder with site_config.yml", zh="放有 site_config.yml 的文件夹")
        hint = say(en="goalposts init writes one", zh="运行 goalposts init 可新建一个")
        raise ReportError([Problem(Location(str(root)), what, expected, hint)])
    campaigns = load_site(root).paths.campaigns
    at = Location(f"{campaigns}/{name}")
    if not ID.fullmatch(name):
        like = re.sub(r"[^a-z0-9_-]+", "-", name.lower()).strip("-_")
        other: Said = say(en="try `{like}`", zh="可以用 `{like}`", like=like) if like else ""
        what = say(en="`{name}` cannot be a campaign's id", zh="`{name}` 不能作活动的 ID", name=name)
        expected = say(en="lower-case letters, digits, `-` and `_`", zh="小写字母、数字、`-` 和 `_`")
        raise ReportError([Problem(at, what, expected, other)])
    folder = root / campaigns / name
    if folder.exists():
        what, expected = (
            say(en="is there already", zh="已经存在"),
            say(en="an id that is not taken", zh="没有用过的 ID"),
        )
        raise ReportError([Problem(at, what, expected)])
    start = today + LEAD
    filled = {
        "{id}": name,
        "{name}": name.replace("-", " ").replace("_", " ").capitalize(),
        "{start}": start.isoformat(),
        "{end}": (start + LENGTH).isoformat(),
        "{baseline_start}": (start - 2 * LEAD).isoformat(),
        "{baseline_end}": (start - timedelta(days=1)).isoformat(),
        "objective: {objective}": f"{_objective(root, campaigns):<41}",
    }
    text = (STARTER / language / "campaign-new.yml").read_text(encoding="utf-8")
    for place, value in filled.items():
        text = text.replace(place, value)
    (folder / "data").mkdir(parents=True)
    (folder / "campaign.yml").write_text(text, encoding="utf-8")
    (folder / "data" / "ads.csv").write_text("date,channel,impressions,clicks,cost,conversions\n", encoding="utf-8")
    return tuple(f"{campaigns}/{name}/{part}" for part in ("campaign.yml", "data/ads.csv"))
