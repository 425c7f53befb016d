"""The pass over built pages: pictures go inline, links work from disk, and nothing dangerous gets in."""

from pathlib import Path

import pytest

from generator.site.finish import SMALL, finish_html, finish_site, read_beside

WIDE = (
    '<svg xmlns="http://www.w3.org/2000/svg" font-family="x" width="632" height="250"><style>:root{}</style>'
    '<rect width="100%" height="100%" fill="var(--kpi-ground, #fff)"/><clipPath id="a-clip0"/>'
    '<g clip-path="url(#a-clip0)"><circle fill="var(--kpi-actual, #6d8196)"/></g></svg>\n'
)
NARROW = WIDE.replace("632", "328").replace("a-clip0", "an-clip0")
SMALL_ONE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="220" height="28"><rect fill="var(--kpi-actual, #6d8196)"/></svg>'
)
FILES = {
    "trend.vl.svg": WIDE,
    "trend-n.vl.svg": NARROW,
    "bullet.svg": SMALL_ONE,
    "same.vl.svg": WIDE,
    "same-n.vl.svg": WIDE,
}

PICTURE = (
    '<figure>\n<picture class="p"><source media="(max-width: 44em)" srcset="trend-n.vl.svg">'
    '<img class="kpi-chart" src="trend.vl.svg" alt="Rate &quot;A&quot; is above 3%"></picture>\n</figure>'
)


def finished(html: str) -> str:
    return finish_html(html, FILES.get)


def test_a_picture_becomes_both_drawings_in_a_figure_that_answers_to_touch():
    html = finished(PICTURE)

    assert '<figure class="kpi-chart" data-chart="trend" tabindex="0"><span class="kpi-w"><svg' in html
    assert '<span class="kpi-n"><svg' in html
    assert "<picture" not in html
    assert html.count("<svg") == 2


def test_inline_drawings_drop_their_own_style_and_ground():
    html = finished(PICTURE)

    assert "<style>" not in html
    assert "--kpi-ground" not in html
    assert html.count("var(--kpi-actual") == 2


def test_the_finding_stays_the_pictures_text_alternative():
    assert finished(PICTURE).count('role="img" aria-label="Rate &quot;A&quot; is above 3%"') == 2


def test_a_markdown_image_alone_in_its_paragraph_becomes_a_figure():
    html = finished('<p><img alt="Up" src="trend.vl.svg" /></p>')

    assert html.startswith('<figure class="kpi-chart" data-chart="trend" tabindex="0"><span class="kpi-w">')
    assert "<p>" not in html


def test_a_chart_within_a_sentence_gets_no_figure_for_none_may_stand_there():
    html = finished('<p>See <img alt="Up" src="trend.vl.svg" /> there.</p>')

    assert html.startswith('<p>See <span class="kpi-w kpi-n"><svg')
    assert "<figure" not in html


def test_drawings_that_are_the_same_wide_and_narrow_are_put_in_once():
    html = finished('<img class="kpi-chart kpi-chart-small" alt="Up" src="same.vl.svg">')

    assert html.startswith(
        '<figure class="kpi-chart kpi-chart-small" data-chart="same" tabindex="0"><span class="kpi-w kpi-n"><svg'
    )
    assert html.count("<svg") == 1


def test_a_small_graphic_goes_inline_with_its_classes():
    html = finished('<td><img class="kpi-bullet" src="bullet.svg" alt="90% of target" width="220" height="28"></td>')

    assert "<td><svg" in html
    assert 'class="kpi-bullet" role="img" aria-label="90% of target"' in html


def test_a_decoration_is_hidden_from_readers_of_the_page():
    html = finished('<img class="kpi-bullet" src="bullet.svg" alt="">')

    assert 'aria-hidden="true"' in html
    assert "role=" not in html


def test_a_picture_shown_twice_has_its_ids_once():
    html = finished('<img src="same.vl.svg" alt="A"><img src="same.vl.svg" alt="B">')

    assert html.count('id="a-clip0"') == 1
    assert html.count('id="a-clip0-2"') == 1
    assert "url(#a-clip0-2)" in html


