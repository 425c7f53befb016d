"""Chinese as the equal of English: the same entries, written as Chinese is, and one real campaign read as a whole."""

import ast
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from generator.compare.judged import Judged
from generator.metrics.project import Frame, read_campaigns, read_frame
from generator.pages.campaign import campaign_page
from generator.pages.numbers import Numbers, compact
from generator.pages.page import Around, Neighbour
from generator.pages.words import Words, load_words, parts, placeholders
from generator.report.campaigns import judge_all
from generator.spec.model import Period, SiteConfig, Unit
from generator.spec.playbook_file import Playbook, load_playbook
from generator.spec.shipped import shipped_content

ROOT = Path(__file__).parents[2]
HAN = "\u3400-\u9fff"
SAME = frozenset({"KPI", "KPI {kpi}", "SHA-256"})
"""What is written alike in both languages."""
TECHNICAL = re.compile(
    r"</?\w+>|campaign\.yml|campaigns/strategy\.yml|results\.json|`goalposts [\w ]+`|\bnear:|\(none\)"
)
"""Tags, names of files, commands and what is typed: neither language's words."""
LATIN = frozenset({
    "KPI", "OKR", "SMART", "CSV", "JSON", "SHA", "Goalposts", "Wilson", "Bartlett", "fixed", "Benjamini", "Hochberg",
    "MMM", "Git", "git",
})  # fmt: skip
"""Names and short forms that Chinese text uses as they are."""


@pytest.fixture(scope="session")
def zh() -> Words:
    return load_words("zh")


def plain(entries: Mapping[str, str]) -> dict[str, str]:
    """Entries by key without the plural's ending; of both forms, the plural."""
    return {re.sub(r"\.(one|other)$", "", key): text for key, text in entries.items()}


def test_both_languages_have_the_same_entries(words: Words, zh: Words) -> None:
    assert plain(zh.entries).keys() == plain(words.entries).keys()


def test_entries_ask_for_the_same_values(words: Words, zh: Words) -> None:
    english, chinese = plain(words.entries), plain(zh.entries)
    assert [key for key in english if placeholders(english[key]) != placeholders(chinese[key])] == []


def test_chinese_has_no_singular(zh: Words) -> None:
    assert [key for key in zh.entries if key.endswith(".one")] == []


def said(text: str) -> str:
    """What a reader sees of an entry, without its values and what is typed letter by letter."""
    return TECHNICAL.sub("", re.sub(r"\{\w+\}", "", text))


def test_no_entry_was_left_in_english(zh: Words) -> None:
    left = {
        key: text
        for key, text in zh.entries.items()
        if re.search("[A-Za-z]", said(text)) and not re.search(f"[{HAN}]", text) and text not in SAME
    }
    assert left == {}


def test_chinese_sentences_hold_no_english_words(zh: Words) -> None:
    found = {
        key: [w for w in re.findall(r"[A-Za-z]{3,}", said(text)) if w not in LATIN] for key, text in zh.entries.items()
    }
    assert {key: strange for key, strange in found.items() if strange} == {}


def test_punctuation_beside_han_is_full_width(zh: Words) -> None:
    half = re.compile(f"[{HAN}][,;:!?()]|[,;:!?()][{HAN}]|[{HAN}]\\.(?![a-z])")
    assert [key for key, text in zh.entries.items() if half.search(said(text))] == []


def test_han_and_latin_stand_apart_within_entries(zh: Words) -> None:
    close = re.compile(f"[{HAN}][A-Za-z0-9%]|[A-Za-z0-9%][{HAN}]")
    pieces = [(key, text) for key, entry in zh.entries.items() for text, named in parts(entry) if not named]
    assert [key for key, text in pieces if close.search(text)] == []


@pytest.mark.parametrize(
    ("entry", "value", "text"),
    [
        ("目标{a}。", "≥ 3", "目标 ≥ 3。"),
        ("目标{a}。", "达标", "目标达标。"),
        ("{a}达标", "CTR", "CTR 达标"),
        ("{a}达标", "点击率（CTR）", "点击率（CTR）达标"),
        ("{a}的", "5%", "5% 的"),
        ("为{a}，", "US$7", "为 US$7，"),
        ("为{a}，", "−7", "为 −7，"),
        ("为{a}", "春A组", "为春A组"),
        ("{a}", "", ""),
    ],
)
def test_a_value_stands_apart_from_han_where_it_begins_or_ends_in_latin(entry: str, value: str, text: str) -> None:
    assert Words("zh", {"k": entry})("k", a=value) == text


def test_tags_are_looked_through_and_values_escaped() -> None:
    words = Words("zh", {"k": "运行<b>{a}</b>得到"})
    assert words.html("k", a="<x>") == "运行<b>&lt;x&gt;</b>得到"
    assert words.html("k", a="x") == "运行 <b>x</b> 得到"


def test_sentences_follow_one_another_without_a_space(words: Words, zh: Words) -> None:
    assert zh.sentences(["甲。", "", "乙。"]) == "甲。乙。"
    assert words.sentences(["One.", "", "Two."]) == "One. Two."


@pytest.mark.parametrize(
    ("currency", "text"),
    [("CNY", "¥12,345.60"), ("USD", "US$12,345.60"), ("EUR", "€12,345.60"), ("JPY", "JP¥12,345.60")],
)
def test_money_has_the_sign_that_chinese_readers_know(zh: Words, currency: str, text: str) -> None:
    assert Numbers(zh, currency).value(12345.6, Unit.CURRENCY, 2) == text


