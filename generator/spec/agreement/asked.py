"""What every check is given, and the questions several of them ask."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from generator.errors import Problem, nearest, offered
from generator.spec.part import Part
from generator.spec.vocabulary import MetricWords, Vocabulary
from generator.spec.wording import listed, shown
from generator.text import Said, say


@dataclass(frozen=True, slots=True)
class Asked:
    """A campaign as it was written, its folder, and the names it may use."""

    campaign: Part
    folder: Path
    known: Vocabulary

    def kpis(self) -> Iterator[tuple[Part, str]]:
        """Each KPI that names a metric, with that name."""
        for kpi in self.campaign["kpis"].items():
            metric = kpi["metric"].text
            if metric is not None:
                yield kpi, metric

    def metric(self, name: str | None) -> MetricWords | None:
        """What is known of a metric; None where there is no such metric."""
        return None if name is None else self.known.metrics.get(name)

    def kpi_metrics(self) -> tuple[str, ...]:
        """The metrics the campaign has KPIs on, each once."""
        return tuple(dict.fromkeys(metric for _, metric in self.kpis()))

    def sources(self) -> Mapping[str, Part]:
        """The sources by name."""
        return dict(self.campaign["sources"].entries())


Check = Callable[[Asked], Iterator[Problem]]


def unknown(
    part: Part,
    kind: Said,
    known: Collection[str],
    otherwise: Said = "",
    short: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Problem]:
    """Find a name that is not among the known ones.

    `kind` says what it must be; `otherwise` is said where none is alike; `short` has other names that known ones go by.
    """
    name = part.text
    if name is None or name in known:
        return
    written = f"{part.key}: {shown(name)}" if part.key != name else shown(name)
    what = say(en="`{written}` is not known", zh="没有 `{written}`", written=written)
    meant = short.get(name.strip().lower())
    hint = offered(meant) if meant in known else suggestion(name, known)
    yield part.problem(what, _one_of(kind, known), hint or otherwise)


def suggestion(name: str, known: Collection[str]) -> Said:
    """Return the sentence that offers the nearest name, or an empty string; capitals and spaces do not count."""
    if len(name) > LONGEST:
        return ""
    plain = name.strip().lower().replace(" ", "_")
    near = nearest(plain, known) or nearest(plain.replace("_", "-"), known) or nearest(name, known)
    return offered(near)


FEW = 12
"""Names that an error lists; of more it offers the nearest alone."""
LONGEST = 100
"""Characters of a name that is compared with others."""


def _one_of(kind: Said, known: Collection[str]) -> Said:
    if not known:
        return say(en="{kind}, and there is none", zh="{kind}，但目前一个都没有", kind=kind)
    if len(known) > FEW:
        return kind
    return say(en="{kind}: {names}", zh="{kind}：{names}", kind=kind, names=listed(sorted(known)))
