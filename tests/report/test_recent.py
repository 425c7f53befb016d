"""What happened lately, its feed, the pages of owners and tags, and llms.txt."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from made_summaries import kpi, summary

from generator.compare.result import State, Verdict
from generator.pages.labels import label_pages, labels_of
from generator.pages.llms import llms
from generator.pages.recent import feed, told
from generator.pages.words import load_words
from generator.report.recent import Event, Happened, events, since
from generator.report.summary import Move
from generator.spec.model import SiteConfig

ATOM = "{http://www.w3.org/2005/Atom}"
WORDS = load_words("en")
TODAY = date(2026, 6, 1)


def site(**more):
    return SiteConfig.model_validate({"site": {"name": "Results & <more>", **more}})


@pytest.fixture
def march():
    return summary("march", kpi("clicks", 3.0), verdict=Verdict.MISSED, owner="Growth", tags=("paid", "中国"))


@pytest.fixture
def may():
    period = (date(2026, 5, 1), date(2026, 6, 30))
    return summary(
        "may", kpi("clicks", 3.0), period=period, state=State.RUNNING, verdict=Verdict.RUNNING, owner="growth"
    )


def test_events_are_told_latest_first_and_not_before_their_day(march, may):
    found = events([march, may], TODAY)
    assert [(one.campaign, one.kind.value, one.day.isoformat()) for one in found] == [
        ("may", "launched", "2026-05-01"),
        ("march", "verdict", "2026-04-01"),
        ("march", "launched", "2026-03-01"),
    ]
    assert events([march], date(2026, 3, 31)) == found[2:]


def test_what_a_comparison_noted_is_told_too(march):
    noted = Event(date(2026, 5, 20), Happened.RESTATED, "march", "clicks", "3", "4")
    gone = Event(date(2026, 5, 20), Happened.RESTATED, "deleted", "clicks", "3", "4")
    found = told(events([march], TODAY, [noted, gone]), [march], WORDS)
    assert found[0].what == "Numbers restated, clicks: 3 became 4"
    assert len(found) == 3


def test_the_feed_is_atom_with_ids_that_last(march, may):
    found = told(events([march, may], TODAY), [march, may], WORDS)
    text = feed(found, site(url="https://docs.example.com/growth"), WORDS)
    root = ET.fromstring(text)
    assert root.findtext(f"{ATOM}title") == "Results & <more>"
    entries = root.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(entries) == 3
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", name or "") for name in ids)
    assert entries[0].find(f"{ATOM}link").get("href") == "https://docs.example.com/growth/campaigns/may/index.html"
    again = feed(told(events([march], TODAY), [march], WORDS), site(url="https://docs.example.com/growth"), WORDS)
    assert {i for i in ids if i} >= {e.findtext(f"{ATOM}id") for e in ET.fromstring(again).findall(f"{ATOM}entry")}


def test_a_feed_holds_no_character_that_xml_cannot(march):
    noted = Event(date(2026, 5, 20), Happened.TARGET, "march", "clicks", "\x1b[31m3", "\ufffe4")
    root = ET.fromstring(feed(told(events([march], TODAY, [noted]), [march], WORDS), site(), WORDS))
    assert "\x1b" not in ET.tostring(root, encoding="unicode")


def test_owners_and_tags_have_a_page_each_with_an_address_of_its_own(march, may):
    labels = labels_of([march, may])
    assert [(one.kind, one.name, one.count) for one in labels] == [
        ("owner", "Growth", 1),
        ("owner", "growth", 1),
        ("tag", "paid", 1),
        ("tag", "中国", 1),
    ]
    slugs = [one.slug for one in labels]
    assert len(set(slugs)) == 4
    assert slugs[2:] == ["tag-paid", "tag-中国"]
    pages = {page.path.as_posix(): page.markdown for page in label_pages([march, may], WORDS)}
    assert set(pages) == {"tags/index.md", *(f"tags/{slug}/index.md" for slug in slugs)}
    assert '<a href="../../campaigns/march/">' in pages["tags/tag-paid/index.md"]
    assert "may" not in pages["tags/tag-paid/index.md"]


def test_no_labels_no_pages():
    assert list(label_pages([summary("plain", kpi("clicks", 1.0))], WORDS)) == []


def test_llms_txt_names_data_campaigns_and_lessons(march):
    text = llms([march], [("SMART", "learn/smart/index.md")], site(), WORDS)
    assert text.startswith("# Results & <more>\n\n> ")
    assert "- [march](campaigns/march/index.html): Missed, 2026-03-01 to 2026-03-31" in text
    assert "- [SMART](learn/smart/index.html)" in text


def test_the_script_is_told_apart_from_what_works_without_it():
    script = (Path(__file__).parents[2] / "generator/pages/assets/goalposts-find.js").read_text(encoding="utf-8")
    assert "eval" not in script
    assert "innerHTML" not in script


def test_moved_targets_are_events(march):
    moved = replace(march, moves=(Move(day=date(2026, 3, 10), metric="clicks", before="12%", after="11%"),))
    found = told(events([moved], TODAY), [moved], WORDS)
    assert [one.what for one in found][1] == "Target moved after the start, clicks: 12% became 11%"


def test_results_that_say_otherwise_than_before_are_noted_once(march):
    new = replace(march, kpis=(kpi("clicks", 3.004),), head=march.head.model_copy(update={"verdict": Verdict.NEAR}))
    found = list(since(march, new, TODAY))
    assert [(one.kind, one.before, one.after) for one in found] == [
        (Happened.VERDICT, "missed", "near"),
        (Happened.RESTATED, "3.0", "3.004"),
    ]
    assert [Event.from_json(one.to_json()) for one in found] == found
    worded = [one.what for one in told(events([new], TODAY, found), [new], WORDS)[:2]]
    assert sorted(worded) == ["Numbers restated, clicks: 3.000 became 3.004", "Verdict changed: Missed became Near"]
    assert list(since(march, march, TODAY)) == []
