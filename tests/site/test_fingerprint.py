"""Equal fingerprints mean equal inputs, and nothing else does."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from generator.site.fingerprint import code_digest, digest, folder_digests


@given(st.lists(st.text(max_size=5), max_size=5), st.lists(st.text(max_size=5), max_size=5))
def test_lists_of_parts_hash_alike_only_when_they_are_alike(left: list[str], right: list[str]) -> None:
    assert (digest(left) == digest(right)) == (left == right)


def test_a_folder_is_hashed_file_by_file_without_hidden_ones(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.csv").write_text("1")
    (tmp_path / "campaign.yml").write_text("2")
    (tmp_path / ".DS_Store").write_text("3")
    before = folder_digests(tmp_path)
    assert sorted(before) == ["campaign.yml", "data/a.csv"]
    (tmp_path / "data" / "a.csv").write_text("4")
    after = folder_digests(tmp_path)
    assert after["campaign.yml"] == before["campaign.yml"]
    assert after["data/a.csv"] != before["data/a.csv"]


def test_the_codes_hash_is_stable() -> None:
    first = code_digest()
    code_digest.cache_clear()
    assert first == code_digest()
    assert len(first) == 64