def test_finishing_twice_changes_nothing():
    once = finished(PICTURE + '<p><img alt="Up" src="trend.vl.svg" /></p><a href="../x/">x</a>')

    assert finished(once) == once


@pytest.mark.parametrize(
    "image",
    [
        '<img src="photo.png" alt="A">',
        '<img src="absent.svg" alt="A">',
        '<img src="https://example.org/bullet.svg" alt="A">',
        '<img src="/bullet.svg" alt="A">',
        '<img alt="A">',
    ],
)
def test_other_images_stay_as_they_are(image: str):
    assert finished(image) == image


@pytest.mark.parametrize(
    "inside", ["<script>alert(1)</script>", '<rect onload="alert(1)"/>', '<a href="javascript:alert(1)"/>']
)
def test_an_image_that_would_act_in_a_page_stays_an_image(inside: str):
    image = '<img src="x.svg" alt="A">'

    assert finish_html(image, {"x.svg": SMALL_ONE.replace("<rect", f"{inside}<rect")}.get) == image


def test_somebody_elses_drawing_and_a_big_one_stay_images():
    images = '<img src="logo.svg" alt="A"><img src="big.svg" alt="B">'
    files = {"logo.svg": "<svg><rect fill='#000'/></svg>", "big.svg": SMALL_ONE + " " * SMALL}

    assert finish_html(images, files.get) == images


@pytest.mark.parametrize(
    ("link", "leads_to"),
    [
        ("campaigns/spring/", "campaigns/spring/index.html"),
        ("../", "../index.html"),
        ("..", "../index.html"),
        ("./", "./index.html"),
        ("../spring/#kpi", "../spring/index.html#kpi"),
        ("../spring/index.md", "../spring/index.html"),
        ("../spring/index.md#kpi", "../spring/index.html#kpi"),
        ("notes/README.md", "notes/index.html"),
    ],
)
def test_links_lead_to_files_so_that_a_copied_folder_works(link: str, leads_to: str):
    assert finished(f'<a class="x" href="{link}">x</a>') == f'<a class="x" href="{leads_to}">x</a>'


@pytest.mark.parametrize(
    "link",
    ["#kpi", "kpis.csv", "https://example.org/", "https://example.org/a.md", "/elsewhere/", "mailto:a@b.md", "a.html"],
)
def test_other_links_stay_as_they_are(link: str):
    assert finished(f'<a href="{link}">x</a>') == f'<a href="{link}">x</a>'


def test_no_file_outside_the_docs_is_read(tmp_path: Path):
    docs = tmp_path / "docs"
    (docs / "a").mkdir(parents=True)
    (tmp_path / "secret.svg").write_text(SMALL_ONE)
    (docs / "beside.svg").write_text(SMALL_ONE)

    assert read_beside(docs / "a", docs, "../../secret.svg") is None
    assert read_beside(docs / "a", docs, "../beside.svg") == SMALL_ONE


def test_a_built_site_is_finished_in_place(tmp_path: Path):
    site, docs = tmp_path / "site", tmp_path / "docs"
    for folder in (site, docs):
        (folder / "campaigns/spring").mkdir(parents=True)
    (docs / "campaigns/spring/trend.vl.svg").write_text(WIDE)
    page = site / "campaigns/spring/index.html"
    page.write_text('<p><img alt="Up" src="trend.vl.svg" /></p>')

    finish_site(site, ["campaigns/spring/index.html", "gone/index.html"], docs)

    assert page.read_text().startswith('<figure class="kpi-chart" data-chart="trend" tabindex="0">')


def test_cells_are_aligned_by_a_class():
    html = '<td align="right">1</td><th align="center">a</th><td class="x">2</td>'
    done = '<td class="kpi-align-right">1</td><th class="kpi-align-center">a</th><td class="x">2</td>'

    assert finish_html(html, lambda _: None) == done
