"""How errors repeat what was written, and list what may be."""

from collections.abc import Collection

from generator.text import Text, quoted, say

MAX_SHOWN = 60
"""Characters of a value that are repeated in an error."""


def shown(raw: object) -> str:
    """Return a value as a user would recognise it, on one line and not too long."""
    if isinstance(raw, bool):
        return "true" if raw else "false"
    text = " ".join(str(raw).split())
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"


def listed(names: Collection[str]) -> Text:
    """Return names as `a`, `b` or `c`."""
    *others, last = names or ("",)
    if not others:
        return quoted([*names])
    return say(en="{others} or {last}", zh="{others} 或 {last}", others=quoted(others), last=quoted([last]))
