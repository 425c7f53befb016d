"""A Content-Security-Policy for a built site: this host alone, and of inline scripts only those the pages came with."""

import base64
import hashlib
import re
from pathlib import Path

from generator.errors import Location, Problem, ReportError
from generator.text import say

_INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)[^>]*>(.*?)</script>", re.DOTALL)


def policy(site: Path) -> str:
    """Return the value of the header; raises ReportError where there is no built site.

    Styles and scripts come from the site itself. Glyphs and Material's icons are drawn from `data:` images in the style
    sheets. No script needs `unsafe-eval`: live charts run on Vega's expression interpreter.
    """
    pages = sorted(site.rglob("*.html"))
    if not pages:
        at = Location(site.name)
        raise ReportError(
            [
                Problem(
                    at,
                    say(en="there is no built site here", zh="这里还没有生成好的站点"),
                    say(en="a folder of pages", zh="存放页面的文件夹"),
                    say(en="run `goalposts build` first", zh="先运行 `goalposts build`"),
                )
            ]
        )
    scripts = {script for page in pages for script in _INLINE.findall(page.read_text(encoding="utf-8"))}
    hashes = sorted(base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    allowed = "".join(f" 'sha256-{one}'" for one in hashes)
    return (
        f"default-src 'self'; script-src 'self'{allowed}; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
    )
