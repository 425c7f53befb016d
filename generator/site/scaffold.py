"""What `init` and `new` write: a new site, a new campaign folder. Nothing that exists is written over."""

import json
import re
from datetime import date, timedelta
from pathlib import Path

from generator.errors import Location, Problem, ReportError
from generator.metrics.catalogue import load_catalogue
from generator.spec.load import load_site, load_strategy
from generator.spec.schema import json_schema

STARTER = Path(__file__).parent / "starter"
RENAMED = {"gitignore": ".gitignore"}
ID = re.compile(r"[a-z0-9][a-z0-9_-]*")
SCHEMAS = ("campaign", "strategy", "metrics", "site")
LEAD, LENGTH = timedelta(days=28), timedelta(days=27)


def write_site(folder: Path) -> tuple[str, ...]:
    """Write settings, one example campaign and a .gitignore into a new or empty folder; returns what was written."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ReportError([Problem(Location(str(folder)), "is not empty", "a folder that is new or empty")])
    written = []
    for source in sorted(path for path in STARTER.rglob("*") if path.is_file() and path.name != "campaign-new.yml"):
        inside = source.relative_to(STARTER)
        target = folder / inside.with_name(RENAMED.get(inside.name, inside.name))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
        written.append(target.as_posix())
    return (*written, *write_schemas(folder / "schemas"))


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


def write_campaign(root: Path, name: str, today: date) -> tuple[str, ...]:
    """Write a commented, valid campaign folder whose period begins in four weeks; returns what was written."""
    if not (root / "site_config.yml").exists():
        what = "there is no site here"
        raise ReportError(
            [Problem(Location(str(root)), what, "a folder with site_config.yml", "goalposts init writes one")]
        )
    campaigns = load_site(root).paths.campaigns
    at = Location(f"{campaigns}/{name}")
    if not ID.fullmatch(name):
        hint = re.sub(r"[^a-z0-9_-]+", "-", name.lower()).strip("-")
        raise ReportError(
            [
                Problem(
                    at,
                    f"`{name}` cannot be a campaign's id",
                    "lower-case letters, digits, `-` and `_`",
                    f"try `{hint}`",
                )
            ]
        )
    folder = root / campaigns / name
    if folder.exists():
        raise ReportError([Problem(at, "is there already", "an id that is not taken")])
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
    text = (STARTER / "campaign-new.yml").read_text(encoding="utf-8")
    for place, value in filled.items():
        text = text.replace(place, value)
    (folder / "data").mkdir(parents=True)
    (folder / "campaign.yml").write_text(text, encoding="utf-8")
    (folder / "data" / "ads.csv").write_text("date,channel,impressions,clicks,cost,conversions\n", encoding="utf-8")
    return tuple(f"{campaigns}/{name}/{part}" for part in ("campaign.yml", "data/ads.csv"))
