"""Entries of the playbook: read whole, a site's own in place of the shipped ones, every mistake told with its place."""

from pathlib import Path

import pytest

from generator.errors import ReportError
from generator.spec.model import Better, Cause, Stage, Unit
from generator.spec.playbook_body import PLACEHOLDERS
from generator.spec.playbook_file import Sign, Way, families_of, load_playbook

HEAD = """\
---
title: Clicks became dearer
metric: [cost_per_lead, costs]
stage: conversion
driver: clicks
direction: lower
cause: competition
source: A book, 2020
---
"""
BODY = """
## What to look at

- {metric} stands at {after};
  the target was {target}.
- The bids.

## What to try

- Lower them.

## What to measure

- {driver}, weekly.
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A folder of content with one entry, `dear-clicks`, and room for others."""
    write(tmp_path / "content", "dear-clicks")
    return tmp_path / "content"


def write(content: Path, name: str, text: str = HEAD + BODY, language: str = "en") -> Path:
    file = content / "playbook" / language / f"{name}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def told(content: Path, vocabulary, own: Path | None = None) -> list[str]:
    """What is wrong, each with its place inside the playbook."""
    with pytest.raises(ReportError) as raised:
        load_playbook(content, own, "en", vocabulary)
    return [str(problem).removeprefix("content/playbook/en/") for problem in raised.value.problems]


def test_an_entry_is_read(content, vocabulary):
    (entry,) = load_playbook(content, None, "en", vocabulary)
    assert (entry.id, entry.language, entry.file) == ("dear-clicks", "en", "content/playbook/en/dear-clicks.md")
    assert entry.title == "Clicks became dearer"
    assert entry.metric == ("cost_per_lead", "costs")
    assert (entry.stage, entry.driver, entry.direction) == (Stage.CONVERSION, ("clicks",), Way.LOWER)
    assert (entry.cause, entry.when, entry.source) == ((Cause.COMPETITION,), (), "A book, 2020")
    assert entry.look_at == ("{metric} stands at {after}; the target was {target}.", "The bids.")
    assert (entry.try_next, entry.measure) == (("Lower them.",), ("{driver}, weekly.",))


def test_a_driver_may_be_none_and_an_entry_may_ask_for_signs(content, vocabulary):
    head = HEAD.replace("driver: clicks", "driver: none").replace("lower", "either") + ""
    head = head.replace("cause: competition", "cause: [target, other]\nwhen: improved")
    write(content, "dear-clicks", head + BODY)
    (entry,) = load_playbook(content, None, "en", vocabulary)
    assert (entry.driver, entry.direction, entry.when) == ((), Way.EITHER, (Sign.IMPROVED,))
    assert entry.cause == (Cause.TARGET, Cause.OTHER)


def test_a_sites_own_entry_replaces_the_shipped_one_or_stands_beside_it(content, vocabulary, tmp_path):
    own = tmp_path / "site" / "content"
    write(own, "dear-clicks", (HEAD + BODY).replace("dearer", "much dearer"))
    write(own, "another")
    entries = load_playbook(content, own, "en", vocabulary)
    assert [(entry.id, entry.title) for entry in entries] == [
        ("another", "Clicks became dearer"),
        ("dear-clicks", "Clicks became much dearer"),
    ]


def test_a_language_that_is_not_shipped_has_the_english_entries_and_the_sites_own(content, vocabulary, tmp_path):
    own = tmp_path / "site" / "content"
    write(own, "dear-clicks", (HEAD + BODY).replace("Clicks became dearer", "Klicks wurden teurer"), "de")
    assert [entry.title for entry in load_playbook(content, own, "de", vocabulary)] == ["Klicks wurden teurer"]
    assert [entry.title for entry in load_playbook(content, None, "de", vocabulary)] == ["Clicks became dearer"]


def test_an_unchanged_file_is_not_parsed_again_and_a_changed_one_is(content, vocabulary):
    first = load_playbook(content, None, "en", vocabulary)
    assert load_playbook(content, None, "en", vocabulary)[0] is first[0]
    write(content, "dear-clicks", (HEAD + BODY).replace("dearer", "cheaper"))
    assert load_playbook(content, None, "en", vocabulary)[0].title == "Clicks became cheaper"


