"""The playbook as it is shipped: both languages alike, every name known, every sentence fit to be filled in."""

import re
from collections import Counter
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

import pytest

from generator.metrics.catalogue import builtin
from generator.spec.model import Cause, FactorKind, Stage
from generator.spec.playbook_body import HEADINGS, PLACEHOLDERS, placeholders
from generator.spec.playbook_file import FAMILIES, MIX, SEGMENT, Entry, EntryHead, Sign, Way, load_playbook

CONTENT = Path(__file__).parents[2] / "content"
VOCABULARY = builtin().vocabulary()
LANGUAGES = ("en", "zh")
PLAYBOOK = {language: load_playbook(CONTENT, None, language, VOCABULARY) for language in LANGUAGES}
ENTRIES = [entry for entries in PLAYBOOK.values() for entry in entries]
ALWAYS = {"metric", "after", "target"}
"""Known of every KPI that the playbook is asked about."""
BY_DRIVER = {
    MIX: {"segment", "segment_before", "segment_after", "share_before", "share_after", "contribution"},
    SEGMENT: {"segment", "segment_before", "segment_after", "share_before", "share_after", "contribution"},
    "named": {"driver", "driver_before", "driver_after", "contribution"},
    "none": set(),
}
each = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry.language}-{entry.id}")


def lists(entry: Entry) -> tuple[tuple[str, ...], ...]:
    return entry.look_at, entry.try_next, entry.measure


def prose(entry: Entry) -> str:
    return "\n".join((entry.title, *(sentence for sentences in lists(entry) for sentence in sentences)))


def test_there_are_enough_entries_and_the_languages_are_equals() -> None:
    assert len(PLAYBOOK["en"]) >= 28
    shared = [name for name in EntryHead.model_fields if name != "title"]
    heads = {
        language: [(entry.id, *(getattr(entry, name) for name in shared)) for entry in entries]
        for language, entries in PLAYBOOK.items()
    }
    assert heads["en"] == heads["zh"]
    assert sorted(path.name for path in (CONTENT / "playbook").iterdir()) == sorted(LANGUAGES)


def test_both_languages_say_as_much_with_the_same_numbers() -> None:
    for english, chinese in zip(PLAYBOOK["en"], PLAYBOOK["zh"], strict=True):
        for one, other in zip(lists(english), lists(chinese), strict=True):
            assert len(one) == len(other), english.id
        shown = [
            {name for lines in lists(entry) for line in lines for name in placeholders(line)}
            for entry in (english, chinese)
        ]
        assert shown[0] - ALWAYS == shown[1] - ALWAYS, english.id


def test_every_stage_and_cause_has_entries() -> None:
    assert {entry.stage for entry in ENTRIES} == set(Stage)
    assert {cause for entry in ENTRIES for cause in entry.cause} == set(Cause)
    assert {sign for entry in ENTRIES for sign in entry.when} == set(Sign)


def test_nearly_every_metric_is_named_by_an_entry() -> None:
    """Deal size and length of a call have no advice of their own, only what fits any KPI."""
    named = {name for entry in ENTRIES for name in (*entry.metric, *entry.driver)}
    assert named >= set(FAMILIES)
    assert set(VOCABULARY.metrics) - named == {"average_deal_size", "average_call_time"}


def test_every_placeholder_is_used_somewhere() -> None:
    used = {name for entry in ENTRIES for lines in lists(entry) for line in lines for name in placeholders(line)}
    assert used == set(PLACEHOLDERS)


@each
def test_an_entry_is_whole(entry: Entry) -> None:
    assert all(2 <= len(sentences) <= 4 for sentences in lists(entry))
    assert re.search(r"[A-Z]", entry.source)
    assert len(entry.title) <= 60
    assert len(entry.metric) == len(set(entry.metric))
    assert all(20 <= len(line) <= 330 or entry.language == "zh" for lines in lists(entry) for line in lines)


