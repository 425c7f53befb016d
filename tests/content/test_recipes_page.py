"""The page on publishing shows the recipes as they are; `pytest --update-golden` copies them in anew."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RECIPES = ROOT / "recipes"
PAGES = [ROOT / "content" / language / "publish" / "index.md" for language in ("en", "zh")]
BLOCK = re.compile(
    r'(<!-- recipe: (\S+) -->\n<details markdown="1"><summary>([^<]+)</summary>\n\n```\w+\n)(.*?)(^```\n\n</details>$)',
    re.MULTILINE | re.DOTALL,
)
FILES = sorted(
    file.relative_to(RECIPES).as_posix()
    for file in RECIPES.rglob("*")
    if file.is_file() and "__pycache__" not in file.parts
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parents[1].name)
def test_the_page_shows_every_recipe_as_it_is(page: Path, request: pytest.FixtureRequest):
    text = page.read_text(encoding="utf-8")
    if request.config.getoption("--update-golden"):
        text = BLOCK.sub(lambda found: f"{found[1]}{(RECIPES / found[2]).read_text('utf-8')}{found[5]}", text)
        page.write_text(text, encoding="utf-8")

    shown = {found[2]: found[4] for found in BLOCK.finditer(text)}
    assert sorted(shown) == FILES
    assert len(re.findall(r"^<details", text, re.MULTILINE)) == len(FILES)
    for name, code in shown.items():
        assert code == (RECIPES / name).read_text(encoding="utf-8"), name


def test_both_languages_show_them_in_the_same_order_under_the_same_anchors():
    english, chinese = (page.read_text(encoding="utf-8") for page in PAGES)

    assert re.findall(r"^<!-- recipe: .*|^<a id=.*|<summary>.*", english, re.MULTILINE) == re.findall(
        r"^<!-- recipe: .*|^<a id=.*|<summary>.*", chinese, re.MULTILINE
    )