def test_a_site_without_a_playbook_has_the_shipped_one(content, vocabulary, tmp_path):
    assert len(load_playbook(content, tmp_path / "none", "en", vocabulary)) == 1
    assert load_playbook(tmp_path / "none", None, "en", vocabulary) == ()


def test_every_mistake_of_every_file_is_told_at_once(content, vocabulary):
    head = HEAD.replace("cost_per_lead", "cost_per_leed").replace("clicks", "klicks").replace("lower", "down")
    write(content, "dear-clicks", head + BODY.replace("{after}", "{aftr}"))
    write(content, "other", HEAD.replace("competition", "rivalry") + BODY)
    problems = told(content, vocabulary)
    assert [problem.split(";")[0] for problem in problems] == [
        "dear-clicks.md:3:10: `metric: cost_per_leed` is not known",
        "dear-clicks.md:5:1: `driver: klicks` is not known",
        "dear-clicks.md:6:1: `direction: down` is not one of the choices",
        "dear-clicks.md:13:22: `{aftr}` is not a placeholder",
        "other.md:7:1: `rivalry` in `cause` is not one of the choices",
    ]
    hints = ["`cost_per_lead`?", "`clicks`?", "`lower`, `higher` or `either`", "`after`?", "`other`"]
    assert all(problem.endswith(hint) for problem, hint in zip(problems, hints, strict=True))
    assert all(f"`{{{name}}}`" in problems[3] for name in PLACEHOLDERS)


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("- The bids.", "- The {bids.", "dear-clicks.md:15:7", "a `{` stands alone"),
        ("- The bids.", "- A list\nof bids.", "dear-clicks.md:16:1", "this line is in no list"),
        ("## What to try", "## What to do", "dear-clicks.md:17:1", "`What to do` is not one of the headings"),
        ("- Lower them.\n", "", "dear-clicks.md:22:1", "nothing stands under `## What to try`"),
        ("## What to measure", "## What to try", "dear-clicks.md:21:1", "`What to try` stands in the wrong place"),
        ("\n## What to look at", "Hello.\n\n## What to look at", "dear-clicks.md:10:1", "before the first heading"),
        ("title: Clicks became dearer", "title: '{metric}'", "dear-clicks.md:2:1", "a title has nothing filled in"),
        ("direction: lower", "direction: either", "dear-clicks.md:6:1", "a driver moved one way or the other"),
        ("source: A book, 2020\n", "", "dear-clicks.md:1:1", "`source` is missing"),
        ("stage: conversion", "stages: conversion", "dear-clicks.md:4:1", "stages"),
        ("metric: [cost_per_lead, costs]", "metric: []", "dear-clicks.md:3:1", "`metric`"),
    ],
)
def test_a_mistake_is_told_at_its_place(content, vocabulary, old, new, place, words):
    text = HEAD + BODY
    assert old in text
    write(content, "dear-clicks", text.replace(old, new))
    assert any(line.startswith(place) and words in line for line in told(content, vocabulary))


def test_a_file_without_front_matter_is_told_so(content, vocabulary):
    write(content, "dear-clicks", BODY)
    (problem,) = told(content, vocabulary)
    assert problem.startswith("dear-clicks.md:1:1: the file has no front matter; expected `---` in the first line")


def test_a_file_whose_name_is_no_id_is_refused(content, vocabulary):
    write(content, "Dear Clicks")
    (problem,) = told(content, vocabulary)
    assert problem.startswith("Dear Clicks.md: `Dear Clicks` cannot be an entry's id")


def test_a_link_out_of_the_content_folder_is_refused(content, vocabulary, tmp_path):
    (tmp_path / "secret.md").write_text(HEAD + BODY, encoding="utf-8")
    (content / "playbook" / "en" / "linked.md").symlink_to(tmp_path / "secret.md")
    (problem,) = told(content, vocabulary)
    assert problem.startswith("linked.md: leads out of the content folder")


@pytest.mark.parametrize(
    ("metric", "families"),
    [
        ("conversion_rate", {"all", "rates"}),
        ("cost_per_lead", {"all", "costs"}),
        ("clicks", {"all", "volumes"}),
        ("roas", {"all"}),
        ("frequency", {"all"}),
    ],
)
def test_metrics_belong_to_families(vocabulary, metric, families):
    words = vocabulary.metrics[metric]
    assert families_of(words) == families
    assert (words.unit is Unit.PERCENT) == ("rates" in families)
    assert words.better in Better
