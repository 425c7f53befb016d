"""The schemas that modelines name are those of the code, in this repository and in a new site."""

import json
from pathlib import Path

import pytest

from generator.site.scaffold import SCHEMAS, write_site
from generator.spec.schema import json_schema

REPOSITORY = Path(__file__).parents[2]


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_repositorys_schemas_are_those_of_the_code(name: str) -> None:
    """If this fails: .venv/bin/goalposts schema NAME > schemas/NAME.json."""
    written = json.loads((REPOSITORY / "schemas" / f"{name}.json").read_text(encoding="utf-8"))
    assert written == json_schema(name)


def test_a_new_site_has_every_schema_its_files_name(tmp_path: Path) -> None:
    write_site(tmp_path / "site")
    for file in (tmp_path / "site").rglob("*.yml"):
        for line in file.read_text(encoding="utf-8").splitlines():
            if "$schema=" in line:
                assert (file.parent / line.partition("$schema=")[2].strip()).exists(), (file, line)
