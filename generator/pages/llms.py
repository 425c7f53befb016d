"""llms.txt: what the site holds, in few lines, for programs that read it for a person (llmstxt.org)."""

from collections.abc import Sequence

from generator.pages.escape import line
from generator.pages.navigation import name_in
from generator.pages.recent import address
from generator.pages.rows import in_order
from generator.pages.words import Words
from generator.report.summary import Summary
from generator.spec.model import SiteConfig

FILE = "llms.txt"


def llms(
    summaries: Sequence[Summary],
    lessons: Sequence[tuple[str, str]],
    config: SiteConfig,
    words: Words,
    prefix: str = "",
) -> str:
    """Write it: the results as data first, then each campaign with its verdict, then the lessons (title, path).

    `prefix` is the edition's folder below the site's root, where results.json is.
    """
    base, root = address(config, prefix), address(config, "") or ("../" if prefix else "")
    parts = [
        f"# {line(config.site.name)}",
        f"> {words('llms.what')}",
        f"## {words('llms.data')}",
        "\n".join(f"- [results.{kind}]({root}results.{kind}): {words(f'llms.{kind}')}" for kind in ("json", "csv")),
    ]
    if summaries:
        campaigns = [_campaign(one, base, words) for one in in_order(summaries, words)]
        parts += [f"## {words('llms.campaigns')}", "\n".join(campaigns)]
    if lessons:
        told = [f"- [{line(title)}]({base}{path.removesuffix('.md')}.html)" for title, path in lessons]
        parts += [f"## {words('site.learn')}", "\n".join(told)]
    return "\n\n".join(parts) + "\n"


def _campaign(one: Summary, base: str, words: Words) -> str:
    head = one.head
    name = line(name_in(head.name, words.language)).replace("[", "(").replace("]", ")")
    verdict = words(f"verdict.{head.verdict.value}")
    said = words("llms.campaign", verdict=verdict, start=head.period[0].isoformat(), end=head.period[1].isoformat())
    return f"- [{name}]({base}campaigns/{head.id}/index.html): {said}"
