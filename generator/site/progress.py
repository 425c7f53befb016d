"""Progress of long work, on stderr, where somebody watches."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from generator.text import Said, said_in

Tell = Callable[[Said, int, int], None]
"""Called with what is being done, how many are done, and how many there are."""


def silent(_what: Said, _done: int, _count: int) -> None:
    """Say nothing."""


@contextmanager
def progress(language: str = "en") -> Iterator[Tell]:
    """Draw a bar on a terminal, in a language; stay silent where stderr is a file or a pipe."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console  # only a terminal pays for it
    from rich.progress import Progress, TaskID

    with Progress(console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def tell(what: Said, done: int, count: int) -> None:
            said = said_in(language, what)
            if said not in tasks:
                tasks[said] = bars.add_task(said, total=count)
            bars.update(tasks[said], completed=done, total=count)

        yield tell
