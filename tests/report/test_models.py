"""Models are asked once: equal questions have one answer, kept between runs, the same in any process."""

from dataclasses import replace

import numpy as np
import pytest

from generator.data.table import Grain
from generator.diagnose import external
from generator.diagnose.external import answered
from generator.report.models import FEW, Models


def question(seed: int = 1, size: int = 60) -> external.Question:
    values = np.random.default_rng(seed).normal(100, 5, size)
    return external.Question(
        metric="leads",
        days=np.arange(20_000, 20_000 + size),
        launched=size - 10,
        series=values,
        weights=None,
        names=(),
        controls=np.zeros((size, 0)),
        moved=(),
        grain=Grain.DAY,
        season=7,
        confidence=0.95,
        floor=0.0,
    )


def test_answers_come_in_the_order_of_their_questions():
    asked = [question(seed) for seed in (1, 2, 1)]
    with Models() as models:
        found = models.answers(asked)

    assert found == [external.answer(one) for one in asked]


def test_an_answer_is_kept_and_not_worked_out_again(tmp_path, monkeypatch: pytest.MonkeyPatch):
    with Models(tmp_path) as models:
        first = models.answers([question()])
    monkeypatch.setattr(answered, "against", lambda *_, **__: pytest.fail("fitted again"))
    with Models(tmp_path) as models:
        assert models.answers([question()]) == first


def test_what_cannot_be_answered_is_kept_too(tmp_path):
    constant = replace(question(), series=np.full(60, 3.0))
    for _ in range(2):
        with Models(tmp_path) as models:
            assert models.answers([constant]) == [None]
    assert [file.read_bytes() for file in tmp_path.glob("*.json")] == [b"null"]


@pytest.mark.parametrize("spoiled", [b"", b"{", b'{"result": 1}'])
def test_a_damaged_answer_is_worked_out_again(tmp_path, spoiled: bytes):
    with Models(tmp_path) as models:
        first = models.answers([question()])
    (kept,) = tmp_path.glob("*.json")
    kept.write_bytes(spoiled)
    with Models(tmp_path) as models:
        assert models.answers([question()]) == first


def test_another_number_is_another_question(tmp_path):
    other = question()
    other.series[3] += 1e-9
    with Models(tmp_path) as models:
        models.answers([question(), other])
    assert len(list(tmp_path.glob("*.json"))) == 2


def test_many_are_answered_in_other_processes_with_the_same_numbers():
    asked = [question(seed) for seed in range(FEW + 2)]
    with Models() as models:
        found = models.answers(asked)

    assert found[3] == external.answer(asked[3])
    assert len(found) == len(asked)
