"""Examples of checks, written to a folder and taken through the whole way: spec, data, results, checks."""

from datetime import date
from os.path import normpath
from pathlib import Path

from generator.checks import base
from generator.checks.check import Context, Example, Past
from generator.compare.result import CampaignResult, Verdict
from generator.compare.run import judge
from generator.data.read import read_campaigns as read_data
from generator.metrics.project import Frame, read_campaigns, read_frame
from generator.report.campaigns import as_of_day, in_order, request
from generator.spec.model import Campaign

TODAY = date(2026, 4, 6)


def context_of(example: Example, root: Path, *, config: str = "") -> Context:
    """Write an example over the base campaign, read and judge it, and return what checks are given."""
    _write(example, root, config)
    frame = read_frame(root)
    campaigns, problems = read_campaigns(frame, frame.folders)
    assert not problems, "\n".join(str(one) for one in problems)
    results: dict[str, CampaignResult] = {}
    context = None
    for campaign in in_order(campaigns):
        one = _judged(frame, campaign, results)
        results[campaign.id] = one.judged.result
        context = one if campaign.id == base.ID else context
    assert context is not None
    baseline = context.campaign.baseline
    past = {metric: tuple(Past("earlier", value, "", None, Verdict.MET) for value in values)
            for metric, values in example.past.items()}  # fmt: skip
    compared = results.get(baseline.campaign) if baseline and baseline.campaign else None
    return Context(context.judged, context.data, frame, past, compared)


def _judged(frame: Frame, campaign: Campaign, results: dict[str, CampaignResult]) -> Context:
    data = read_data([request(frame, campaign, TODAY)], frame.config.engine, frame.root)[campaign.id]
    assert not isinstance(data, Exception), str(data)
    day = as_of_day(campaign, TODAY)
    return Context(judge(campaign, frame.catalogue, data, frame.config, day, results), data, frame)


def _write(example: Example, root: Path, config: str) -> None:
    folder = root / "campaigns" / base.ID
    texts = {**base.files(example), "campaign.yml": base.campaign_file(example), "../../site_config.yml": config}
    for name, text in texts.items():
        path = Path(normpath(folder / name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
