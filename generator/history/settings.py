"""What campaigns share, as a commit left it: the catalogue of metrics and the site's settings."""

from collections.abc import Collection

from generator.errors import ReportError
from generator.metrics.catalogue import Catalogue, Metric, load_catalogue
from generator.spec.load import read_metrics, read_site
from generator.spec.model import SiteConfig
from generator.spec.text_file import decoded


def catalogue_of(content: bytes | None) -> Catalogue | None:
    """Return the catalogue with a metrics.yml of this content, or with none; None where it could not be read."""
    if content is None:
        return load_catalogue(None)
    try:
        return load_catalogue(read_metrics(decoded(content, "metrics.yml"), "metrics.yml"))
    except ReportError:
        return None


def config_of(content: bytes | None) -> SiteConfig | None:
    """Return the settings that a site_config.yml of this content makes; None where it could not be read."""
    if content is None:
        return SiteConfig()
    try:
        return read_site(decoded(content, "site_config.yml"), "site_config.yml")
    except ReportError:
        return None


def redefined(before: Catalogue, after: Catalogue) -> frozenset[str]:
    """Name the metrics that are not what they were, by their formula or by what their measures count."""
    measures = {
        name
        for name in before.measures.keys() | after.measures.keys()
        if before.measures.get(name) != after.measures.get(name)
    }
    return frozenset(
        name
        for name in before.metrics.keys() | after.metrics.keys()
        if before.metrics.get(name) != after.metrics.get(name) or _counts(after.metrics.get(name), measures)
    )


def _counts(metric: Metric | None, measures: Collection[str]) -> bool:
    return bool(measures) and metric is not None and any(leaf.measure in measures for leaf in metric.formula.leaves)
