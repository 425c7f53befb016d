"""Where a version is judged: its specs and data laid out in a temporary folder, as far as they are needed."""

from collections.abc import Collection, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from generator.checks.past import Outcome
from generator.compare.result import CampaignResult
from generator.diff.site import Site
from generator.errors import Problem, ReportError
from generator.history.goals import Posts, goals_of, posts_of
from generator.history.read import History
from generator.metrics.project import Frame, read_campaigns, read_frame
from generator.report.campaigns import BATCH, Known, in_order, judge_all, open_batch
from generator.report.models import Models
from generator.report.sealed import sealed
from generator.spec.load import CAMPAIGN_FILE
from generator.spec.model import Campaign


@dataclass(slots=True)
class Bench:
    """A version's campaigns as they are needed: the shared files of one site, the specs of one and the data of one."""

    root: Path
    """An empty folder."""
    method: Site
    spec: Site
    data: Site
    frame: Frame | None = None
    """None where what campaigns share cannot be read."""
    campaigns: dict[str, Campaign] = field(default_factory=dict)
    problems: dict[str | None, list[Problem]] = field(default_factory=dict)
    """Campaign (None: what all share) -> what is wrong with it."""
    _laid: set[str] = field(default_factory=set)

    def open(self) -> None:
        """Read what campaigns share."""
        for name in self.method.shared:
            _put(self.root / self.method.shared_path(name), self.method.files.read(self.method.shared_path(name)))
        (self.root / self.method.folder).mkdir(parents=True, exist_ok=True)
        try:
            frame = read_frame(self.root)
        except ReportError as error:
            self.problems[None] = list(error.problems)
            return
        # Only what is asked for is laid out; the names of the others are known all the same.
        known = replace(frame.vocabulary, campaigns=frozenset(self.spec.campaigns))
        self.frame = replace(frame, vocabulary=known)

    def read(self, names: Collection[str]) -> None:
        """Read campaigns, and those that are their baselines; what cannot be read is among the problems."""
        wanted = [name for name in sorted(names) if name in self.spec.campaigns and name not in self._laid]
        while wanted and self.frame is not None:
            self._lay_out(wanted)
            folders = [self.root / self.method.folder / name for name in wanted]
            found, problems = read_campaigns(self.frame, folders)
            self.campaigns |= found
            self._note(problems)
            baselines = {one.baseline.campaign for one in found.values() if one.baseline and one.baseline.campaign}
            wanted = sorted(name for name in baselines if name in self.spec.campaigns and name not in self._laid)

    def posts(self, name: str) -> Posts:
        """Lay down what judges a campaign that was read."""
        assert self.frame is not None
        return posts_of(goals_of(self.campaigns[name]), self.frame.catalogue, self.frame.config)

    def judge(
        self, names: Collection[str], as_of: date, past: Mapping[str, Outcome], models: Models
    ) -> Mapping[str, CampaignResult]:
        """Judge campaigns that were read, with all that a page tells; `past` is what earlier ones came to."""
        chosen = self._with_baselines(names)
        if self.frame is None or not chosen:
            return {}
        frame = replace(self.frame, folders=tuple(self.root / self.method.folder / name for name in sorted(chosen)))
        results: dict[str, CampaignResult] = {}
        known = Known(outcomes=past)
        history = History(frame, self.spec.files.repository)
        try:
            for item in judge_all(frame, chosen, as_of, known, models, only=set(names), history=history):
                if isinstance(item, ReportError):
                    self._note(item.problems)
                else:
                    results[item.campaign.id] = item.result
        except ReportError as error:
            self._note(error.problems)
        return results

    def verdicts(
        self, campaigns: Mapping[str, Campaign], as_of: date, *, told: bool = False
    ) -> Mapping[str, CampaignResult]:
        """Judge campaigns that were read, without what explains and doubts it; `told`: with what git tells of them."""
        chosen = {**self._with_baselines(campaigns), **campaigns}
        results: dict[str, CampaignResult] = {}
        if self.frame is None:
            return results
        try:
            ordered = in_order(chosen)
        except ReportError:
            return results  # a circle of baselines: told where the version itself is judged
        folders = tuple(self.root / self.method.folder / name for name in sorted(chosen))
        frame = replace(self.frame, folders=folders)
        with History(frame, self.spec.files.repository) if told else nullcontext() as history:
            for start in range(0, len(ordered), BATCH):
                opened = list(open_batch(frame, ordered[start : start + BATCH], as_of, results))
                if history is not None:
                    self._note([one for part in opened if isinstance(part, ReportError) for one in part.problems])
                    found = [one for one in opened if not isinstance(one, ReportError)]
                    results |= {case.campaign.id: one.result for case, one in sealed(found, history, frame)}
        return {name: result for name, result in results.items() if name in campaigns}

    def _with_baselines(self, names: Collection[str]) -> dict[str, Campaign]:
        found: dict[str, Campaign] = {}
        wanted = [name for name in names if name in self.campaigns]
        while wanted:
            name = wanted.pop()
            found[name] = one = self.campaigns[name]
            other = one.baseline.campaign if one.baseline else None
            if other in self.campaigns and other not in found:
                wanted.append(other)
        return found

    def _lay_out(self, names: Collection[str]) -> None:
        self._laid |= set(names)
        inside = {name: [file for file in self.data.campaigns.get(name, ()) if file != CAMPAIGN_FILE] for name in names}
        self.spec.files.fetch(self.spec.path(name) for name in names)
        self.data.files.fetch(self.data.path(name, file) for name, files in inside.items() for file in files)
        for name, files in inside.items():
            folder = self.root / self.method.folder / name
            _put(folder / CAMPAIGN_FILE, self.spec.spec(name))
            for file in files:
                _put(folder / file, self.data.files.read(self.data.path(name, file)))

    def _note(self, problems: Collection[Problem]) -> None:
        for one in problems:
            inside = one.at.file.removeprefix(f"{self.method.folder}/")
            name = inside.partition("/")[0] if inside != one.at.file else None
            self.problems.setdefault(name if name in self.spec.campaigns else None, []).append(one)


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
