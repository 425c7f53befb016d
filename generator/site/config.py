"""The mkdocs.yml of a site: Material, set so that no page asks another host for anything, and the site's own wishes."""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

from generator.errors import Location, Problem, ReportError, did_you_mean
from generator.pages.words import Words, load_words
from generator.site.assets import LOGO, SCRIPT, STYLE
from generator.site.content import Article
from generator.site.editions import homes, prefix_of
from generator.site.write import put
from generator.spec.model import SiteConfig
from generator.text import Said, say

FILE = "mkdocs.yml"
_DECIDED: Mapping[str, Said] = {
    "site_name": "`site: name`",
    "site_url": "`site: url`",
    "repo_url": "`site: repo_url`",
    "edit_uri": "`site: edit_uri`",
    "docs_dir": "`paths: content`",
    "site_dir": "`paths: output`",
    "nav": say(
        en="the folders of `content`, and `order:` at the head of its pages",
        zh="`content` 下的各文件夹里，用页首的 `order:` 排序",
    ),
    "not_in_nav": say(en="the folders of `content`", zh="`content` 下的各文件夹里"),
    "INHERIT": say(en="`mkdocs:` itself", zh="`mkdocs:` 本身"),
}
"""Settings of MkDocs that follow from others, and from which."""
_JOINED = frozenset({"features", "plugins", "markdown_extensions", "extra_css", "extra_javascript"})
"""Lists to which a site adds; any other value of a site replaces ours."""
_NAMES = {"en": "English", "zh": "中文"}
"""Our languages, as their readers call them."""
_SEPARATORS = {"en": r"[\s\u200b\-]+", "zh": r"[\s\u200b\u3000\-、。，？！；：（）《》“”]+"}
"""What parts words in the search index; jieba puts U+200B between Chinese ones, in names on English pages too."""


def write_config(config: SiteConfig, work: Path, output: Path, articles: Sequence[Article], language: str) -> Path:
    """Write a language's mkdocs.yml into `work`, beside its folder `docs`, where it differs; returns its path.

    `output` is where the whole site stands.

    Raises ReportError for settings under `mkdocs:` that goalposts or MkDocs cannot take.
    """
    settings = mkdocs_config(config, output, articles, language)
    text = yaml.safe_dump(settings, allow_unicode=True, sort_keys=False, width=120)
    put(work / FILE, f"# Made by goalposts from {config.file}; whatever is changed here is lost.\n{text}")
    return work / FILE


def mkdocs_config(config: SiteConfig, output: Path, articles: Sequence[Article], language: str) -> dict[str, Any]:
    """Every setting of MkDocs: ours, with the site's own merged in. The docs are in `docs` beside mkdocs.yml."""
    words = load_words(language)
    prefix = prefix_of(language, config.site.languages)
    # Style, scripts and mark are the same in every language, and stand once, at the site's root.
    root = "../" if prefix else ""
    ours: dict[str, Any] = {
        "site_name": config.site.name,
        "docs_dir": "docs",
        "site_dir": str(output / prefix),
        # Links then name index.html, so that a copied folder works from disk and from stores that know no index.
        "use_directory_urls": False,
        "theme": _theme(words, root),
        "nav": _nav(articles, words),
        # Material repeats the navigation on every page: with campaigns in it, a site grows with their square.
        "not_in_nav": "/campaigns/\n/tags/\n/metrics/*/\n/checks/*/\n/changes/\n",
        "plugins": [{"search": {"lang": language, "separator": _SEPARATORS[language]}}],
        "markdown_extensions": _extensions(words),
        "extra": {"generator": False},
        "extra_css": [f"{root}{STYLE}"],
        "extra_javascript": [f"{root}{SCRIPT}"],
        "validation": {
            "nav": {"omitted_files": "warn", "not_found": "warn", "absolute_links": "warn"},
            "links": {"not_found": "warn", "anchors": "warn", "absolute_links": "warn", "unrecognized_links": "warn"},
        },
    }
    if config.site.url:
        ours["site_url"] = f"{config.site.url.rstrip('/')}/{prefix}"
    if len(config.site.languages) > 1:
        # Without scripts these lead home; the finishing pass makes each lead to the same page.
        ours["extra"]["alternate"] = [
            {"name": _NAMES[other], "link": f"{root}{home}" or "./", "lang": other}
            for other, home in homes(config).items()
        ]
    if config.site.repo_url:
        # As repo_url, Material would ask that host for stars and releases on every visit.
        link = {"icon": "material/source-repository", "link": config.site.repo_url, "name": config.site.repo_url}
        ours["extra"]["social"] = [link]
    problems = _problems(config)
    if problems:
        raise ReportError(problems)
    return _merged(ours, config.mkdocs)


