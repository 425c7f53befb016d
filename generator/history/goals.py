"""What judges a campaign, taken out of its files: targets, bands, weights, period, metrics, columns and settings.

Two versions of a spec that judge alike have equal posts, however they are written.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from generator.metrics.catalogue import Catalogue
from generator.spec import fields
from generator.spec.campaign import Kpi, Source
from generator.spec.model import Campaign, Model, Period, SiteConfig, Target, Unit

CAMPAIGN, METRICS, SETTINGS = "campaign.yml", "metrics.yml", "site_config.yml"


class What(StrEnum):
    """What was changed."""

    TARGET = "target"
    NEAR = "near"
    WEIGHT = "weight"
    ROLE = "role"
    MUST = "must"
    KPI = "kpi"
    """A KPI came or went."""
    PERIOD = "period"
    FORMULA = "formula"
    DIRECTION = "direction"
    UNIT = "unit"
    MEASURE = "measure"
    """Whether a measure adds up, and whether it may be negative."""
    COLUMN = "column"
    """Which column a measure is read from, or by which date."""
    FILTER = "filter"
    """Which rows or files count."""
    SCORE = "score"
    """How a campaign's score is capped and banded."""
    CONFIDENCE = "confidence"


_OF_A_METRIC = (What.FORMULA, What.DIRECTION, What.UNIT, What.MEASURE, What.COLUMN)


class Goals(Model):
    """The part of a campaign.yml that judges it."""

    period: fields.Days
    timezone: fields.Timezone = "UTC"
    currency: fields.Currency = None
    sources: Mapping[str, Source]
    kpis: tuple[Kpi, ...]


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What a post is about."""

    what: What
    kpi: str = ""
    """Metric, where it is about one KPI."""
    part: str = ""
    """Segment (`channel=search`), measure, or key of the settings."""


@dataclass(frozen=True, slots=True)
class Post:
    """What is laid down: something to compare, and how it was written."""

    value: Hashable
    text: str
    file: str


Posts = Mapping[Key, Post]
Matched = Callable[[str], frozenset[str] | None]
"""A glob -> the files it finds in the campaign's folder now; None where it is not followed, as one that leads out."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One post that is not what it was; None where there was or is none."""

    key: Key
    before: Post | None
    after: Post | None

    @property
    def file(self) -> str:
        """The kind of file in which it is written."""
        post = self.after or self.before
        assert post is not None
        return post.file


def goals_of(campaign: Campaign) -> Goals:
    """Take a campaign's goals out of its spec as read."""
    return Goals.model_construct(
        period=campaign.period,
        timezone=campaign.timezone,
        currency=campaign.currency,
        sources=campaign.sources,
        kpis=campaign.kpis,
    )


def posts_of(goals: Goals, catalogue: Catalogue, config: SiteConfig) -> Posts:
    """Lay down what judges a campaign."""
    posts: dict[Key, Post] = {}
    span = goals.period
    moments = (span.start, span.end, *_offsets(span, goals.timezone))
    posts[Key(What.PERIOD)] = Post(moments, _period(span, goals.timezone), CAMPAIGN)
    measures: dict[str, None] = {}
    for kpi in goals.kpis:
        posts.update(_of_kpi(kpi, config))
        posts.update(_of_metric(kpi.metric, catalogue, goals.currency))
        metric = catalogue.metrics.get(kpi.metric)
        measures |= dict.fromkeys(leaf.measure for leaf in metric.formula.leaves) if metric else {}
    for measure in measures:
        posts.update(_of_measure(measure, goals, catalogue))
    for source in goals.sources.values():
        posts |= {Key(What.FILTER, part=f"by {name}"): Post(True, name, CAMPAIGN) for name in source.by}
    rules = config.scorecard
    posts |= {
        Key(What.SCORE, part=name): Post(value, f"{value:.4g}", SETTINGS)
        for name, value in (("cap", rules.cap), ("met", rules.met), ("near", rules.near))
    }
    sure = config.verdict.confidence
    posts[Key(What.CONFIDENCE)] = Post(sure, f"{sure:.0%}", SETTINGS)
    return posts


def _of_kpi(kpi: Kpi, config: SiteConfig) -> Iterator[tuple[Key, Post]]:
    name, near = kpi.metric, kpi.near or config.verdict.near
    yield Key(What.KPI, name), Post(True, kpi.target.text, CAMPAIGN)
    yield Key(What.TARGET, name), _target(kpi.target)
    yield Key(What.NEAR, name), Post((near.amount, near.relative), near.text, CAMPAIGN if kpi.near else SETTINGS)
    yield Key(What.WEIGHT, name), Post(kpi.weight, f"{kpi.weight:g}", CAMPAIGN)
    yield Key(What.ROLE, name), Post(kpi.role, kpi.role.value, CAMPAIGN)
    yield Key(What.MUST, name), Post(kpi.must, "true" if kpi.must else "false", CAMPAIGN)
    for dimension, targets in kpi.segments.items():
        for segment, target in targets.items():
            yield Key(What.TARGET, name, f"{dimension}={segment}"), _target(target)


def _target(target: Target) -> Post:
    return Post((target.value, target.low, target.high), target.text, CAMPAIGN)


def _period(span: Period, timezone: str) -> str:
    days = f"{span.start}..{span.end}"
    return days if timezone == "UTC" else f"{days} {timezone}"


def _offsets(span: Period, timezone: str) -> tuple[timedelta | None, ...]:
    """Tell time zones apart by what they make of a period: one may have several names, and two the same hours."""
    zone, middle = ZoneInfo(timezone), span.start + (span.end - span.start) / 2
    return tuple(datetime.combine(day, time(), zone).utcoffset() for day in (span.start, middle, span.end))


