"""What the lessons are called, for a comment that is written where no site is built."""

from collections.abc import Mapping
from functools import cache

from generator.spec.shipped import shipped_content


@cache
def lesson_titles(language: str) -> Mapping[str, str]:
    """Map each lesson's folder to its title: the page's first heading."""
    found = {}
    for page in (shipped_content() / language / "learn").glob("*/index.md"):
        heads = (line for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("# "))
        found[page.parent.name] = next(heads, f"# {page.parent.name}")[2:].strip()
    return found