def _theme(words: Words, root: str) -> dict[str, Any]:
    def palette(media: str, scheme: str, icon: str, then: str) -> dict[str, Any]:
        toggle = {"icon": f"material/{icon}", "name": words(then)}
        return {"media": f"(prefers-color-scheme{media})", "scheme": scheme, "toggle": toggle}

    return {
        "name": "material",
        "language": words.language,
        "font": False,
        "logo": f"{root}{LOGO}",
        "favicon": f"{root}{LOGO}",
        # With only the last two, Material follows the reader's system on the first visit and never again.
        "palette": [
            palette("", "default", "theme-light-dark", "site.to_light"),
            palette(": light", "default", "weather-sunny", "site.to_dark"),
            palette(": dark", "slate", "weather-night", "site.to_system"),
        ],
        "features": ["navigation.tabs", "navigation.indexes", "toc.follow", "search.highlight"],
    }


def _extensions(words: Words) -> list[Any]:
    return [
        # An alignment as a style would not pass a strict Content-Security-Policy.
        {"tables": {"use_align_attribute": True}},
        "md_in_html",
        "attr_list",
        "footnotes",
        {"toc": {"permalink": True, "permalink_title": words("site.permalink"), "toc_depth": "2-3"}},
        {"pymdownx.quotes": {"callouts": True}},
        "pymdownx.superfences",
    ]


def _nav(articles: Sequence[Article], words: Words) -> list[dict[str, Any]]:
    """Results, metrics, then one entry a folder of content, named by its index or by us."""
    nav: list[dict[str, Any]] = [
        {words("site.results"): "index.md"},
        {words("site.strategy"): "strategy/index.md"},
        {words("site.metrics"): "metrics/index.md"},
        {words("playbook.title"): "playbook/index.md"},
        {words("checks.title"): "checks/index.md"},
    ]
    nav += [{article.title: article.path} for article in articles if not article.section]
    for section in dict.fromkeys(article.section for article in articles if article.section):
        pages = [article for article in articles if article.section == section]
        first = pages[0].title if pages[0].path == f"{section}/index.md" else section.replace("-", " ").capitalize()
        name = words("site.learn") if section == "learn" else first
        nav.append({name: [{page.title: page.path} for page in pages]})
    return nav


def _problems(config: SiteConfig) -> list[Problem]:
    """Settings under `mkdocs:` that follow from others, or that MkDocs does not know."""
    from mkdocs.config.defaults import get_schema

    known = [name for name, _ in get_schema() if name not in _DECIDED]
    problems = []
    for key in config.mkdocs:
        at = config.places.get(("mkdocs", key), Location(config.file))
        if key in _DECIDED:
            what = say(en="`{key}` cannot be set here", zh="`{key}` 不能在这里设置", key=key)
            expected = say(en="it under {place}", zh="改在这里写：{place}", place=_DECIDED[key])
            problems.append(Problem(at, what, expected))
        elif key not in known:
            what = say(en="MkDocs knows no `{key}`", zh="MkDocs 没有 `{key}` 这项设置", key=key)
            expected = say(en="a setting of MkDocs", zh="MkDocs 的设置项")
            problems.append(Problem(at, what, expected, did_you_mean(key, known)))
    return problems


def _merged(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """Ours with theirs: mappings are merged, the lists of `_JOINED` joined, anything else is replaced."""
    merged = deepcopy(dict(ours))
    for key, value in theirs.items():
        mine = merged.get(key)
        if isinstance(mine, Mapping) and isinstance(value, Mapping):
            merged[key] = _merged(mine, value)
        elif key in _JOINED and isinstance(mine, list) and isinstance(value, Iterable) and not isinstance(value, str):
            merged[key] = _joined(mine, _entries(value))
        else:
            merged[key] = deepcopy(value)
    return merged


def _entries(value: Iterable[Any]) -> list[Any]:
    """A list, or a mapping of names to settings as the list it may also be written as."""
    return [{name: settings} for name, settings in value.items()] if isinstance(value, Mapping) else list(value)


def _joined(mine: Sequence[Any], theirs: Sequence[Any]) -> list[Any]:
    """Mine, then theirs; an entry of theirs with the name of one of mine takes its place."""
    by_name = {_name(entry): entry for entry in mine}
    by_name.update({_name(entry): deepcopy(entry) for entry in theirs})
    return list(by_name.values())


def _name(entry: Any) -> str:
    return str(next(iter(entry))) if isinstance(entry, Mapping) and entry else str(entry)
