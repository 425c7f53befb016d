"""Questions for the models, answered: from what is kept of earlier runs, else by fitting, many in parallel."""

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import fields
from functools import cache
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from pydantic import TypeAdapter, ValidationError

from generator.compare import pacing, verdict
from generator.compare import question as asked
from generator.diagnose import external
from generator.diagnose.external import answered

FEW = 8
"""Up to so many questions are answered in this process: others' start costs more."""
KEPT = 5_000
"""Answers kept in the folder; beyond it the oldest go."""

_ANSWERS: Mapping[type, tuple[Callable[[Any], Any], Any]] = {
    external.Question: (external.answer, external.Answer),
    pacing.Question: (pacing.answer, pacing.Answer),
}
"""Kind of question -> who answers it, and the answer's type."""


class Models:
    """Answers questions, each only once: equal questions have equal answers.

    `folder` is where answers are kept between runs; without one they are kept for this run alone. Use it as a context:
    at its end the other processes, if any were started, are.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None
        self._tidy()

    def answers(self, questions: Sequence[Any]) -> list[Any]:
        """Answer questions, in their order; None for those that the models cannot answer."""
        keys = [_key(question) for question in questions]
        known = {key: self._read(key, question) for key, question in zip(keys, questions, strict=True)}
        missing = {
            key: question for key, question in zip(keys, questions, strict=True) if isinstance(known[key], _Missing)
        }
        for (key, question), found in zip(missing.items(), self._fit(list(missing.values())), strict=True):
            known[key] = found
            self._keep(key, question, found)
        return [known[key] for key in keys]

    def _fit(self, questions: Sequence[Any]) -> list[Any]:
        if len(questions) <= FEW:
            return [_answer(question) for question in questions]
        if self._pool is None:
            self._pool = ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn"))
        return list(self._pool.map(_answer, questions, chunksize=2))

    def _read(self, key: str, question: Any) -> Any:
        if self._folder is None:
            return _MISSING
        try:
            file = self._folder / f"{key}.json"
            found = _ADAPTERS[type(question)].validate_json(file.read_bytes())
            file.touch()
        except (OSError, ValidationError):
            return _MISSING
        return found

    def _keep(self, key: str, question: Any, found: Any) -> None:
        """Write an answer in one step; a folder that cannot be written keeps nothing."""
        if self._folder is None:
            return
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            partial = self._folder / f".{key}.{os.getpid()}"
            partial.write_bytes(_ADAPTERS[type(question)].dump_json(found))
            partial.replace(self._folder / f"{key}.json")

    def _tidy(self) -> None:
        """Let go of the oldest answers."""
        if self._folder is None or not self._folder.is_dir():
            return
        with suppress(OSError):
            files = sorted(self._folder.glob("*.json"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
            for file in files[KEPT:]:
                file.unlink(missing_ok=True)


class _Missing:
    """Stands for an answer that is not kept; None is an answer."""


_MISSING = _Missing()


def _answer(question: Any) -> Any:
    return _ANSWERS[type(question)][0](question)


_ADAPTERS: Mapping[type, TypeAdapter[Any]] = {kind: TypeAdapter(to | None) for kind, (_, to) in _ANSWERS.items()}


def _key(question: Any) -> str:
    """Hash everything an answer depends on: the question, the code that answers, and the libraries under it."""
    found = hashlib.sha256(f"{type(question).__module__}.{type(question).__name__} {_method()}".encode())
    for item in fields(question):
        value = getattr(question, item.name)
        found.update(item.name.encode())
        if isinstance(value, np.ndarray):
            found.update(f"{value.dtype}{value.shape}".encode())
            found.update(np.ascontiguousarray(value).tobytes())
        else:
            found.update(repr(value).encode())
    return found.hexdigest()


@cache
def _method() -> str:
    package = Path(__file__).parents[1]
    answering = (answered, pacing, asked, verdict)
    sources = [*sorted((package / "stats").glob("*.py")), *(Path(str(module.__file__)) for module in answering)]
    libraries = " ".join(f"{name} {version(name)}" for name in ("numpy", "scipy", "statsmodels"))
    return hashlib.sha256(b"".join([*(file.read_bytes() for file in sources), libraries.encode()])).hexdigest()
