"""How errors repeat what was written, and list what may be."""

from collections.abc import Collection

MAX_SHOWN = 60
"""Characters of a value that are repeated in an error."""


def shown(raw: object) -> str:
    """Return a value as a user would recognise it, on one line and not too long."""
    if isinstance(raw, bool):
        return "true" if raw else "false"
    text = " ".join(str(raw).split())
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"


def listed(names: Collection[str]) -> str:
    """Return names as `a`, `b` or `c`."""
    quoted = [f"`{name}`" for name in names]
    return " or ".join((", ".join(quoted[:-1]), quoted[-1])) if len(quoted) > 1 else "".join(quoted)
