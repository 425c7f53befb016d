"""What keeps one campaign's data from holding up a build: limits of size and time, which site_config.yml raises."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from time import monotonic
from typing import Any

from generator.errors import Location, Problem, ReportError
from generator.spec.model import Limits
from generator.text import Said, Text, say

_UNITS = ((1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "KB"), (1, "bytes"))


@dataclass(frozen=True, slots=True)
class Guard:
    """The limits, and when this campaign's time began."""

    limits: Limits = field(default_factory=Limits)
    begun: float = field(default_factory=monotonic)

    def size(self, path: Path, at: Location) -> int:
        """Return a file's bytes; raises ReportError where it is too large, and OSError where there is none."""
        found = path.stat().st_size
        if found > self.limits.file:
            raise too_much(
                at,
                say(en="the file has {size}", zh="文件有 {size}", size=said(found)),
                _most(said(self.limits.file)),
                "file",
            )
        return found

    def unpacked(self, found: int, at: Location) -> None:
        """Refuse a workbook that unpacks to too much."""
        most = self.limits.unpacked
        if found > most:
            what = say(en="the workbook unpacks to {size}", zh="工作簿解压后有 {size}", size=said(found))
            raise too_much(at, what, _most(said(most)), "unpacked")

    def rows(self, found: int, at: Location) -> None:
        """Refuse a file that has too many rows."""
        most = self.limits.rows
        if found > most:
            what = say(en="there are more than {most:,} rows", zh="超过 {most:,} 行", most=most)
            raise too_much(at, what, _most(f"{most:,}"), "rows")

    def columns(self, found: int, at: Location) -> None:
        """Refuse a file that has too many columns."""
        most = self.limits.columns
        if found > most:
            what = say(en="the file has {count:,} columns", zh="文件有 {count:,} 列", count=found)
            raise too_much(at, what, _most(f"{most:,}"), "columns")

    @property
    def left(self) -> float:
        """Seconds that are left."""
        return self.limits.seconds - (monotonic() - self.begun)

    def time(self, at: Location) -> None:
        """Refuse to go on where the time is up."""
        if self.left <= 0:
            raise self.late(at)

    def late(self, at: Location) -> ReportError:
        """Return what is said when the time is up."""
        most = self.limits.seconds
        what = say(
            en="reading the campaign's data took more than {most:,} seconds",
            zh="读取活动数据用了 {most:,} 秒以上",
            most=most,
        )
        return too_much(at, what, say(en="less data", zh="少一些数据"), "seconds")

    @contextmanager
    def interrupting(self, connection: Any, at: Location) -> Iterator[None]:
        """Stop a DuckDB connection when the time is up, which raises ReportError; None is not stopped."""
        self.time(at)
        if connection is None:
            yield
            return
        timer = Timer(self.left, connection.interrupt)
        timer.daemon = True
        timer.start()
        try:
            yield
        except Exception as error:  # an interrupted query ends in an error of the driver or of Ibis; all others go on
            if self.left > 0 or isinstance(error, ReportError):
                raise
            raise self.late(at) from None
        finally:
            timer.cancel()


def _most(amount: str) -> Text:
    return say(en="at most {amount}", zh="最多 {amount}", amount=amount)


def too_much(at: Location, what: Said, expected: Said, name: str) -> ReportError:
    """Return the error of something beyond a limit, with the setting that raises it."""
    hint = say(
        en="`limits: {{{name}: …}}` in site_config.yml sets another limit",
        zh="可在 site_config.yml 里用 `limits: {{{name}: …}}` 另设上限",
        name=name,
    )
    return ReportError([Problem(at, what, expected, hint)])


def said(size: int) -> str:
    """Write a size, such as 1.5 GB."""
    step, unit = next((one for one in _UNITS if size >= one[0]), _UNITS[-1])
    return f"{size / step:.3g} {unit}"
