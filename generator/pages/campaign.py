"""One campaign's page: answer first, in words; then the one table; then depth where there is trouble."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from types import MappingProxyType

from generator.charts.bullet_key import KeyLabels, bullet_key
from generator.charts.chart import Chart
from generator.charts.svg import as_file
from generator.compare.judged import Judged
from generator.compare.result import Verdict
from generator.pages import downloads, scorecard
from generator.pages.compared import changes, compared
from generator.pages.composite import composite
from generator.pages.escape import safe_markdown
from generator.pages.facts import facts
from generator.pages.headline import lead, lost, main_kpi, says, sign, sure, sure_title, tone
from generator.pages.navigation import links
from generator.pages.page import Around, Page
from generator.pages.pitfalls import pitfalls
from generator.pages.recorded import recorded
from generator.pages.rendering import render
from generator.pages.scene import Scene, scene
from generator.pages.scorecard import marked
from generator.pages.seal import seal
from generator.pages.sections import CHART_FILES, pictures, sections
from generator.pages.sources import sources
from generator.pages.words import Words
from generator.spec.model import SiteConfig
from generator.spec.playbook_file import Playbook

KEY = ("bullet-key.svg", "bullet-key-n.svg")


def campaign_page(
    judged: Judged, around: Around, config: SiteConfig, words: Words, playbook: Playbook = MappingProxyType({})
) -> Page:
    """Make the page of one campaign with its pictures, charts and downloads. Words and rounding are decided here."""
    told = scene(judged, config, words)
    rows = scorecard.rows(told)
    drawn = None if config.charts.files is None else config.charts.files // CHART_FILES
    since = changes(told)
    kpis = sections(told, since, playbook, drawn)
    before = compared(told, since)
    charts = [chart for section in kpis for chart in section.charts]
    room = drawn is None or len(charts) < drawn
    forest = before.chart if room and not told.upcoming else None
    key = _key(told) if any(row.bar for row in rows) else {}
    offered = downloads.files(told)
    markdown = render(
        "campaign.md.jinja",
        words,
        **_head(told),
        around=links(around, words),
        seal=seal(told),
        rows=rows,
        certain=any(row.certainty != words("nothing") for row in rows),
        key=key,
        kpis=kpis,
        score=composite(told),
        compared=before,
        forest=forest,
        recorded=recorded(told),
        pitfalls=pitfalls(told),
        data=sources(told),
        confidence=told.confidence,
        downloads=downloads.links(offered, words),
    )
    files = {**offered, **scorecard.files(rows), **pictures(kpis), **key}
    page_charts: tuple[Chart, ...] = (*charts, forest) if forest else tuple(charts)
    return Page(PurePosixPath("campaigns", judged.campaign.id, "index.md"), markdown, files, page_charts)


def _head(told: Scene) -> Mapping[str, object]:
    """Everything above the scorecard, and the campaign's own Markdown."""
    head, campaign, language = told.judged.result.campaign, told.campaign, told.words.language
    running = head.verdict is Verdict.RUNNING and not told.upcoming
    mark = marked(main_kpi(told), told) if running else (tone(head.verdict), sign(head.verdict))
    if lost(told):
        mark = tone(Verdict.MISSED), sign(Verdict.MISSED)
    return {
        "name": told.name,
        "tags": campaign.tags,
        "lead": lead(told),
        "says": says(told),
        "sure_title": sure_title(told),
        "sure": sure(told),
        "tone": mark[0],
        "sign": mark[1],
        "running": head.verdict is Verdict.RUNNING,
        "finished": told.finished,
        "upcoming": told.upcoming,
        "end": told.numbers.day(told.period.end),
        "facts": facts(told),
        "summary": safe_markdown(campaign.summary.said_in(language)) if campaign.summary else "",
        "notes": safe_markdown(campaign.notes) if campaign.notes else "",
    }


def _key(told: Scene) -> Mapping[str, str]:
    """The picture that says how a bullet is read, wide and narrow."""
    words = told.words
    label = words("key.label", confidence=told.confidence)

    def labels(end: str) -> KeyLabels:
        interval = words(f"key.interval{end}", **({} if end else {"confidence": told.confidence}))
        return KeyLabels(
            words("key.near"), words("key.target"), words("key.result"), words(f"key.before{end}"), interval
        )

    wide, narrow = bullet_key(labels(""), label), bullet_key(labels("_short"), label, narrow=True)
    return dict(zip(KEY, (as_file(wide), as_file(narrow)), strict=True))
