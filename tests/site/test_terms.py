"""Terms of the glossary in built pages: linked once, where a link can stand, in either language."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.site.finish import finish_html
from generator.site.terms import Linker, linker_of
from generator.spec.glossary_file import Term

TERMS = (
    Term("kpi", "KPI", ("KPI", "KPIs"), 'A measure with a "target" & a date.', 1),
    Term("interval", "Interval", ("Interval", "intervals"), "A range.", 2),
    Term("confidence", "Confidence interval", ("Confidence interval", "95% interval"), "A likely range.", 3),
    Term("baseline", "基准", ("基准", "基准值"), "此前的水平。", 4),
    Term("smart", "SMART 原则", ("SMART 原则", "SMART"), "五个字母。", 5),
)
LINKER = Linker(TERMS)
PAGE = "campaigns/spring/index.html"


def linked(body: str, page: str = PAGE) -> str:
    html = LINKER.link(f"<body><nav>KPI</nav><article>{body}</article><footer>KPI</footer></body>", page)
    assert "<nav>KPI</nav>" in html
    assert "<footer>KPI</footer>" in html
    return html.partition("<article>")[2].partition("</article>")[0]


def ids(body: str) -> list[tuple[str, str]]:
    """Text and term of every link."""
    return [(text, name) for name, text in re.findall(r'#([\w-]+)" title="[^"]*">(.*?)</a>', linked(body), re.DOTALL)]


def test_a_term_is_linked_at_its_first_use_with_what_it_means_as_tooltip() -> None:
    assert linked("<p>Each KPI, and all KPIs.</p>") == (
        '<p>Each <a class="kpi-term" href="../../learn/glossary/index.html#kpi"'
        ' title="A measure with a &quot;target&quot; &amp; a date.">KPI</a>, and all KPIs.</p>'
    )
    assert 'href="learn/glossary/index.html#kpi"' in linked("<p>KPI</p>", "index.html")


def test_the_longest_term_wins_and_the_shorter_one_is_linked_where_it_stands_alone() -> None:
    assert ids("<p>The confidence interval is an interval.</p>") == [
        ("confidence interval", "confidence"),
        ("interval", "interval"),
    ]


@pytest.mark.parametrize("text", ["KPIX", "aKPI", "non-KPI", "KPI-like", "kpi", "Intervalle", "reinterval"])
def test_part_of_a_word_is_no_term(text: str) -> None:
    assert ids(f"<p>{text}</p>") == []


@pytest.mark.parametrize("text", ["(KPI)", "KPI.", "“KPI”", "Interval", "interval", "95%\ninterval"])
def test_a_term_ends_at_any_other_sign_and_may_begin_a_sentence(text: str) -> None:
    assert len(ids(f"<p>{text}</p>")) == 1


def test_chinese_terms_need_no_boundaries() -> None:
    assert ids("<p>活动前的基准值用SMART原则和KPI来定，基准不变。SMART 原则。</p>") == [
        ("基准值", "baseline"),
        ("SMART", "smart"),
        ("KPI", "kpi"),
    ]


@pytest.mark.parametrize(
    "inside",
    [
        "<h1>KPI</h1>",
        '<h2 id="kpi">The <em>KPI</em></h2>',
        '<a href="x">the KPI</a>',
        "<code>KPI</code>",
        "<pre><code>KPI\n</code></pre>",
        "<svg role='img'><text>KPI</text></svg>",
        "<nav>KPI</nav>",
        "<table><tr><th>KPI</th></tr></table>",
        '<table class="kpi-scorecard"><tr><td>KPI</td></tr></table>',
        "<details><summary>KPI</summary></details>",
        '<div class="kpi-name" role="heading" aria-level="3"><b>KPI</b></div>',
        '<p class="kpi-tags"><span>KPI</span></p>',
        "<!-- KPI -->",
        '<img alt="KPI > 3" src="x.png">',
        "<script>KPI</script>",
        "<button>KPI</button>",
        "<dt>KPI</dt>",
    ],
)
def test_nothing_is_linked_where_a_link_cannot_stand(inside: str) -> None:
    assert linked(f"{inside}<p>no term</p>") == f"{inside}<p>no term</p>"
    assert ids(f"{inside}<p>KPI</p>") == [("KPI", "kpi")], "its first use is the next"


def test_doing_it_twice_changes_nothing() -> None:
    once = LINKER.link("<article><p>KPI, KPI, interval, 基准</p><p>KPIs</p></article>", PAGE)
    assert once.count("kpi-term") == 3
    assert LINKER.link(once, PAGE) == once


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="KPIs <>/abp&;\"'95%基准值 \n", max_size=80))
def test_links_are_all_that_is_ever_added(text: str) -> None:
    html = f"<article>{text}</article>"
    once = LINKER.link(html, PAGE)
    assert re.sub(r'<a class="kpi-term"[^>]*>(.*?)</a>', r"\1", once, flags=re.DOTALL) == html
    assert LINKER.link(once, PAGE) == once


def test_the_glossary_and_pages_without_an_article_stay_as_they_are() -> None:
    page = "<article><p>KPI</p></article>"
    assert LINKER.link(page, "learn/glossary/index.html") == page
    assert LINKER.link("<p>KPI</p>", PAGE) == "<p>KPI</p>"
    assert Linker(()).link(page, PAGE) == page


def test_a_builders_main_element_will_do() -> None:
    assert "kpi-term" in LINKER.link("<main><p>KPI</p></main>", PAGE)


def test_the_finishing_pass_links_terms_and_docs_without_a_glossary_have_none(tmp_path: Path) -> None:
    assert linker_of(tmp_path) is None
    page = tmp_path / "learn/glossary/index.md"
    page.parent.mkdir(parents=True)
    page.write_text("### KPI\n\nA measure with a target.\n", encoding="utf-8")
    linker = linker_of(tmp_path)

    shown = finish_html("<article><p>A KPI.</p></article>", lambda _: None, linker, "index.html")
    assert 'href="learn/glossary/index.html#kpi" title="A measure with a target."' in shown
    assert finish_html("<article><p>A KPI.</p></article>", lambda _: None) == "<article><p>A KPI.</p></article>"


def test_the_time_it_takes_grows_with_the_page_and_not_faster() -> None:
    terms = [Term(f"t{n}", f"term{n} word", (f"term{n} word", f"term{n} words"), "Tip.", n) for n in range(100)]
    linker = Linker(terms)

    def seconds(paragraphs: int) -> float:
        page = f"<article>{'<p>some <b>plain</b> words and term7 words</p>' * paragraphs}</article>"
        start = time.process_time()
        linker.link(page, PAGE)
        return time.process_time() - start

    assert seconds(8_000) < 40 * max(seconds(800), 0.002)
