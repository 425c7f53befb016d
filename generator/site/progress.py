"""Progress of long work, on stderr, where somebody watches."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Tell = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and how many there are."""


def silent(_what: str, _done: int, _count: int) -> None:
    """Say nothing."""


@contextmanager
def progress() -> Iterator[Tell]:
    """Draw a bar on a terminal; stay silent where stderr is a file or a pipe."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console  # only a terminal pays for it
    from rich.progress import Progress, TaskID

    with Progress(console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def tell(what: str, done: int, count: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=count)
            bars.update(tasks[what], completed=done, total=count)

        yield tell
