"""The mkdocs.yml: what MkDocs takes, what a site may add, what it may not change, and that no host is asked."""

from pathlib import Path

import pytest
import yaml

from generator.errors import Location, ReportError
from generator.site.config import mkdocs_config, write_config
from generator.site.content import Article
from generator.spec.model import SiteConfig

ARTICLES = (
    Article("", 1, "House rules", "house-rules.md"),
    Article("learn", 0, "Learn", "learn/index.md"),
    Article("learn", 1, "OKR", "learn/okr/index.md"),
    Article("our-team", 1, "People", "our-team/people.md"),
)


def settings(**mkdocs: object) -> dict:
    return mkdocs_config(SiteConfig(mkdocs=mkdocs), Path("site"), ARTICLES, "en")


def test_mkdocs_takes_the_file_without_a_word(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    from mkdocs.config import load_config

    (tmp_path / "docs").mkdir()
    file = write_config(SiteConfig(), tmp_path, tmp_path / "site", ARTICLES, "en")
    config = load_config(str(file))

    assert config.theme.name == "material"
    assert [record.getMessage() for record in caplog.records if record.levelname == "WARNING"] == []


def test_the_file_is_plain_yaml_that_any_builder_reads(tmp_path: Path):
    file = write_config(SiteConfig(), tmp_path, tmp_path / "site", ARTICLES, "en")

    assert "!!" not in file.read_text()
    assert yaml.safe_load(file.read_text())["plugins"] == [{"search": {"lang": "en", "separator": r"[\s\u200b\-]+"}}]


def test_the_file_keeps_its_time_where_nothing_changed(tmp_path: Path):
    file = write_config(SiteConfig(), tmp_path, tmp_path / "site", ARTICLES, "en")
    before = file.stat().st_mtime_ns
    write_config(SiteConfig(), tmp_path, tmp_path / "site", ARTICLES, "en")

    assert file.stat().st_mtime_ns == before


def test_the_navigation_names_every_page_and_no_campaign():
    assert settings()["nav"] == [
        {"Results": "index.md"},
        {"Strategy": "strategy/index.md"},
        {"Metrics": "metrics/index.md"},
        {"Playbook": "playbook/index.md"},
        {"Checks": "checks/index.md"},
        {"House rules": "house-rules.md"},
        {"Learn": [{"Learn": "learn/index.md"}, {"OKR": "learn/okr/index.md"}]},
        {"Our team": [{"People": "our-team/people.md"}]},
    ]
    assert "/campaigns/" in settings()["not_in_nav"]


def test_no_host_is_asked_for_fonts_or_repository_facts():
    config = mkdocs_config(
        SiteConfig.model_validate({"site": {"repo_url": "https://github.com/example/growth"}}), Path("site"), (), "en"
    )

    assert config["theme"]["font"] is False
    assert "repo_url" not in config
    assert config["extra"]["social"][0]["link"] == "https://github.com/example/growth"


def test_a_site_adds_to_lists_and_replaces_values():
    config = settings(
        theme={"features": ["navigation.top"], "palette": {"scheme": "slate"}},
        plugins=["tags", {"search": {"lang": ["en", "de"]}}],
        extra_css=["ours.css"],
        copyright="Growth team",
    )

    assert config["theme"]["features"][-1] == "navigation.top"
    assert "navigation.tabs" in config["theme"]["features"]
    assert config["theme"]["palette"] == {"scheme": "slate"}
    assert config["theme"]["font"] is False
    assert config["plugins"] == [{"search": {"lang": ["en", "de"]}}, "tags"]
    assert config["extra_css"][-1] == "ours.css"
    assert len(config["extra_css"]) == 2
    assert config["copyright"] == "Growth team"


def test_plugins_may_be_written_as_a_mapping():
    assert settings(plugins={"tags": {"enabled": True}})["plugins"][-1] == {"tags": {"enabled": True}}


@pytest.mark.parametrize("key", ["docs_dir", "site_dir", "nav", "site_name", "repo_url"])
def test_what_follows_from_other_settings_is_refused_with_its_line(key: str):
    at = Location("site_config.yml", 9, 3)
    config = SiteConfig(mkdocs={key: "x"}, places={("mkdocs", key): at})

    with pytest.raises(ReportError) as raised:
        mkdocs_config(config, Path("site"), (), "en")
    assert raised.value.problems[0].at == at


def test_a_setting_mkdocs_does_not_know_is_named_with_its_neighbour():
    with pytest.raises(ReportError, match="did you mean `copyright`"):
        settings(copywright="Growth team")
