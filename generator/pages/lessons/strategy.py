"""Examples of what campaigns serve: an objective with key results, an area with its chain, a KPI hit for nothing."""

from generator.compare.result import State, Verdict
from generator.compare.result.strategy import ObjectiveResult
from generator.pages.lessons.told import Case, Site, Told, latest, link, said, table
from generator.pages.navigation import name_in
from generator.pages.numbers import Numbers
from generator.report.summary import Summary


def okr(site: Site) -> Told | None:
    """The objective that most is known of, its key results and scores, and the campaigns that serve it."""
    found = [
        (-len([one for one in each.key_results if one.score is not None]), -len(each.campaigns), each.id, each)
        for each in site.served.objectives
        if each.score is not None and _serving(each, site)
    ]
    if not found:
        return None
    objective = min(found, key=lambda one: one[:3])[3]
    words, numbers = site.words, Numbers(site.words)
    heads = (words("lesson.okr.key_result"), words("lesson.okr.score"))
    rows = [
        (
            name_in(one.title, words.language),
            words("nothing") if one.score is None else numbers.plain(one.score, 2),
        )
        for one in objective.key_results
    ]
    serving = _serving(objective, site)
    lead = said(
        words, "lesson.okr.lead", objective=name_in(objective.title, words.language), score=_score(objective, site)
    )
    links = words("lesson.okr.serves", campaigns=words.join("list_comma", [link(one, words) for one in serving]))
    return Told(f"{lead}\n\n{table(heads, rows)}\n\n{links}", tuple(one.head.id for one in serving))


def kra(site: Site) -> Told | None:
    """A chain without a missing link: area, success factor, KPI, campaign, objective; headline KPIs first."""
    found = []
    for chain in site.served.chains:
        one = site.campaign(chain.campaign)
        if one and chain.area and chain.factors:
            headline = chain.metric == one.head.headline
            found.append((chain.objective is None, not headline, *latest(one), chain.metric, chain, one))
    if not found:
        return None
    *_, chain, one = min(found, key=lambda case: case[:-2])
    words = site.words
    kpi = next((kpi for kpi in one.kpis if kpi.metric == chain.metric), None)
    area = next((area for area in site.served.areas if area.id == chain.area), None)
    if kpi is None or area is None:
        return None
    objective = next((each for each in site.served.objectives if each.id == chain.objective), None)
    case = Case(one, kpi, words)
    rows = [
        (words("lesson.kra.area"), name_in(area.title, words.language)),
        (
            words("lesson.kra.factor"),
            words.join("list_comma", [name_in(title, words.language) for title in chain.factors]),
        ),
        (words("lesson.kra.kpi"), words("lesson.kra.target", kpi=case.title, target=case.shown.said)),
        (words("lesson.kra.campaign"), link(one, words)),
    ]
    if objective:
        rows.append((words("lesson.kra.objective"), name_in(objective.title, words.language)))
    heads = (words("lesson.kra.link"), words("lesson.kra.here"))
    return Told(f"{words('lesson.kra.lead')}\n\n{table(heads, rows, numbers=False)}", (one.head.id,))


def objective_missed(site: Site) -> Told | None:
    """A campaign that met its KPIs for an objective that was not reached: the lowest score first."""
    found = []
    for objective in site.served.objectives:
        if objective.score is None or objective.reached is not False:
            continue
        met = [one for one in _serving(objective, site) if _is_met(one.head.state, one.head.verdict)]
        found += [(objective.score, *latest(one), objective.id, objective, one) for one in met]
    if not found:
        return None
    *_, objective, one = min(found, key=lambda case: case[:-2])
    words, numbers = site.words, Numbers(site.words)
    text = said(
        words,
        "lesson.objective_missed",
        campaign=link(one, words),
        met=numbers.count(one.head.kpis_met),
        kpis=words.count("lesson.kpis", one.head.kpis, number=numbers.count(one.head.kpis)),
        objective=name_in(objective.title, words.language),
        score=_score(objective, site),
        owed=numbers.plain(objective.owed, 2),
    )
    return Told(text, (one.head.id,))


def _serving(objective: ObjectiveResult, site: Site) -> tuple[Summary, ...]:
    return tuple(one for one in map(site.campaign, objective.campaigns) if one)


def _score(objective: ObjectiveResult, site: Site) -> str:
    return Numbers(site.words).plain(objective.score or 0.0, 2)


def _is_met(state: State, verdict: Verdict) -> bool:
    return state is State.FINISHED and verdict is Verdict.MET
