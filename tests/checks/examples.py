"""Examples of checks, written to a folder and taken through the whole way: spec, data, results, checks."""

from dataclasses import replace
from datetime import date
from os.path import normpath
from pathlib import Path

from repository import Site

from generator.checks import base
from generator.checks.check import Context, Example, Past
from generator.compare.result import Verdict
from generator.errors import ReportError
from generator.history.read import History
from generator.metrics.project import read_campaigns, read_frame
from generator.report.campaigns import in_order, open_batch
from generator.report.checked import context_of as checked_context
from generator.report.explained import explained
from generator.report.models import Models
from generator.report.sealed import sealed
from generator.spec.playbook_file import load_playbook
from generator.spec.shipped import shipped_content

TODAY = date(2026, 4, 6)


def context_of(example: Example, root: Path, *, config: str = "") -> Context:
    """Write an example over the base campaign, take it the whole way, and return what checks are given."""
    _commit(example, root, config)
    _write(example, root, config)
    frame = read_frame(root)
    campaigns, problems = read_campaigns(frame, frame.folders)
    assert not problems, "\n".join(str(one) for one in problems)
    opened = list(open_batch(frame, in_order(campaigns), TODAY, {}))
    found = [one for one in opened if not isinstance(one, ReportError)]
    assert len(found) == len(opened), [str(one) for one in opened if isinstance(one, ReportError)]
    if example.commits is not None:
        with History(frame) as history:
            found = sealed(found, history, frame)
    entries = load_playbook(shipped_content(), None, "en", frame.vocabulary)
    told = zip(found, explained(found, Models(), entries, frame.vocabulary), strict=True)
    case, judged = next((case, judged) for (case, _), judged in told if case.campaign.id == base.ID)
    context = checked_context(case, judged, frame, {})
    past = {metric: tuple(Past("earlier", value, "", None, Verdict.MET) for value in values)
            for metric, values in example.past.items()}  # fmt: skip
    return replace(context, past=past)


def _commit(example: Example, root: Path, config: str) -> None:
    """Give an example the history it tells of."""
    if not example.commits:
        return
    site = Site(root)
    for one in example.commits:
        spec = example.spec if one.spec is None else one.spec
        _write(replace(example, spec=spec, files={**example.files, **one.files}), root, config)
        site.commit(one.on, authored=one.authored)


def _write(example: Example, root: Path, config: str) -> None:
    folder = root / "campaigns" / base.ID
    texts = {**base.files(example), "campaign.yml": base.campaign_file(example), "../../site_config.yml": config}
    for name, text in texts.items():
        path = Path(normpath(folder / name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
