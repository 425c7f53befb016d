"""What a builder's own templates leave out: how a page shows where its link is shared, and alerts' titles in Chinese.

Works on built HTML like the rest of the finishing pass; doing it twice changes nothing.
"""

import re
from functools import cache
from html import escape, unescape
from importlib.resources import files

from generator.pages.words import load_words

CARD, TOUCH = "assets/goalposts-card.png", "assets/goalposts-touch.png"
"""The picture beside a shared link, 1200 by 630, and the mark on a phone's home screen, 180 by 180; both without words,
so that they need no font of any language."""
MARKS = files("generator.site") / "marks"

_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_SAYS = re.compile(r'<meta name="description" content="([^"]*)"')
_LANGUAGE = re.compile(r'<html\b[^>]*\blang="([\w-]+)"')
_DONE = '<meta property="og:title"'
_ALERT = re.compile(r'(<p class="admonition-title">)(Note|Tip|Important|Warning|Caution)(</p>)')
"""As pymdownx.quotes titles `> [!NOTE]`, in any language."""
_LOCALES = {"en": "en_US", "zh": "zh_CN"}


def finish_head(html: str, name: str, site: str, prefix: str = "", url: str = "") -> str:
    """Return a page's HTML with what social networks and phones ask for, unless it is there already.

    `name` is its HTML file, relative to its language's pages, `site` the site's name, `prefix` where these pages stand
    below the site's root, `url` the address of that folder. Pictures need a whole address: without one there is none.
    """
    end, title = html.find("</head>"), _TITLE.search(html)
    if end < 0 or title is None or _DONE in html:
        return html
    up, root = "../" * f"{prefix}{name}".count("/"), url.removesuffix(prefix)
    language = language_of(html)
    told = {
        "og:title": unescape(title.group(1)).removesuffix(f" - {site}").strip(),
        "og:type": "website" if name == "index.html" else "article",
        "og:site_name": site,
        "og:locale": _LOCALES.get(language, language),
    }
    if says := _SAYS.search(html):
        told["og:description"] = unescape(says.group(1))
    if url:
        told |= {
            "og:url": f"{url}{name}",
            "og:image": f"{root}{CARD}",
            "og:image:width": "1200",
            "og:image:height": "630",
        }
    lines = [f'<meta property="{key}" content="{escape(text)}">' for key, text in told.items()]
    lines.append(f'<meta name="twitter:card" content="{"summary_large_image" if url else "summary"}">')
    lines.append(f'<link rel="apple-touch-icon" href="{up}{TOUCH}">')
    return f"{html[:end]}{''.join(lines)}{html[end:]}"


def name_alerts(html: str) -> str:
    """Return a page's HTML with its alerts titled in its own language."""
    titles = _titles(language_of(html))
    return _ALERT.sub(lambda found: f"{found[1]}{titles.get(found[2].lower(), found[2])}{found[3]}", html)


def language_of(html: str) -> str:
    """The language a page says it is in; nothing where it says none."""
    found = _LANGUAGE.search(html)
    return found.group(1) if found else ""


@cache
def _titles(language: str) -> dict[str, str]:
    """Kind of an alert -> its title; none for a language that we do not speak."""
    if language not in _LOCALES:
        return {}
    words = load_words(language)
    return {kind: words(f"alert.{kind}") for kind in ("note", "tip", "important", "warning", "caution")}
