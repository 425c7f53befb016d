"""Which databases a campaign may read: those that site_config.yml names, and no other address.

A campaign's folder may come in a pull request from anyone; site_config.yml is looked after by those who own the site.
"""

import os.path
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

FILES = frozenset({"duckdb", "sqlite"})
"""Schemes whose address is a file."""
OWN = "{campaign}"
"""Stands in an address of site_config.yml for the id of the campaign that asks."""


def absolute(address: str, folder: Path) -> str:
    """Return an address whose file, if it names one, no longer depends on a folder; `..` in it is worked out."""
    scheme, mark, rest = address.partition("://")
    path, question, options = rest.partition("?")
    if scheme not in FILES or not path:
        return address
    return f"{scheme}{mark}{os.path.normpath(folder.absolute() / path)}{question}{options}"


def allowed(written: str, folder: Path, connections: Mapping[str, str]) -> str | None:
    """Return the address behind a campaign's `connect:`, its name or the address itself; None where none is allowed.

    `connections` are the site's, by name, their files absolute; `folder` is the campaign's.
    """
    known = {name: address.replace(OWN, folder.name) for name, address in connections.items()}
    own = absolute(written, folder)
    return known.get(written) or (own if own in known.values() else None)


def redacted(address: str) -> str:
    """Return an address without the user and password in it, nor its options."""
    try:
        parts = urlsplit(address)
    except ValueError:  # brackets that hold no address
        return f"{address.partition('://')[0]}://…"
    if not parts.netloc:
        return f"{parts.scheme}://{parts.path}" if parts.scheme else address
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
