"""Owners and tags: a page for each with its campaigns, so that a portfolio can be filtered without a script."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath

from generator.compare.result import State
from generator.pages.escape import line
from generator.pages.numbers import Numbers
from generator.pages.page import Page
from generator.pages.rendering import render
from generator.pages.rows import in_order, row_of
from generator.pages.words import Words
from generator.report.summary import Summary

FOLDER = "tags"
SHOWN = 12
"""Owners, and tags, that the index offers: the commonest; all are on the page of tags."""
_LONGEST = 60
"""Characters of a label that its page's address keeps."""


@dataclass(frozen=True, slots=True)
class Label:
    """An owner or a tag, with the campaigns that bear it."""

    kind: str
    """`owner` or `tag`."""
    name: str
    slug: str
    campaigns: tuple[Summary, ...]

    @property
    def count(self) -> int:
        """Number of campaigns."""
        return len(self.campaigns)


def labels_of(summaries: Sequence[Summary]) -> tuple[Label, ...]:
    """Owners, then tags; of each the commonest first."""
    owners: dict[str, list[Summary]] = {}
    tags: dict[str, list[Summary]] = {}
    for one in summaries:
        if one.head.owner:
            owners.setdefault(one.head.owner, []).append(one)
        for tag in dict.fromkeys(one.head.tags):
            tags.setdefault(tag, []).append(one)
    return (*_labels("owner", owners), *_labels("tag", tags))


def _labels(kind: str, found: Mapping[str, Sequence[Summary]]) -> Iterator[Label]:
    slugs = _slugs(kind, sorted(found))
    for name in sorted(found, key=lambda name: (-len(found[name]), name)):
        yield Label(kind, name, slugs[name], tuple(found[name]))


def _slugs(kind: str, names: Sequence[str]) -> Mapping[str, str]:
    """An address for each name; names that would share one, or give none, take a part of their hash."""
    plain = {name: _slug(name) for name in names}
    taken = list(plain.values())
    return {
        name: f"{kind}-{slug}"
        if slug and taken.count(slug) == 1
        else f"{kind}-{slug}{'-' if slug else ''}{sha256(name.encode()).hexdigest()[:8]}"
        for name, slug in plain.items()
    }


def _slug(name: str) -> str:
    folded = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[^\w]+", "-", folded)[:_LONGEST].strip("-_")


def label_pages(summaries: Sequence[Summary], words: Words) -> Iterator[Page]:
    """Make the page of all owners and tags, and one for each."""
    labels = labels_of(summaries)
    if not labels:
        return
    count = Numbers(words).count
    groups = tuple(
        (
            words(f"tags.{kind}s"),
            tuple((one.slug, line(one.name), count(one.count)) for one in labels if one.kind == kind),
        )
        for kind in ("owner", "tag")
    )
    markdown = render("tags.md.jinja", words, groups=tuple(group for group in groups if group[1]))
    yield Page(PurePosixPath(FOLDER, "index.md"), markdown)
    for one in labels:
        yield Page(PurePosixPath(FOLDER, one.slug, "index.md"), _label_page(one, words))


def _label_page(label: Label, words: Words) -> str:
    ordered = in_order(label.campaigns, words)
    finished = [row_of(one, words, drawn=False) for one in ordered if one.head.state is State.FINISHED]
    still = [row_of(one, words, drawn=False) for one in ordered if one.head.state is not State.FINISHED]
    return render(
        "tag.md.jinja",
        words,
        title=words(f"tags.{label.kind}_title", name=line(label.name)),
        lede=words.count("tags.lede", label.count, number=Numbers(words).count(label.count)),
        finished=finished,
        still=still,
        drawn=False,
        up="../../",
    )
