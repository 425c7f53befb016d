"""How little would have turned a campaign's verdict: a weight, or the line of the score."""

from collections.abc import Sequence

from generator.compare.result import CampaignResult, ScoreResult, ScoreTerm, State, Verdict
from generator.compare.result.portfolio import SensitivityResult
from generator.compare.score import holds_back
from generator.compare.verdict import same

_JUDGED = (Verdict.MET, Verdict.NEAR, Verdict.MISSED)


def sensitivity(result: CampaignResult) -> SensitivityResult | None:
    """Say what would have turned a finished campaign's verdict; None where it has no score or no verdict."""
    head, score = result.campaign, result.score
    if head.state is not State.FINISHED or score.value is None or head.verdict not in _JUDGED:
        return None
    line, other = turning_line(score, head.verdict)
    barred = tuple(kpi.metric for kpi in result.kpis if kpi.segment is None and holds_back(kpi))
    moved = None if barred and other is Verdict.MET else nearest_weight(score.terms, line)
    return SensitivityResult(
        campaign=head.id,
        verdict=head.verdict,
        score=score.value,
        line=line,
        gap=score.value - line,
        other=other,
        metric=moved[0].metric if moved else None,
        weight=moved[0].weight if moved else None,
        weight_then=moved[1] if moved else None,
        barred=barred if other is Verdict.MET else (),
    )


def turning_line(score: ScoreResult, verdict: Verdict) -> tuple[float, Verdict]:
    """Return the line of the bands that a verdict is told against, and the verdict on its other side.

    Met and near turn at the line of met, missed at that of near. A near campaign that its score would have let pass
    (a must was missed) is told against the line of met too.
    """
    if verdict is Verdict.MISSED:
        return score.near, Verdict.NEAR
    return score.met, Verdict.NEAR if verdict is Verdict.MET else Verdict.MET


def nearest_weight(terms: Sequence[ScoreTerm], line: float) -> tuple[ScoreTerm, float] | None:
    """Find the KPI whose weight has to change least, in proportion, for the score to stand at a line; its new weight.

    The score is S = sum(w a) / sum(w). With the weight of one KPI free: w' = (line (W - w) - (S W - w a)) / (a - line).
    None where no weight of zero or above does it.
    """
    counted = [(term, term.used) for term in terms if term.used is not None and term.weight > 0]
    total = sum(term.weight for term, _ in counted)
    points = sum(term.weight * used for term, used in counted)
    found = []
    for term, used in counted:
        if same(used, line):
            continue
        weight = (line * (total - term.weight) - (points - term.weight * used)) / (used - line)
        weight = 0.0 if same(weight, 0.0) else weight
        if weight >= 0 and total - term.weight + weight > 0:
            found.append((abs(weight / term.weight - 1), term, weight))
    if not found:
        return None
    _, term, weight = min(found, key=lambda entry: entry[0])
    return term, weight
