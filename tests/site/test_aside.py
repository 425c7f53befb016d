"""Raw HTML kept from the Markdown parser: only whole blocks, put back as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.site.aside import ids, put_back, relink, set_aside

PAGE = """\
# Spring

<div class="kpi-page" markdown="1">

<dl class="kpi-facts">
<div><dt>Period</dt></div>
</dl>
<table id="kpi-rate">
<tr><td><div>nested</div>

after a blank line</td></tr>
</table>

## Rate

Some *text*, <b>bold</b>.

</div>
"""


def rendered(markdown: str) -> str:
    """What a Markdown parser makes of the marks: each a paragraph."""
    return "\n".join(f"<p>{line}</p>" if line.startswith("goalposts-aside-") else line for line in markdown.split("\n"))


def test_whole_blocks_are_set_aside_and_what_holds_markdown_is_not():
    text, blocks = set_aside(PAGE)

    assert [block.split("\n")[0] for block in blocks] == ['<dl class="kpi-facts">', '<table id="kpi-rate">']
    assert blocks[1].endswith("</table>")
    assert '<div class="kpi-page" markdown="1">' in text
    assert "## Rate" in text
    assert "nested" not in text


def test_blocks_come_back_where_they_were():
    text, blocks = set_aside(PAGE)

    assert put_back(rendered(text), blocks).replace("\n", "") == PAGE.replace("\n", "")


@pytest.mark.parametrize(
    "markdown",
    [
        "Text <div>within a line</div>\n",
        "Text right above\n<div>x</div>\n",
        "<div>x</div> and text behind\n",
        '<div markdown="1">\n\n*x*\n\n</div>\n',
        '<div>\n<p markdown="1">*x*</p>\n</div>\n',
        "<div>never closed\n",
        "<span>no block</span>\n",
        "    <div>code</div>\n",
    ],
)
def test_anything_else_is_left_to_the_parser(markdown: str):
    assert set_aside(markdown) == (markdown, ())


def test_anchors_and_links_of_blocks_are_known():
    block = '<div id="kpi-rate"><a class="x" href="../index.md#a">a</a><img src="b.svg" alt=""></div>'

    assert ids((block,)) == {"kpi-rate"}
    assert relink(block, str.upper) == block.replace("../index.md#a", "../INDEX.MD#A").replace("b.svg", "B.SVG")


@given(
    st.lists(
        st.sampled_from(["<div>", "</div>", "<table>", "</table>", "\n", "\n\n", "text", '<div markdown="1">']),
        max_size=20,
    )
)
def test_nothing_is_lost_whatever_the_page(pieces: list[str]):
    markdown = "".join(pieces)
    text, blocks = set_aside(markdown)

    assert put_back(rendered(text), blocks).replace("\n", "") == markdown.replace("\n", "")
