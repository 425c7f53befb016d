"""How a difference is told in one place: its language, how users' words are made safe there, and where links lead."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.checks.formats.entry import place
from generator.checks.run import find_check
from generator.compare.result import Verdict
from generator.diff.model import Diff
from generator.pages import escape
from generator.pages.navigation import name_in
from generator.pages.numbers import Numbers
from generator.pages.scene import SIGNS, kpi_anchor
from generator.pages.words import Words

_MARKS = re.compile(r"([\\`*_\[\]<>|~#$]|^\s*[-+=](?=\s|$))")
_NUMBERED = re.compile(r"^(\s*\d{1,9})([.)])(?=\s)")
"""What begins a list, at the beginning alone."""
_UNPRINTED = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")
_ACTS = re.compile(r"(@|://|#|:)(?=\w|/)|(www)(?=\.)|\b(GH)(?=-\d)", re.IGNORECASE)
"""What hosts act on in plain text: mentions, addresses, numbers of issues, names of emoji."""
_APART = "\u200b"
"""Breaks such words in two and is not seen."""
_SHORT = 7
_ENTITY = re.compile(r"&(?=#?\w+;)")


@dataclass(frozen=True, slots=True)
class Voice:
    """Words, escapes and links."""

    diff: Diff
    words: Words
    page: bool = False
    """True on a page of the site, false in a comment on another host."""
    prefix: str = ""
    """Where the language's pages stand below the site's root."""

    def text(self, text: str) -> str:
        """Write a user's words so that they mark nothing up, mention nobody, and stay on their line."""
        return str(escape.markdown(_UNPRINTED.sub(" ", text))) if self.page else plain(text)

    def code(self, text: str) -> str:
        """Write a file's name or a key letter by letter."""
        bare = _UNPRINTED.sub(" ", text).replace("`", "'").strip()
        # A pipe ends a cell even inside code.
        return f"`{bare.replace('|', chr(92) + '|')}`" if bare else ""

    def name(self, campaign: str) -> str:
        """Name a campaign, with a link to its page where there is one."""
        shown = self.text(name_in(self.diff.names.get(campaign, {}), self.words.language) or campaign)
        return self._linked(shown, f"campaigns/{campaign}/") if campaign not in self.diff.removed else shown

    def title(self, metric: str) -> str:
        """Name a metric."""
        found = self.diff.titles.get(metric, {})
        return self.text(name_in(found, self.words.language) or metric if found else metric)

    def kpi(self, campaign: str | None, metric: str | None = None, segment: Mapping[str, str] | None = None) -> str:
        """Name a campaign and what of it."""
        if campaign is None:
            return self.words("diff.all_campaigns")
        parts = [self.name(campaign), *([self.title(metric)] if metric else [])]
        parts += [self.text(one) for one in (segment or {}).values()]
        return " · ".join(parts)

    def verdict(self, verdict: Verdict) -> str:
        """Write a verdict with its glyph."""
        return f"{SIGNS[verdict]} {self.words(f'verdict.{verdict.value}').lower()}"

    def at(self, text: str) -> str:
        """Write a place in a file, linked to the host where it and the commit are known."""
        found = place(text)
        file = self.code(found.file)
        said = self.words("diff.line", file=file, line=found.line) if found.line else file
        repo, commit = self.diff.repo_url, self.diff.commits[1]
        if repo and commit and repo.startswith("https://") and not re.search(r"[\s()<>\"]", repo + found.file):
            return f"[{said}]({repo.rstrip('/')}/blob/{commit}/{found.file}#L{found.line or 1})"
        return said

    def lesson(self, slug: str, title: str) -> str:
        """Name a lesson; where no site is known, by its folder."""
        if not self.page and not self.diff.site_url:
            return self.code(f"learn/{slug}")
        return self._linked(title, f"learn/{slug}/")

    def check(self, code: str) -> str:
        """Name a check by its code and title."""
        known = find_check(code)
        if known is None:
            return self.code(code)
        title = known.title.said_in(self.words.language)
        return f"{self._linked(self.code(code), known.page)} {title}"

    def version(self, which: int) -> str:
        """Name a version, with its commit."""
        name, commit = (self.diff.base, self.diff.head)[which], self.diff.commits[which]
        if commit and commit.startswith(name):
            return self.code(commit[:_SHORT])
        return f"{self.code(name)} {commit[:_SHORT]}" if commit else self.code(name)

    def numbers(self, currency: str | None = None) -> Numbers:
        """Write numbers."""
        return Numbers(self.words, currency)

    def link(self, title: str, path: str) -> str:
        """Link to a page of the site; the title alone where no address is known."""
        return self._linked(title, path)

    def anchored(self, campaign: str, metric: str) -> str:
        """Where a KPI stands on its campaign's page."""
        return f"campaigns/{campaign}/#{kpi_anchor(metric)}"

    def _linked(self, shown: str, path: str) -> str:
        if self.page:
            return f"[{shown}](../{path}index.md)"
        base = self.diff.site_url
        if not base or re.search(r"[\s()<>\"]", base):
            return shown
        return f"[{shown}]({base.rstrip('/')}/{self.prefix}{path}index.html)"


def plain(text: str) -> str:
    """Write a user's words for a comment: nothing in them acts, on GitHub or GitLab, and they read the same."""
    one_line = _UNPRINTED.sub(" ", text)
    apart = _ACTS.sub(lambda found: f"{found[0]}{_APART}", one_line)
    return _ENTITY.sub("&amp;", _NUMBERED.sub(r"\1\\\2", _MARKS.sub(r"\\\1", apart)))