@each
def test_an_entry_asks_only_for_numbers_that_its_driver_gives(entry: Entry) -> None:
    special = entry.driver[0] if entry.driver in ((MIX,), (SEGMENT,)) else "named" if entry.driver else "none"
    known = ALWAYS | BY_DRIVER[special] | ({"before"} if Sign.IMPROVED in entry.when else set())
    for sentences in lists(entry):
        assert all(placeholders(line) <= known for line in sentences), entry.id
        assert any(placeholders(line) <= ALWAYS for line in sentences), "a list with nothing left when numbers lack"


@each
def test_a_papers_source_has_author_and_year_and_a_page_its_owner(entry: Entry) -> None:
    owners = r"Google|Meta|Apple|Baymard Institute|Nielsen Norman Group|AppsFlyer"
    assert re.match(rf"(?:{owners}) ?[^,]*, \S|.+ (?:19|20)\d\d, \S", entry.source), entry.source


@each
def test_words_claim_no_more_than_is_known(entry: Entry) -> None:
    text = prose(entry)
    assert not re.search(
        r"\bsignificant|\bproves?\b|\bproved\b|\bcaused\b|leverage|utili[sz]e|synerg|\bboost", text, re.IGNORECASE
    )
    assert not re.search(r"显著|证明了|导致|赋能|抓手|闭环|打造", text)
    assert "…" not in text
    assert "!" not in text


@pytest.mark.parametrize("entry", PLAYBOOK["zh"], ids=lambda entry: entry.id)
def test_chinese_is_set_as_chinese(entry: Entry) -> None:
    """Full-width punctuation, and a space between Han and Latin letters or digits."""
    text = re.sub(r"\{(?:metric|driver|segment)\}", "指标", prose(entry))
    text = re.sub(r"\{\w+\}", "12", text)
    assert not re.search(r"[一-鿿][A-Za-z0-9]|[A-Za-z0-9%][一-鿿]", text), text
    assert not re.search(r"[一-鿿] ?[,;:?!()]|[,;:?!()] ?[一-鿿]", text), text
    assert not re.search(r"[，。；：？！（）“”] | [，。；：？！（）“”]", text), text
    assert all(re.search(r"[。？！）]$", line) for lines in lists(entry) for line in lines)


@pytest.mark.parametrize("entry", PLAYBOOK["en"], ids=lambda entry: entry.id)
def test_english_sentences_end(entry: Entry) -> None:
    assert all(re.search(r"[.?]$", line) for lines in lists(entry) for line in lines)
    assert not re.search(r"[一-鿿，。]", prose(entry))


def test_no_two_entries_say_the_same() -> None:
    for entries in PLAYBOOK.values():
        assert max(Counter(entry.title for entry in entries).values()) == 1
        lines = Counter(line for entry in entries for sentences in lists(entry) for line in sentences)
        assert [line for line, count in lines.items() if count > 1 and not placeholders(line)] == []
        for one, other in combinations(entries, 2):
            words = [re.findall(r"\w+", prose(entry)) for entry in (one, other)]
            quick = SequenceMatcher(None, *words, autojunk=False)
            if quick.quick_ratio() > 0.6:
                assert quick.ratio() < 0.6, (one.id, other.id)


def test_every_kind_of_factor_finds_entries() -> None:
    from generator.diagnose.playbook import CAUSE_OF

    assert set(CAUSE_OF) == set(FactorKind)
    answered = {cause for entry in ENTRIES if not entry.driver and not entry.when for cause in entry.cause}
    pointed_at = {kind: causes for kind, causes in CAUSE_OF.items() if kind is not FactorKind.OTHER}
    general = (
        FactorKind.COMPETITOR,
        FactorKind.HOLIDAY,
        FactorKind.SEASONALITY,
        FactorKind.MARKET,
        FactorKind.TRACKING,
    )
    assert all(not pointed_at[kind].isdisjoint(answered) for kind in general)
    assert all(entry.direction is not Way.EITHER for entry in ENTRIES if set(entry.driver) - {MIX, SEGMENT})


def test_the_headings_are_said_in_each_language() -> None:
    assert set(HEADINGS) == set(LANGUAGES)
