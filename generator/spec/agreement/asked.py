"""What every check is given, and the questions several of them ask."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.errors import Problem, nearest
from generator.spec.part import Part
from generator.spec.vocabulary import MetricWords, Vocabulary


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


def unknown(part: Part, kind: str, known: Collection[str], otherwise: str = "") -> Iterator[Problem]:
    """Find a name that is not among the known ones. `kind` is "a metric"; `otherwise` is said where none is alike."""
    name = part.text
    if name is None or name in known:
        return
    near = suggestion(name, known)
    yield part.problem(f"`{name}` is not {kind}", _one_of(kind, known), near or otherwise)


def suggestion(name: str, known: Collection[str]) -> str:
    """Return the sentence that offers the nearest name, or an empty string; capitals and spaces do not count."""
    plain = name.strip().lower().replace(" ", "_")
    near = nearest(plain, known) or nearest(plain.replace("_", "-"), known) or nearest(name, known)
    return f"did you mean `{near}`?" if near else ""


FEW = 12


def _one_of(kind: str, known: Collection[str]) -> str:
    if not known:
        return "one that is declared, and none is"
    if len(known) > FEW:
        return kind
    return "one of " + ", ".join(f"`{name}`" for name in sorted(known))
