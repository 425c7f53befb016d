"""Laws: whatever stands in a campaign.yml, reading gives a Campaign or problems in plain words, and nothing else."""

import copy
import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from in_both import assert_in_both

from generator.errors import ReportError
from generator.spec import day_forms, forms, number_forms, world
from generator.spec.load import load_campaign
from generator.spec.model import Campaign
from generator.spec.yaml_lines import parse_yaml

VALID = (Path(__file__).parent / "examples" / "campaign.yml").read_text(encoding="utf-8")
JARGON = re.compile(
    r"Input should|Field required|Extra inputs|Value error|pydantic|type=|<class|Error\b|\bNone\b|dictionary"
)
ODD = (
    *("no", "12:30", "1_000", "1,000", "0o17", "1e999", ".inf", ".nan", "~", "true", "[]", "{}", "[a]", "{a: b}", ""),
    *("2026-02-30", "2026-04-30..2026-03-01", "..", "4..2", "3", "3%", "3pp", "-1", "-", ":", "#", "&", "*", "!", "|"),
    *(">", "%", "@", "`", "'", '"', "\\", "*x", "&x", "<<:", "../x", "/etc/passwd", "**/*", "\t", "é", "展示"),
    *("\u2028", "\x85", "\ufeff", "none", "auto", "KPI301", "spring", "[[", "]]", "? ", "- - -"),
)
many = settings(max_examples=150, deadline=None)


@pytest.fixture(scope="module")
def read(tmp_path_factory, vocabulary):
    """Read a text as the campaign.yml of a folder with the files it names; returns what is wrong with it."""
    root = tmp_path_factory.mktemp("site")
    folder = root / "campaigns" / "spring"
    (folder / "data").mkdir(parents=True)
    for name in ("ads-1.csv", "plan.csv", "market.xlsx"):
        (folder / "data" / name).write_bytes(b"x")

    def problems(text):
        (folder / "campaign.yml").write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            assert isinstance(load_campaign(folder, root, vocabulary), Campaign)
        except ReportError as error:
            return error.problems
        return ()

    return problems


def assert_plain(found, text):
    """Each problem has a place inside the file and speaks the language of its format."""
    lines = len(re.split("\r\n|[\n\r\x85\u2028\u2029]", text))
    for problem in found:
        assert problem.at.file == "campaigns/spring/campaign.yml"
        assert 1 <= (problem.at.line or 1) <= lines + 1
        assert (problem.at.column or 1) >= 1
        said = re.sub("`[^`]*`", "", f"{problem.what} {problem.expected} {problem.hint}")
        assert not JARGON.search(said), said
    assert_in_both(found)


def test_the_valid_example_has_no_problems(read):
    assert read(VALID) == ()


@many
@given(text=st.text())
@example("\ud800")
@example("[" * 10_000)
@example("? " * 3_000)
@example("a: *a")
def test_any_text_is_a_problem_or_a_campaign(read, text):
    assert_plain(read(text), text)


@st.composite
def mutated(draw):
    """The valid example with a few of its lines cut, doubled, moved in, or a word of them replaced."""
    lines = VALID.splitlines()
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        change = draw(st.sampled_from(("cut", "double", "indent", "word", "end")))
        if change == "cut" and len(lines) > 1:
            del lines[at]
        elif change == "double":
            lines.insert(at, lines[at])
        elif change == "indent":
            lines[at] = draw(st.sampled_from((" ", "  ", "\t", "    "))) + lines[at].lstrip()
        elif change == "end":
            lines[at] = lines[at][: draw(st.integers(0, len(lines[at])))]
        else:
            words = re.split(r"(\s+)", lines[at])
            words[draw(st.integers(0, len(words) - 1))] = draw(st.sampled_from(ODD))
            lines[at] = "".join(words)
    return "\n".join(lines) + "\n"


@many
@given(text=mutated())
def test_a_spoiled_example_is_a_problem_or_a_campaign(read, text):
    assert_plain(read(text), text)


def paths(value, before=()):
    """Every path of keys and positions in a value."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield (*before, key)
        yield from paths(inner, (*before, key))


DATA = parse_yaml(VALID, "campaign.yml").data
PATHS = sorted(paths(DATA), key=str)
values = st.sampled_from([*ODD, None, True, False, [], {}, ["a", None], {"a": "b"}, {"": {}}, "x" * 5000, [[["x"]]]])


def put(data, path, value):
    """Set what stands at a path, where the path is still there."""
    inner = data
    for part in path[:-1]:
        there = isinstance(inner, dict) or (isinstance(inner, list) and isinstance(part, int) and part < len(inner))
        inner = inner[part] if there and (isinstance(inner, list) or part in inner) else None
    if isinstance(inner, dict) or (isinstance(inner, list) and isinstance(path[-1], int) and path[-1] < len(inner)):
        inner[path[-1]] = value


@many
@given(changes=st.lists(st.tuples(st.sampled_from(PATHS), values), min_size=1, max_size=5))
def test_any_value_in_any_place_is_a_problem_or_a_campaign(read, changes):
    data = copy.deepcopy(DATA)
    for path, value in changes:
        put(data, path, copy.deepcopy(value))
    text = json.dumps(data, ensure_ascii=False, indent=1)
    assert_plain(read(text), text)


READERS = [
    *(
        forms.line,
        forms.words,
        forms.flag,
        number_forms.number,
        number_forms.amount,
        number_forms.target,
        number_forms.near,
        number_forms.share,
    ),
    *(number_forms.whole, number_forms.confidence, forms.folder, number_forms.near_share, number_forms.not_negative),
    *(day_forms.day, day_forms.days, day_forms.period, world.timezone, world.currency),
]
nearly = st.text(alphabet="0123456789.,-+%_:/ eEpxoab年万¥$…\uff0d\uff10\uff11%k", max_size=24)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
@given(raw=st.one_of(nearly, st.text(), st.none(), st.booleans(), st.floats(), st.lists(st.text(), max_size=2)))
@settings(max_examples=60, deadline=None)
def test_a_reader_reads_or_says_why_not(reader, raw):
    try:
        reader(raw)
    except forms.FormError as error:
        why = str(error.why)
    else:
        why = "was read"
    assert why
    assert not JARGON.search(why)


@given(tenths=st.integers(-(10**9), 10**9), places=st.integers(0, 6))
def test_a_percent_is_the_number_a_hundred_times_smaller_written_out(tenths, places):
    digits = f"{abs(tenths):0{places + 3}d}"
    sign = "-" if tenths < 0 else ""
    percent = sign + digits[: len(digits) - places] + ("." + digits[len(digits) - places :] if places else "")
    fraction = sign + digits[: len(digits) - places - 2] + "." + digits[len(digits) - places - 2 :]
    assert number_forms.target(f"{percent}%").value == float(fraction)


@given(start=st.dates(date(1990, 1, 1), date(2090, 1, 1)), days=st.integers(0, 3000))
def test_a_period_written_out_is_read_back(start, days):
    end = date.fromordinal(start.toordinal() + days)
    read = day_forms.period(f"{start}..{end}")
    assert (read.start, read.end, read.days) == (start, end, days + 1)
    assert len(read.dates()) == read.days
    assert read.contains(end)
    assert read.overlaps(read)
