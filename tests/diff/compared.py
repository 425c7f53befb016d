"""Two states of a site compared as the command does it, on a day after its campaigns."""

from datetime import date

from repository import Site

from generator.diff.compare import diff
from generator.diff.model import Diff

TODAY = date(2026, 4, 6)
DATA = "campaigns/spring/data/ads.csv"


def of(site: Site, base: str = "HEAD", head: str | None = None) -> Diff:
    return diff(base, head, site.root, TODAY)
