"""Two versions of which one is known by its published results alone."""

from collections.abc import Iterator, Mapping
from datetime import date

from generator.compare.result import CampaignResult
from generator.diff.changes import Causes, findings, numbers, places, same_findings, standing, verdicts
from generator.diff.goalposts import published_goalposts
from generator.diff.model import Cause, DataChange, Diff, Unjudged


def published(
    one: Mapping[str, CampaignResult],
    two: Mapping[str, CampaignResult],
    names: tuple[str, str],
    as_of: date,
    unjudged: tuple[Unjudged, ...] = (),
) -> Diff:
    """Compare results; causes are told from targets, formulas and the files' hashes in them."""
    failed = {found.campaign for found in unjudged}
    both = sorted(one.keys() & two.keys())
    causes: Causes = {(name, None): _cause(one[name], two[name]) for name in both}
    pairs = [(one[name], two[name]) for name in both if one[name] != two[name]]
    added = tuple(sorted(two.keys() - one.keys() - failed))
    return Diff(
        base=names[0],
        head=names[1],
        as_of=as_of,
        names={name: found.campaign.name for name, found in {**one, **two}.items()},
        places=places(two[name] for name in sorted(two)),
        standings={name: standing(found) for name, found in {**one, **two}.items()},
        unjudged=unjudged,
        verdicts=tuple(change for old, new in pairs for change in verdicts(old, new, causes)),
        goalposts=tuple(change for old, new in pairs for change in published_goalposts(old, new)),
        added=added,
        removed=tuple(sorted(one.keys() - two.keys() - failed)),
        numbers=tuple(change for old, new in pairs for change in numbers(old, new, causes)),
        raised=tuple(change for old, new in pairs for change in findings(new, old))
        + tuple(change for name in added for change in findings(two[name], None)),
        resolved=tuple(change for old, new in pairs for change in findings(old, new)),
        same_findings=sum(same_findings(old, new) for old, new in pairs),
        data=tuple(change for old, new in pairs for change in _files(old, new)),
        unchanged=tuple(name for name in both if one[name] == two[name]),
        identical=len(both) - len(pairs),
    )


def _cause(one: CampaignResult, two: CampaignResult) -> Cause:
    spec = one.campaign.period != two.campaign.period or [
        (kpi.metric, kpi.target, kpi.near, kpi.weight, kpi.role, kpi.must) for kpi in one.kpis
    ] != [(kpi.metric, kpi.target, kpi.near, kpi.weight, kpi.role, kpi.must) for kpi in two.kpis]
    data = {(file.file, file.sha256) for file in one.data} != {(file.file, file.sha256) for file in two.data}
    method = [(kpi.metric, kpi.formula, kpi.better) for kpi in one.kpis] != [
        (kpi.metric, kpi.formula, kpi.better) for kpi in two.kpis
    ] and not spec
    found = [cause for cause, here in ((Cause.SPEC, spec), (Cause.DATA, data), (Cause.METHOD, method)) if here]
    return Cause.MIXED if len(found) > 1 else next(iter(found), Cause.METHOD)


def _files(one: CampaignResult, two: CampaignResult) -> Iterator[DataChange]:
    """Tell files by their hashes and numbers of rows: what stood in them is not known."""
    old, new = ({file.file: file for file in side.data} for side in (one, two))
    for name in sorted(old.keys() | new.keys()):
        before, after = old.get(name), new.get(name)
        if before is None:
            yield DataChange(
                campaign=two.campaign.id, file=name, state="added", rows=(None, after.rows if after else 0)
            )
        elif after is None:
            yield DataChange(campaign=two.campaign.id, file=name, state="removed", rows=(before.rows, None))
        elif before.sha256 != after.sha256:
            yield DataChange(campaign=two.campaign.id, file=name, state="changed", rows=(before.rows, after.rows))
