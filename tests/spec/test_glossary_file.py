"""The glossary's file: terms, other forms, tooltips, anchors, and every mistake with its line."""

import pytest

from generator.errors import ReportError
from generator.spec.glossary_file import read_glossary, slug, with_anchors

TEXT = """# Glossary

## Goals

### Close call
<!-- id: close-call; also: close calls, *hair's breadth* -->

A **close call** is a [verdict](../x/index.md) whose interval, e.g. 95%, holds the target. It may turn.

More of it.

### 基准
<!-- id: baseline; also: 基准值、基线 -->
基准是此前的水平。与它比较。

### KPI
A measure with a target
"""


def test_terms_have_an_id_every_form_and_their_first_sentence_as_plain_text() -> None:
    call, baseline, kpi = read_glossary(TEXT, "x.md")

    assert (call.id, call.title, call.line) == ("close-call", "Close call", 5)
    assert call.forms == ("Close call", "close calls", "hair's breadth")
    assert call.tip == "A close call is a verdict whose interval, e.g."  # a sentence ends at a stop and a blank
    assert (baseline.id, baseline.forms, baseline.tip) == ("baseline", ("基准", "基准值", "基线"), "基准是此前的水平。")
    assert (kpi.id, kpi.tip) == ("kpi", "A measure with a target")


def test_an_anchor_stands_where_the_heading_gives_another_id() -> None:
    text = with_anchors(TEXT, "x.md")

    assert text.count("<a id=") == 1, "headings whose own anchor is the id need none"
    assert '\n<a id="baseline"></a>基准是此前的水平。' in text
    assert read_glossary(text, "x.md") == read_glossary(TEXT, "x.md")


def test_a_slug_is_as_github_and_the_site_make_it() -> None:
    assert slug("OKR (objectives and key results)") == "okr-objectives-and-key-results"
    assert slug("“接近”区") == "接近区"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("### A\n<!-- ids: a -->\nText.\n", "x.md:2:1: `ids: a` is not understood; expected `<!-- id: slug; also:"),
        ("### A\n<!-- id: A b -->\nText.\n", "x.md:2:1: `A b` cannot be a term's id"),
        ("### 基准\n基准是。\n", "x.md:1:1: `基准` cannot be a term's id"),
        ("\n### A\n<!-- id: a -->\n\n### B\nText.\n", "x.md:2:1: `A` is not explained"),
        ("### A\nText.\n\n### A b\n<!-- id: a -->\nText.\n", "x.md:4:1: the id `a` is taken by `A` in line 1"),
        ("### A\nText.\n\n### B\n<!-- id: b; also: A -->\nText.\n", "x.md:4:1: `A` also stands for `A` in line 1"),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, said: str) -> None:
    with pytest.raises(ReportError) as error:
        read_glossary(text, "x.md")
    assert said in str(error.value)


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(ReportError) as error:
        read_glossary("### A\n\n### B\n<!-- no -->\nText.\n", "x.md")
    assert len(error.value.problems) == 2