def _of_metric(name: str, catalogue: Catalogue, currency: str | None) -> Iterator[tuple[Key, Post]]:
    metric = catalogue.metrics.get(name)
    if metric is None:
        return
    spec = metric.spec
    # How a formula is written out is even, so spaces and parentheses that change nothing are no difference.
    yield Key(What.FORMULA, name), Post((str(metric.formula), spec.subset), str(metric.formula), METRICS)
    yield Key(What.DIRECTION, name), Post(spec.better, spec.better.value, METRICS)
    money = currency if spec.unit is Unit.CURRENCY else None
    yield Key(What.UNIT, name), Post((spec.unit, money), money or spec.unit.value, CAMPAIGN if money else METRICS)


def _of_measure(name: str, goals: Goals, catalogue: Catalogue) -> Iterator[tuple[Key, Post]]:
    spec = catalogue.measures.get(name)
    if spec is not None:
        text = f"additive: {str(spec.additive).lower()}, signed: {str(spec.signed).lower()}"
        yield Key(What.MEASURE, part=name), Post((spec.additive, spec.signed), text, METRICS)
    read = [source for source in goals.sources.values() if name in source.measures]
    # By what it reads, not by what it is called: a source may be given another name.
    columns = sorted(
        (source.measures[name], source.date, source.date_format or "", source.decimal or "") for source in read
    )
    yield Key(What.COLUMN, part=name), Post(tuple(columns), ", ".join(map(_column, columns)), CAMPAIGN)
    rows = sorted((source.connect or "", source.table or "", source.query or "") for source in read)
    text = ", ".join(query or table for _, table, query in rows if query or table)
    yield Key(What.FILTER, part=name), Post(tuple(rows), text, CAMPAIGN)
    files = sorted(source.files for source in read if source.files)
    yield Key(What.FILTER, part=f"files {name}"), Post(tuple(files), ", ".join(files), CAMPAIGN)


def _column(column: tuple[str, str | None, str, str]) -> str:
    name, date, form, decimal = column
    beside = [f"date: {date or 'none'}"] if date != "auto" else []
    beside += [part for part in (form, f"decimal: {decimal}" if decimal else "") if part]
    return f"{name} ({', '.join(beside)})" if beside else name


def differences(before: Posts, after: Posts, matched: Matched) -> tuple[Difference, ...]:
    """Say what judges otherwise in `after`; `matched` gives the files that a glob finds in the folder now, if it may.

    A KPI that came or went is one difference, and weights that all grew by one factor are none.
    """
    if before is after:
        return ()
    other = [key for key in before.keys() | after.keys() if _value(before.get(key)) != _value(after.get(key))]
    if not other:
        return ()
    whole = {key.kpi for key in other if key.what is What.KPI}
    scaled = _weights_scaled(before, after, whole)
    found = []
    for key in sorted(other):
        old, new = before.get(key), after.get(key)
        beside = (key.kpi in whole and key.what is not What.KPI) or (scaled and key.what is What.WEIGHT)
        if not beside and not _is_quiet(key, old, new, matched):
            found.append(Difference(key, old, new))
    return tuple(_joined(found))


def _value(post: Post | None) -> Hashable:
    return None if post is None else post.value


def _weights_scaled(before: Posts, after: Posts, whole: set[str]) -> bool:
    """Say whether the same KPIs count as much beside each other as before."""
    if whole:
        return False
    old = {key.kpi: post.value for key, post in before.items() if key.what is What.WEIGHT}
    new = {key.kpi: post.value for key, post in after.items() if key.what is What.WEIGHT}
    total, now = sum(map(_number, old.values())), sum(map(_number, new.values()))
    return bool(total and now) and all(
        abs(_number(old[name]) / total - _number(new[name]) / now) < 1e-12  # noqa: PLR2004  float noise
        for name in old
    )


def _number(value: Hashable) -> float:
    assert isinstance(value, int | float)
    return float(value)


def _is_quiet(key: Key, old: Post | None, new: Post | None, matched: Matched) -> bool:
    """Say whether a difference judges nothing otherwise."""
    if key.what is What.FILTER:
        return _counts_all(key, old, new, matched)
    # A metric or a column that is not known on one side came or went with its KPI, which is told.
    if key.what in _OF_A_METRIC and (old is None or new is None):
        return True
    return key.what is What.UNIT and _is_named_currency(old, new)


def _is_named_currency(old: Post | None, new: Post | None) -> bool:
    """Say whether money had no name on one side: to name it changes no target."""
    values = [post.value for post in (old, new) if post is not None and isinstance(post.value, tuple)]
    return len({unit for unit, _ in values}) == 1 and any(money is None for _, money in values)


def _counts_all(key: Key, old: Post | None, new: Post | None, matched: Matched) -> bool:
    """Say whether all that counted before counts still: more files are more data, one left out is another matter."""
    if key.part.startswith("by "):
        return old is None
    if old is None or new is None:
        return True
    if not key.part.startswith("files "):
        return False
    counted, counting = _files(old, matched), _files(new, matched)
    return counted is not None and counting is not None and counted <= counting


def _files(post: Post, matched: Matched) -> frozenset[str] | None:
    assert isinstance(post.value, tuple)
    names: frozenset[str] = frozenset()
    for glob in post.value:
        found = matched(str(glob))
        if found is None:
            return None
        names |= found
    return names


def _joined(found: list[Difference]) -> Iterator[Difference]:
    """Tell once what is the same for several measures of one source."""
    told = set()
    for one in found:
        key = one.key
        if key.what is What.FILTER and not key.part.startswith("by "):
            texts = (key.part.startswith("files "), one.before and one.before.text, one.after and one.after.text)
            if texts in told:
                continue
            told.add(texts)
        yield one