def test_yuan_is_told_from_yen_in_english(words: Words) -> None:
    assert Numbers(words, "CNY").value(12345.6, Unit.CURRENCY, 2) == "CN¥12,345.60"


@pytest.mark.parametrize(
    ("start", "end", "days", "months"),
    [
        (date(2026, 3, 2), date(2026, 5, 31), "2026 年 3 月 2 日 – 5 月 31 日", "2026 年 3–5 月"),
        (date(2026, 5, 1), date(2026, 5, 5), "2026 年 5 月 1 日 – 5 日", "2026 年 5 月"),
        (
            date(2025, 12, 1),
            date(2026, 2, 28),
            "2025 年 12 月 1 日 – 2026 年 2 月 28 日",
            "2025 年 12 月–2026 年 2 月",
        ),
        (date(2026, 5, 1), date(2026, 5, 1), "2026 年 5 月 1 日", "2026 年 5 月"),
    ],
)
def test_periods(zh: Words, start: date, end: date, days: str, months: str) -> None:
    period = Period(start=start, end=end)
    assert (Numbers(zh).days(period), Numbers(zh).months(period)) == (days, months)


def test_axes_count_in_wan_and_yi() -> None:
    assert [word for _, word in compact("zh")] == [" 亿", " 万"]
    assert [word for _, word in compact("en")] == ["B", "M"]


def strings(file: Path) -> list[str]:
    """Strings of a module that may reach a reader: no docstrings, and nothing that is raised."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    unread = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        for inner in ast.walk(node)
    }
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in unread)
    return [node.value for node in constants if isinstance(node.value, str)]


def test_no_sentence_of_pages_and_charts_stands_in_the_code() -> None:
    words = re.compile(r"[A-Za-z]{2,} [a-z]{2,}")
    markup = re.compile(r"<[^>]*>?|[\w-]+=\"|@media|kpi-glyph ")
    files = [file for part in ("pages", "charts") for file in (ROOT / "generator" / part).glob("*.py")]
    assert len(files) > 50
    found = {
        f"{file.name}: {text}"
        for file in files
        if file.name not in {"terminal.py", "lesson_words.py"}  # Their words stand there in both languages.
        for text in strings(file)
        if words.search(text) and not markup.search(text)
    }
    assert found == set()


def test_no_sentence_of_pages_stands_in_a_template() -> None:
    for file in (ROOT / "generator" / "pages" / "templates").iterdir():
        text = re.sub(
            r"\A.*?^---$.*?^---$", "", file.read_text(encoding="utf-8"), count=1, flags=re.DOTALL | re.MULTILINE
        )
        text = re.sub(r"\{[{%#].*?[}%#]\}", "", text, flags=re.DOTALL)
        labels = re.findall(r'(?:alt|title|aria-label|data-label)="([^"]+)"', text)
        assert [label for label in labels if re.search("[A-Za-z]", label)] == [], file.name
        assert re.findall(r"[A-Za-z]{2,} [a-z]{2,}", re.sub(r"<[^>]*>", "", text)) == [], file.name


@pytest.fixture(scope="session")
def frame() -> Frame:
    return read_frame(ROOT)


@pytest.fixture(scope="session")
def signups(frame: Frame) -> Judged:
    """The site's own Chinese campaign, judged from its files, with its checks left to their own tests."""
    folders = [folder for folder in frame.folders if folder.name == "spring-signups-zh"]
    campaigns, problems = read_campaigns(frame, folders)
    assert problems == ()
    (judged,) = judge_all(frame, campaigns, date(2026, 6, 5))
    assert isinstance(judged, Judged)
    return judged


AROUND = Around(Neighbour("winter", {"zh": "冬季促活"}), None)


def test_a_real_campaign_word_by_word(
    signups: Judged, zh: Words, frame: Frame, golden: Callable[[str, str], None]
) -> None:
    """Look for: what a marketing manager would say, figures and dates as Chinese writes them, no English sentence."""
    chinese = {entry.id: entry for entry in load_playbook(shipped_content(), None, "zh", frame.vocabulary)}
    golden("pages/campaign_spring_signups_zh.md", campaign_page(signups, AROUND, frame.config, zh, chinese).markdown)


@pytest.mark.parametrize(
    "name", ["spring", "explained", "running", "foreseen", "upcoming", "no_data", "many", "hostile"]
)
def test_every_case_can_be_said(
    name: str, request: pytest.FixtureRequest, zh: Words, words: Words, config: SiteConfig, playbook: Playbook
) -> None:
    """Both pages have the same bones: headings, tables, pictures and links, in the same order."""
    made = request.getfixturevalue(name)
    judged = made(9) if callable(made) else made
    bones = re.compile(r"^#+|<(?:table|tr|td|th|img|figure|details|a|li|dt)\b", re.MULTILINE)
    chinese, english = (campaign_page(judged, AROUND, config, language, playbook) for language in (zh, words))
    assert bones.findall(chinese.markdown) == bones.findall(english.markdown)
    assert [chart.name for chart in chinese.charts] == [chart.name for chart in english.charts]
    seen = re.sub(r"<[^>]*>", "", re.sub('<span class="kpi-glyph.*?</span>', "◆", chinese.markdown))
    assert re.search(r"[。，；：！？] ", seen) is None or name == "hostile"
