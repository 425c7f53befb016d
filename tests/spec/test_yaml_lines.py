"""YAML becomes plain data with places; nothing is silently something else, and no file is a trap."""

import pytest
from in_both import assert_in_both

from generator.errors import Location, ReportError
from generator.spec.yaml_events import MAX_DEPTH
from generator.spec.yaml_lines import parse_yaml, read_yaml


def problems(text):
    """The problems of a text, whether they stopped the reading or not, as `line:column what`."""
    try:
        found = parse_yaml(text, "c.yml").problems
    except ReportError as error:
        found = error.problems
    assert_in_both(found)
    return [f"{problem.at.line}:{problem.at.column} {problem.what} | {problem.hint}" for problem in found]


@pytest.mark.parametrize(
    "written",
    ["no", "yes", "on", "off", "y", "12:30", "1_000", "0o17", "0x1F", "1e3", "2026-03-01", "3.0", "=", ".inf", "3%"],
)
def test_a_plain_scalar_stays_the_text_that_was_written(written):
    assert parse_yaml(f"key: {written}", "c.yml").data == {"key": written}


def test_only_null_true_and_false_are_more_than_text():
    data = parse_yaml('[~, null, , true, FALSE, "true", \'null\', ""]'.replace(", ,", ","), "c.yml").data
    assert data == [None, None, True, False, "true", "null", ""]


def test_keys_that_yaml_1_1_would_have_read_as_something_else_stay_words():
    data = parse_yaml("on: 1\nno: 2\n2026-04-30: 3\n", "c.yml").data
    assert data == {"on": "1", "no": "2", "2026-04-30": "3"}


def test_every_key_and_every_item_has_its_place_counted_from_one():
    document = parse_yaml("名: x\nb:\n  - {c: 1, d: 2}\n  - e\n", "c.yml")
    assert document.places == {
        ("名",): Location("c.yml", 1, 1),
        ("b",): Location("c.yml", 2, 1),
        ("b", 0): Location("c.yml", 3, 5),
        ("b", 0, "c"): Location("c.yml", 3, 6),
        ("b", 0, "d"): Location("c.yml", 3, 12),
        ("b", 1): Location("c.yml", 4, 5),
    }
    assert document.at(("b", 0, "gone", 3)) == Location("c.yml", 3, 5)
    assert document.at(("gone",)) == Location("c.yml", 1, 1)


def test_columns_count_characters_and_not_bytes():
    assert parse_yaml("{名称: 展示量, b: 1}", "c.yml").places["b",] == Location("c.yml", 1, 11)


def test_an_alias_repeats_its_value_and_its_places_lead_to_the_text():
    document = parse_yaml("a: &band {near: 10%}\nb: *band\nc: [*band]\n", "c.yml")
    assert document.data == {"a": {"near": "10%"}, "b": {"near": "10%"}, "c": [{"near": "10%"}]}
    assert document.places["b", "near"] == Location("c.yml", 1, 11)
    assert document.places["c", 0] == Location("c.yml", 3, 5)


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        ("a: 1\nb: 2\na: 3\n", "3:1", "`a` is written twice: first at line 1, column 1"),
        ("a: {b: 1, b: 2}\n", "1:11", "`b` is written twice: first at line 1, column 5"),
        ("<<: {a: 1}\n", "1:1", "merge keys (`<<`) are not read"),
        ("a: *gone\n", "1:4", "no `&gone` has named"),
        ("a: &x [*x]\n", "1:8", "`*x` holds itself"),
        ("a: !!python/object/apply:os.system [ls]\n", "1:4", "the tag `!!python/object/apply:os.system` is not read"),
        ("a: !secret x\n", "1:4", "the tag `!secret`"),
        ("a: 1\n---\nb: 2\n", "2:1", "a second document begins here"),
        ("{[a]: b}\n", "1:2", "this key is not a word"),
        ('a: {"": b}\n', "1:5", "this key is not a word"),
        ("a: {: b}\n", "1:5", "a key or a value is missing here"),
        ("a:\n\t- b\n", "2:1", "a tab indents this line"),
        ("a: 1\n\tb: 2\n", "2:1", "a tab indents this line"),
        ("a: b: c\n", "1:5", "there is a second `: `"),
        ("a: x\n b: y\n", "2:3", "there is a second `: ` in a line, or the line is indented wrongly"),
        ("a:\n  - b\n c: d\n", "3:2", "this line does not belong to the keys around it"),
        ("a: [1, 2\nb: 3\n", "1:4", "the list that begins here with `[` is not closed"),
        ("a: {b: c\n", "1:4", "what begins here with `{` is not closed"),
        ("a: 'x\n", "1:4", "the quotes that begin here are never closed"),
        ("a: 'it's'\n", "1:8", "there is something after the value"),
        ('a: "\\q"\n', "1:5", "a backslash in double quotes means something"),
        ("a: @you\n", "1:4", "`@` cannot begin a value"),
        ("a: %x\n", "1:4", "`%` cannot begin a value"),
        ("a: - b\n", "1:4", "a list item (`-`) cannot stand here"),
        ("a: |x\n", "1:5", "the text begins on the next line"),
        ("a: b]\nc: ]\n", "2:4", "a bracket too many"),
    ],
)
def test_what_is_wrong_is_told_in_plain_words_at_its_place(text, at, words):
    assert any(line.startswith(at + " ") and words in line for line in problems(text)), problems(text)


