"""What pages show of the checks, by the page's language; the words around them are not what is looked at."""

import re
from dataclasses import replace

import pytest

from generator.checks.check import FAMILIES
from generator.checks.rules import RULES
from generator.compare.judged import Judged
from generator.compare.result import CheckResult, Level
from generator.pages.checks import check_pages
from generator.pages.pitfalls import pitfalls
from generator.pages.scene import scene
from generator.pages.words import Words, load_words
from generator.spec.model import SiteConfig

IN_ENGLISH = load_words("en")
IN_CHINESE = Words("zh", IN_ENGLISH.entries)
"""The checks' own words are Chinese, those around them stay English: the two are told apart."""
BY_WORDS = pytest.mark.parametrize("words", [IN_ENGLISH, IN_CHINESE], ids=lambda words: words.language)


def texts(words: Words) -> dict[str, str]:
    return {str(page.path): page.markdown for page in check_pages(words, {})}


@BY_WORDS
def test_every_check_has_its_page_in_the_language(words: Words) -> None:
    pages, language = texts(words), words.language
    for rule in RULES:
        page = pages[f"checks/{rule.code.lower()}/index.md"]
        for text in (rule.what, rule.why, rule.mend, rule.fails.note, rule.passes.note, rule.family):
            assert text.said_in(language) in page
        assert f"# {rule.code} {rule.title.said_in(language)}" in page
        other = rule.why.said_in("zh" if language == "en" else "en")
        assert other not in page


@BY_WORDS
def test_the_list_asks_by_family_in_the_language(words: Words) -> None:
    listed = texts(words)["checks/index.md"]
    for asked in {FAMILIES[rule.code[3]].said_in(words.language) for rule in RULES}:
        assert f"## {asked}" in re.sub("&#58;", ":", listed)
    assert all(rule.title.said_in(words.language) in listed for rule in RULES)


def test_the_start_of_a_long_file_counts_the_rest_in_the_language() -> None:
    page = "checks/kpi212/index.md"
    assert re.search("… [0-9]+ more lines", texts(IN_ENGLISH)[page])
    assert re.search("…… 另有 [0-9]+ 行", texts(IN_CHINESE)[page])
    assert "more lines" not in texts(IN_CHINESE)[page]


def test_a_campaign_page_words_its_findings_in_the_language(spring: Judged) -> None:
    one = CheckResult(
        code="KPI201", level=Level.WARNING, at="campaigns/spring/campaign.yml:7:1", message="no baseline",
        said={"en": "no baseline", "zh": "没有基准"},
    )  # fmt: skip
    alone = one.model_copy(update={"said": {}})
    result = spring.result.model_copy(update={"checks": (one, alone), "passed": ("KPI301",)})
    looked = scene(replace(spring, result=result), SiteConfig(), IN_ENGLISH)
    english = pitfalls(looked)
    chinese = pitfalls(replace(looked, words=IN_CHINESE))
    assert [found.message for found in english.raised] == ["No baseline", "No baseline"]
    assert [found.message for found in chinese.raised] == ["没有基准", "No baseline"]
    assert (english.raised[0].title, chinese.raised[0].title) == ("No baseline", "没有基准")
    assert (english.passed[0].title, chinese.passed[0].title) == ("Single KPI", "只有一个 KPI")
