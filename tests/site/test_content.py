"""Knowledge pages: the package's own, a site's in their place, and nothing from outside."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.errors import Location, Problem, ReportError
from generator.site.content import Article, write_content
from generator.spec.shipped import shipped_content


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    learn = tmp_path / "shipped/en/learn"
    for name, text in {
        "index.md": "# Learn\n",
        "okr/index.md": "---\norder: 2\n---\n\n# OKR\n\n![A](a.svg)\n",
        "okr/a.svg": "<svg/>",
        "kpi/index.md": "---\norder: 1\ntitle: KPI, briefly\n---\n\n# KPI\n",
    }.items():
        (learn / name).parent.mkdir(parents=True, exist_ok=True)
        (learn / name).write_text(text)
    return tmp_path / "shipped"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "content/en/learn/okr").mkdir(parents=True)
    return tmp_path / "content"


def test_shipped_pages_come_with_the_files_beside_them(tmp_path: Path, shipped: Path):
    content = write_content(tmp_path / "docs", shipped, None, "en")

    assert (tmp_path / "docs/learn/okr/a.svg").read_text() == "<svg/>"
    assert content.changed == {"learn/index.md", "learn/okr/index.md", "learn/kpi/index.md"}


def test_pages_come_in_their_order_named_by_front_matter_or_heading(tmp_path: Path, shipped: Path):
    articles = write_content(tmp_path / "docs", shipped, None, "en").articles

    assert [(article.title, article.path) for article in articles] == [
        ("Learn", "learn/index.md"),
        ("KPI, briefly", "learn/kpi/index.md"),
        ("OKR", "learn/okr/index.md"),
    ]


def test_a_sites_own_page_takes_the_place_of_the_shipped_one_and_the_others_stay(
    tmp_path: Path, shipped: Path, own: Path
):
    (own / "en/learn/okr/index.md").write_text("# Our OKRs\n")
    (own / "en/house-rules.md").write_text("# House rules\n")

    articles = write_content(tmp_path / "docs", shipped, own, "en").articles

    assert (tmp_path / "docs/learn/okr/index.md").read_text() == "# Our OKRs\n"
    assert {article.title for article in articles} == {"Learn", "KPI, briefly", "Our OKRs", "House rules"}


def test_nothing_is_written_twice(tmp_path: Path, shipped: Path):
    write_content(tmp_path / "docs", shipped, None, "en")

    assert write_content(tmp_path / "docs", shipped, None, "en").changed == frozenset()


def test_a_page_that_is_gone_is_removed_and_named(tmp_path: Path, shipped: Path, own: Path):
    (own / "en/learn/ours").mkdir()
    (own / "en/learn/ours/index.md").write_text("# Ours\n")
    write_content(tmp_path / "docs", shipped, own, "en")
    (own / "en/learn/ours/index.md").unlink()

    content = write_content(tmp_path / "docs", shipped, own, "en")

    assert "learn/ours/index.md" in content.changed
    assert not (tmp_path / "docs/learn/ours").exists()


def test_a_link_out_of_the_content_folder_is_refused(tmp_path: Path, shipped: Path, own: Path):
    (tmp_path / "secret.md").write_text("# Secret\n")
    (own / "en/learn/okr/index.md").symlink_to(tmp_path / "secret.md")

    with pytest.raises(ReportError, match="leads out of the content folder"):
        write_content(tmp_path / "docs", shipped, own, "en")
    assert not (tmp_path / "docs").exists()


def test_a_page_where_one_of_ours_is_made_is_refused_with_its_place(tmp_path: Path, shipped: Path, own: Path):
    (own / "en/index.md").write_text("# Mine\n")
    (own / "en/campaigns").mkdir()
    (own / "en/campaigns/x.md").write_text("# Mine\n")

    with pytest.raises(ReportError) as raised:
        write_content(tmp_path / "docs", shipped, own, "en")
    assert [problem.at.file for problem in raised.value.problems] == [
        "content/en/campaigns/x.md",
        "content/en/index.md",
    ]


def test_a_site_without_content_of_its_own_has_the_shipped_one(tmp_path: Path, shipped: Path):
    content = write_content(tmp_path / "docs", shipped, tmp_path / "nowhere", "en")

    assert len(content.articles) == 3


def test_the_package_ships_its_knowledge_pages():
    titles = {path.parent.name for path in (shipped_content() / "en/learn").glob("*/index.md")}

    assert {"comparing-results-with-kpis", "okr-and-kpi"} <= titles


def test_pages_are_made_ready_with_their_section_and_every_problem_is_told(tmp_path: Path, shipped: Path, own: Path):
    (own / "en/learn/okr/index.md").write_text("# Our OKRs\n")
    seen = {}

    def ready(text: str, page: Article, file: str, around: Sequence[Article]) -> str:
        seen[page.path] = (file, [one.title for one in around])
        return f"{text}\nReady.\n"

    write_content(tmp_path / "docs", shipped, own, "en", ready=ready)
    assert (tmp_path / "docs/learn/okr/index.md").read_text() == "# Our OKRs\n\nReady.\n"
    assert seen["learn/okr/index.md"][0] == "content/en/learn/okr/index.md"
    assert seen["learn/index.md"][1] == ["Learn", "KPI, briefly", "Our OKRs"]

    def wrong(_text: str, _page: Article, file: str, _around: Sequence[Article]) -> str:
        raise ReportError([Problem(Location(file, 3), "is wrong")])

    with pytest.raises(ReportError) as error:
        write_content(tmp_path / "docs", shipped, own, "en", ready=wrong)
    assert len(error.value.problems) == 3
