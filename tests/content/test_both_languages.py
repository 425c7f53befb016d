"""The knowledge pages in two languages: the same facts under the same anchors, each in its own words."""

import re
from collections import Counter
from pathlib import Path

import pytest

CONTENT = Path(__file__).parents[2] / "content"
SLUGS = (
    "okr-and-kpi", "kra", "baselines", "certainty", "external-factors", "mix", "pacing", "several-metrics",
    "how-results-are-judged", "glossary",
)  # fmt: skip

FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
FIGURE = re.compile(r"\d[\d,]*\.\d+%?|\d{1,3}(?:,\d{3})+|\d+%")
"""A figure that both languages write in digits: with decimals, thousands or a percent sign."""
MARKER = re.compile(r"<!-- (/?(?:example|exercise)(?:: [a-z-]+)?) -->")
ENTRY = re.compile(
    r"^### ([^\n]+)\n<!-- id: ([a-z0-9-]+)(?:; also: ([^>]+))? -->\n\n(.+?)\n\n", re.MULTILINE | re.DOTALL
)
SHARED = ("Check yourself", "Sources")
"""Headings at the foot of every page, to which no other page links."""
OTHERWISE = {
    "baselines": {"22.2", "41.6", "23.4"},
    "external-factors": {"22.2", "41.6"},
    "several-metrics": {"22.2", "24.6", "40%"},
}
"""What Chinese writes with other digits: 22.2 million is 2,220 万, and 40% off are 六折."""


def read(language: str, slug: str) -> str:
    return (CONTENT / language / "learn" / slug / "index.md").read_text(encoding="utf-8")


def body(language: str, slug: str) -> str:
    """The page above its sources."""
    return re.split(r"^## (?:Sources|来源)$", read(language, slug), flags=re.MULTILINE)[0]


def headings(text: str) -> list[str]:
    return [line for line in FENCE.sub("", text).splitlines() if line.startswith("#")]


def named(heading: str) -> str:
    """Name a heading's anchor as GitHub and Python-Markdown do."""
    return re.sub(r"[^\w\- ]", "", heading.lstrip("# ").strip().lower()).replace(" ", "-")


def levels(text: str) -> list[int]:
    return [len(heading) - len(heading.lstrip("#")) for heading in headings(text)]


def links(text: str) -> Counter[str]:
    return Counter(link.partition("#")[0] for link in re.findall(r"\]\(([^)]+)\)", text))


@pytest.mark.parametrize("slug", SLUGS)
def test_both_languages_have_the_same_parts(slug: str) -> None:
    english, chinese = read("en", slug), read("zh", slug)
    assert levels(chinese) == levels(english)
    assert MARKER.findall(chinese) == MARKER.findall(english)
    assert chinese.count("<summary>") == english.count("<summary>")
    assert chinese.count("\n|") == english.count("\n|")
    assert links(chinese) == links(english)


@pytest.mark.parametrize("slug", SLUGS)
def test_no_figure_of_the_english_is_missing_in_the_chinese(slug: str) -> None:
    """The other way round there are more: `half as many again` is 50% in Chinese."""
    missing = Counter(FIGURE.findall(body("en", slug))) - Counter(FIGURE.findall(body("zh", slug)))
    assert {*missing} == OTHERWISE.get(slug, set())


def test_the_chinese_page_on_judging_has_the_anchors_of_the_english() -> None:
    english = [named(heading) for heading in headings(read("en", "how-results-are-judged"))[1:]]
    found = re.findall(r'^<a id="([a-z-]+)"></a>\n\n##', read("zh", "how-results-are-judged"), re.MULTILINE)
    assert found == [name for name in english if name not in {named(heading) for heading in SHARED}]


@pytest.mark.parametrize("slug", SLUGS)
def test_an_anchor_linked_to_on_these_pages_exists(slug: str) -> None:
    for language in ("en", "zh"):
        for path, anchor in re.findall(r"\]\(((?:\.\./)?[a-z-]*(?:/index\.md)?)#([a-z-]+)\)", read(language, slug)):
            name = path.split("/")[1] if path else slug
            if name not in SLUGS:
                continue
            text = read(language, name)
            assert anchor in {*map(named, headings(text)), *re.findall(r'<a id="([a-z-]+)">', text)}, anchor


@pytest.mark.parametrize("slug", SLUGS)
def test_chinese_is_set_as_chinese_is(slug: str) -> None:
    """A space between Han and Latin letters or digits, and full-width stops beside Han."""
    text = COMMENT.sub("", FENCE.sub("", read("zh", slug)))
    assert re.findall(r".{4}(?:[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9%][\u4e00-\u9fff]).{4}", text) == []
    assert re.findall(r".{4}[\u4e00-\u9fff][,;:?!()].{4}", text) == []
    assert not re.search(r"^===|^!!!|^\?\?\?|[{}]", text, re.MULTILINE)


def test_the_glossary_explains_the_same_terms_in_both_languages() -> None:
    entries = {language: ENTRY.findall(read(language, "glossary")) for language in ("en", "zh")}
    ids = [entry[1] for entry in entries["en"]]
    assert ids == [entry[1] for entry in entries["zh"]]
    assert len(set(ids)) == len(ids) == read("en", "glossary").count("\n### ") == read("zh", "glossary").count("\n### ")
    assert {"kpi", "okr", "kra", "verdict", "control", "placebo", "pacing", "ctr", "roas", "simpsons-paradox"} <= {*ids}


@pytest.mark.parametrize(("language", "stop", "longest"), [("en", ". ", 200), ("zh", "。", 90)])
def test_a_term_has_one_entry_and_a_tooltip_of_one_sentence(language: str, stop: str, longest: int) -> None:
    forms = Counter[str]()
    for term, _, also, text in ENTRY.findall(read(language, "glossary")):
        forms.update({term.lower(), *(form.strip().lower() for form in also.split(",") if form)})
        first = " ".join(text.split()).partition(stop)[0]
        assert 10 < len(first) <= longest, first
        assert "](" not in first, first
    assert [form for form, count in forms.items() if count > 1] == []


POINTS = {
    "okr-and-kpi": [
        "目标与关键成果法", "定目标、跟进目标", "有挑战", "团队一起商定", "看结果而不看忙碌", "考核员工", "安迪·格鲁夫",
        "约翰·杜尔", "1999", "领英", "脸书", "超越自己", "追求卓越", "战略与愿景", "一个季度内", "增长 50%",
        "优化注册流程",
        "增加推广活动", "日常运营", "客户满意度", "生产效率", "历史数据", "预测", "新想法", "初创公司", "互联网公司",
        "制造业",
        "零售业", "文化和领导力", "长远目标", "SMART", "很多严重的问题", "种种缺陷", "关键结果服从目标", "不被认可",
        "要让用户喜欢我们的产品", "不断往前走", "正确的方向", "先制定 OKR", "再用 KPI 考核员工", "过程",
    ],
    "kra": [
        "核心目标", "关键成功因素", "公司级 KPI", "高层次的目标", "指导组织", "在哪些关键领域取得显著的成果",
        "分解为哪些具体的维度", "由哪些关键结果组成", "公正的立场", "应当达成什么", "用什么结果来衡量", "可衡量的部分",
        "阶段性达成", "设定和跟踪", "整体战略",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("slug", "points"), POINTS.items(), ids=POINTS)
def test_every_point_of_the_article_is_there_in_its_own_language(slug: str, points: list[str]) -> None:
    text = read("zh", slug).replace("*", "")
    assert [point for point in points if point not in text] == []
