"""The history of a site: the log read once, each campaign's story told when it is asked for."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self

from generator.history.git import Blobs, GitError, Repository, Unconfirmed, blobs, open_repository
from generator.history.goals import CAMPAIGN, METRICS, SETTINGS, Goals, Matched, Posts, goals_of, posts_of
from generator.history.log import Log, Version, read_log
from generator.history.parts import Parser, Start
from generator.history.settings import catalogue_of, config_of, redefined
from generator.history.story import Moment, Rules, Standing, Story, start_of, tell
from generator.metrics.catalogue import Catalogue
from generator.metrics.project import Frame
from generator.spec.inside import RefusedError, matching
from generator.spec.load import CAMPAIGN_FILE
from generator.spec.model import Campaign, SiteConfig

_SAME_FILE = 80
"""Per cent of a renamed spec that make it the same campaign whatever its period."""


class History:
    """What git knows of a site's specs. Open it with `with`; it holds one process for reading contents."""

    def __init__(self, frame: Frame, found: Repository | Unconfirmed | None = None) -> None:
        """Read the log; where there is none to read, every story says so.

        `found` is the repository to ask, where the frame was laid out elsewhere; its head need not be the branch's.
        """
        self._frame = frame
        self.missing: Unconfirmed | None = None
        self._log = Log(())
        found = open_repository(frame.root) if found is None else found
        if isinstance(found, Unconfirmed):
            self.missing = found
        else:
            self._repository: Repository = found
            try:
                self._log = read_log(found)
            except GitError:
                self.missing = Unconfirmed.NO_GIT
        folder = frame.config.paths.campaigns
        self._paths = {name: f"{folder}/{name}/{CAMPAIGN_FILE}" for name in frame.ids}
        self._shared_paths = (f"{folder}/{METRICS}", frame.config.file)
        self._stack = ExitStack()
        self._parser = Parser()
        self._posts: dict[tuple[int, int, int], Posts] = {}
        self._catalogues: dict[str, Catalogue | None] = {}
        self._configs: dict[str, SiteConfig | None] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()
        self.__dict__.pop("_blobs", None)  # it is opened again when it is needed again

    @cached_property
    def _trails(self) -> Mapping[str, tuple[Version, ...]]:
        """Path from the site's root -> its versions."""
        if self.missing:
            return {}
        paths = (*self._paths.values(), *self._shared_paths)
        whole = {self._repository.path_of(path): path for path in paths}
        return {whole[path]: versions for path, versions in self._log.trails(whole).items()}

    @cached_property
    def _blobs(self) -> Blobs:
        return self._stack.enter_context(blobs(self._repository.root))

    def fingerprint(self, campaign: str) -> str:
        """Hash everything of git that a campaign's story is told from: equal ones, equal stories of equal specs."""
        total = sha256((self.missing or "").encode())
        if not self.missing:
            total.update(b"shallow" if self._repository.shallow else b"")
            for path in (self._paths[campaign], *self._shared_paths):
                for one in self._trails.get(path, ()):
                    total.update(f"{one.commit.id} {one.blob}\n".encode())
        return total.hexdigest()

    def story(self, campaign: Campaign, as_of: date) -> Story:
        """Tell what was in force when a campaign began and every change since, as of a day."""
        versions = [one for one in self._trails.get(self._paths[campaign.id], ()) if not one.gone]
        if versions:
            self._blobs.fetch(one.blob for one in versions)
        starts = [self._start(one) for one in versions]
        for at in range(len(versions) - 1, 0, -1):
            if versions[at].similar < _SAME_FILE and starts[at] != starts[at - 1]:
                # Another campaign's file that this one was made from.
                versions, starts = versions[at:], starts[at:]
                break
        began = _began(campaign, versions, starts, as_of)
        if self.missing:
            return Story(Standing.UNKNOWN if began is not None else Standing.OPEN, self.missing)
        if began is None:
            return Story(Standing.OPEN, since=versions[-1].commit if versions else None)
        moments = [*self._moments(versions), self._now(campaign)]
        matched = matched_in(campaign.folder, self._frame.config.limits.files)
        return tell(campaign, moments, began, matched, shallow=self._repository.shallow)

    def _start(self, version: Version) -> Start | None:
        content = self._blobs.read(version.blob)
        return None if content is None else self._parser.start(content)

    def _moments(self, versions: Sequence[Version]) -> list[Moment]:
        """Lay out the branch from the spec's first version on: every commit that touched it or what it shares."""
        if not versions:
            return []
        words = frozenset().union(*(self._words(one) for one in versions))
        at: dict[int, dict[str, Version]] = {}
        for name, one, touched in self._shared:
            if touched is None or not touched.isdisjoint(words):
                at.setdefault(one.commit.place, {})[name] = one
        for one in versions:
            at.setdefault(one.commit.place, {})[CAMPAIGN] = one
        current: dict[str, Version] = {}
        moments = []
        for place in sorted(at):
            current = {**current, **at[place]}
            if CAMPAIGN in current:
                moments.append(self._moment(current, tuple(at[place].values())))
        return moments

    def _words(self, version: Version) -> frozenset[str]:
        content = self._blobs.read(version.blob)
        return frozenset() if content is None else self._parser.words(content)

    @cached_property
    def _shared(self) -> tuple[tuple[str, Version, frozenset[str] | None], ...]:
        """Versions of what campaigns share, where they judge anything otherwise than the one before.

        With each the metrics that are other than before; None where it may touch every campaign.
        """
        metrics, settings = (self._trails.get(path, ()) for path in self._shared_paths)
        found: list[tuple[str, Version, frozenset[str] | None]] = []
        before = self._catalogue("")
        for one in metrics:
            catalogue = self._catalogue(one.blob)
            if before and catalogue and (other := redefined(before, catalogue)):
                found.append((METRICS, one, other))
            before = catalogue or before
        rules = self._config("")
        for one in settings:
            config = self._config(one.blob)
            if rules and config and (rules.verdict, rules.scorecard) != (config.verdict, config.scorecard):
                found.append((SETTINGS, one, None))
            rules = config or rules
        return tuple(found)

    def _moment(self, current: Mapping[str, Version], touched: Sequence[Version]) -> Moment:
        blob = current[CAMPAIGN].blob
        metrics = current[METRICS].blob if METRICS in current else ""
        settings = current[SETTINGS].blob if SETTINGS in current else ""

        def rules() -> Rules | None:
            content = self._blobs.read(blob)
            goals = None if content is None else self._parser.goals(content)
            catalogue, config = self._catalogue(metrics), self._config(settings)
            return Rules(goals, catalogue, config) if goals and catalogue and config else None

        def posts() -> Posts | None:
            found = rules()
            return self._laid_down(found.goals, found.catalogue, found.config) if found else None

        prefix = self._repository.prefix
        return Moment(touched[0].commit, posts, rules, tuple(one.path.removeprefix(prefix) for one in touched))

    def _now(self, campaign: Campaign) -> Moment:
        frame, goals = self._frame, goals_of(campaign)
        paths = (campaign.file, *self._shared_paths)
        return Moment(
            None,
            lambda: posts_of(goals, frame.catalogue, frame.config),
            lambda: Rules(goals, frame.catalogue, frame.config),
            paths,
        )

    def _laid_down(self, goals: Goals, catalogue: Catalogue, config: SiteConfig) -> Posts:
        # The parser and the two tables below keep what these ids stand for.
        key = (id(goals), id(catalogue), id(config))
        if key not in self._posts:
            self._posts[key] = posts_of(goals, catalogue, config)
        return self._posts[key]

    def _catalogue(self, blob: str) -> Catalogue | None:
        if blob not in self._catalogues:
            self._catalogues[blob] = catalogue_of(self._content(blob))
        return self._catalogues[blob]

    def _config(self, blob: str) -> SiteConfig | None:
        if blob not in self._configs:
            self._configs[blob] = config_of(self._content(blob))
        return self._configs[blob]

    def _content(self, blob: str) -> bytes | None:
        return self._blobs.read(blob) if blob.strip("0") else None


def _began(
    campaign: Campaign, versions: Sequence[Version], starts: Sequence[Start | None], as_of: date
) -> float | None:
    """Find when the period began: of the first version whose own first day came while it was in force.

    A start that is put off after the fact does not make the days before it undone. None while it has yet to begin.
    """
    for start, following in zip(starts, versions[1:], strict=False):
        if start is not None:
            began = start_of(start.period.start, start.timezone)
            if began <= following.commit.reached:
                return began
    last = starts[-1] if starts else None
    for period, timezone in ((last.period, last.timezone) if last else (campaign.period, campaign.timezone), (
        campaign.period, campaign.timezone,
    )):  # fmt: skip
        if period.start <= as_of:
            return start_of(period.start, timezone)
    return None


def matched_in(folder: Path, most: int) -> Matched:
    """Return what finds a glob's files in a campaign's folder; an old version's is trusted no more than today's."""

    def matched(glob: str) -> frozenset[str] | None:
        try:
            found = matching(folder, glob, most)
        except RefusedError:
            return None
        return frozenset(path.relative_to(folder).as_posix() for path in found if path.is_file())

    return matched
