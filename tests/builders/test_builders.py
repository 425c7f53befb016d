"""Nothing depends on one builder: the same pages, built by ProperDocs, Zensical and Backstage's TechDocs."""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from crawl import broken, read

ROOT = Path(__file__).parents[2]
PROGRAMS = ROOT / ".venv-builders" / "bin"
LANGUAGES = {"en": ".", "zh": "zh"}
CAMPAIGN = "campaigns/example/index.html"
RUNNING = "campaigns/spring-signups-zh/index.html"

# What Backstage leaves of a mkdocs.yml (techdocs-node, ALLOWED_MKDOCS_KEYS), of the keys that we write.
TECHDOCS = {"site_name", "docs_dir", "nav", "not_in_nav", "markdown_extensions", "plugins", "validation"}


def as_it_is(settings: dict[str, Any]) -> dict[str, Any]:
    return settings


def for_techdocs(settings: dict[str, Any]) -> dict[str, Any]:
    """Cut the settings as Backstage does, and add its plugin."""
    kept = {key: value for key, value in settings.items() if key in TECHDOCS}
    return kept | {"plugins": ["techdocs-core"]}


Builder = tuple[tuple[str, ...], Callable[[dict[str, Any]], dict[str, Any]]]
BUILDERS: Mapping[str, Builder] = {
    "properdocs": (("properdocs", "build", "--strict", "--config-file", "mkdocs.yml"), as_it_is),
    "zensical": (("zensical", "build", "--strict", "--config-file", "mkdocs.yml"), as_it_is),
    "techdocs": (("mkdocs", "build", "--strict", "--config-file", "mkdocs.yml"), for_techdocs),
}


def build(small: Path, to: Path, builder: str, language: str) -> Path:
    """Hand a language's pages to a builder; returns the folder of its HTML."""
    command, adapted = BUILDERS[builder]
    program = PROGRAMS / command[0]
    assert program.exists(), "the other builders are not installed: run `make .venv-builders/installed`"
    work = small / ".goalposts" / LANGUAGES[language]
    shutil.copytree(work / "docs", to / "docs")
    settings = adapted(yaml.safe_load((work / "mkdocs.yml").read_text(encoding="utf-8")))
    out = (Path("out") / LANGUAGES[language]).as_posix()
    (to / "mkdocs.yml").write_text(yaml.safe_dump(settings | {"site_dir": out}, allow_unicode=True))
    env = os.environ | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    done = subprocess.run([program, *command[1:]], cwd=to, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"[-3000:]
    if LANGUAGES[language] != ".":
        # What is the same in every language stands once, with the first's pages.
        first = small / ".goalposts/docs"
        shutil.copytree(first / "assets", to / "out/assets")
        for file in first.glob("results.*"):
            shutil.copy(file, to / "out")
    return to / out


@pytest.fixture(scope="module", params=[(name, language) for name in BUILDERS for language in LANGUAGES], ids="-".join)
def built(request: pytest.FixtureRequest, small: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    builder, language = request.param
    return build(small, tmp_path_factory.mktemp(builder) / "site", builder, language), language


def test_every_page_is_whole_and_leads_where_it_says(built: tuple[Path, str], small: Path) -> None:
    site, language = built
    docs = small / ".goalposts" / LANGUAGES[language] / "docs"
    pages = {page.relative_to(docs).with_suffix(".html") for page in docs.rglob("*.md")}

    assert [page.as_posix() for page in sorted(pages) if not (site / page).is_file()] == []
    for page in pages:
        html = (site / page).read_text(encoding="utf-8")
        assert "<h1" in html, page
        assert 'markdown="' not in html, page
    assert broken(site, languages=False) == []


@pytest.mark.parametrize("page", [CAMPAIGN, RUNNING])
def test_a_campaign_has_its_scorecard_and_its_charts(built: tuple[Path, str], page: str) -> None:
    file = built[0] / page
    html = file.read_text(encoding="utf-8")
    charts = [link for link in read(file).references if link.endswith(".vl.svg")]

    assert 'class="kpi-scorecard' in html
    assert charts
    assert [chart for chart in charts if not (file.parent / chart).is_file()] == []
    assert all(f'src="{chart}"' in html or f'srcset="{chart}"' in html for chart in charts)