def test_all_duplicates_are_told_at_once_and_the_first_value_stands():
    document = parse_yaml("a: 1\na: {b: 1, b: 2}\nc: 3\nc: 4\n", "c.yml")
    assert [(problem.at.line, problem.at.column) for problem in document.problems] == [(2, 1), (2, 11), (4, 1)]
    assert document.data == {"a": "1", "c": "3"}


def test_an_alias_bomb_is_refused_where_it_begins_to_explode():
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    bomb += "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    (line,) = problems(bomb)
    assert "the file holds too many values" in line
    assert "alias" in line


def test_deep_nesting_is_refused():
    (line,) = problems("[" * 5000)
    assert line.startswith(f"1:{MAX_DEPTH + 1} lists and mappings are nested too deeply")


def test_depth_that_aliases_pile_up_is_refused_too():
    deep = "a0: &a0 [[[[[x]]]]]\n" + "".join(f"a{n}: &a{n} [[[[[*a{n - 1}]]]]]\n" for n in range(1, 9))
    assert "too many values" in problems(deep)[0]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n...\n", "~"])
def test_an_empty_file_has_no_data_and_no_problem(text):
    assert parse_yaml(text, "c.yml").data is None
    assert problems(text) == []


def test_numbers_become_numbers_only_under_the_key_that_asks_for_it():
    text = "mkdocs: {depth: 3, x: 1.5, big: 1e3, t: '3', v: 1_0, ok: true}\nengine: 3\n"
    assert parse_yaml(text, "c.yml", with_numbers="mkdocs").data == {
        "mkdocs": {"depth": 3, "x": 1.5, "big": 1000.0, "t": "3", "v": "1_0", "ok": True},
        "engine": "3",
    }


@pytest.mark.parametrize(
    ("raw", "at", "words"),
    [
        (b"a: 1\nb: \xd5\xd0\n", (2, 4), "the byte 0xD5 is not UTF-8"),
        ("a: 1\n".encode("utf-16"), (1, 1), "written in UTF-16"),
        (b"a: 1\nb: x\x07\n", (2, 5), "the control character U+0007"),
        (b"a: \x00\n", (1, 4), "the control character U+0000"),
        (b"#" * 1_000_001, (None, None), "too large (1,000,001 bytes)"),
    ],
)
def test_bytes_that_are_no_text_are_told_with_their_place(tmp_path, raw, at, words):
    file = tmp_path / "c.yml"
    file.write_bytes(raw)
    with pytest.raises(ReportError) as raised:
        read_yaml(file, tmp_path)
    (problem,) = raised.value.problems
    assert (problem.at.file, problem.at.line, problem.at.column) == ("c.yml", *at)
    assert words in str(problem.what)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path):
    file = tmp_path / "c.yml"
    file.write_bytes(b"\xef\xbb\xbfname: x\r\nb: y\r\n")
    document = read_yaml(file, tmp_path)
    assert document.data == {"name": "x", "b": "y"}
    assert document.places["b",] == Location("c.yml", 2, 1)


def test_a_file_that_is_not_there_or_is_a_folder_is_a_problem(tmp_path):
    (tmp_path / "d.yml").mkdir()
    for name, words in (("gone.yml", "cannot be read: no such file"), ("d.yml", "is not a file")):
        with pytest.raises(ReportError, match=words):
            read_yaml(tmp_path / name, tmp_path)
