"""The wheel, in an empty environment: a new site is written, built and checked with nothing of this repository."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV", "COV"))
    }
    done = subprocess.run([*map(str, command)], cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done


@pytest.fixture(scope="module")
def goalposts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, installed from the wheel with the pinned libraries and nothing else."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, REPOSITORY, cwd=folder)
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / "bin" / "python"
    pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--require-hashes", "-r", REPOSITORY / "requirements.lock", cwd=folder)
    run(*pip, "--no-deps", next(folder.glob("*.whl")), cwd=folder)
    return folder / "env" / "bin" / "goalposts"


def test_a_new_site_is_written_built_and_checked(goalposts: Path, tmp_path: Path) -> None:
    run(goalposts, "init", "my-site", cwd=tmp_path)
    site = tmp_path / "my-site"
    assert (site / ".gitignore").exists()
    run(goalposts, "check", cwd=site)
    run(goalposts, "build", "--strict", cwd=site)
    index = (site / "site" / "index.html").read_text(encoding="utf-8")
    assert "campaigns/example/" in index
    page = (site / "site" / "campaigns" / "example" / "index.html").read_text(encoding="utf-8")
    assert "<svg" in page
    assert (site / "site" / "learn" / "okr-and-kpi" / "index.html").exists()


def test_a_new_campaign_is_valid_as_written(goalposts: Path, tmp_path: Path) -> None:
    run(goalposts, "init", "my-site", cwd=tmp_path)
    site = tmp_path / "my-site"
    run(goalposts, "new", "summer-push", cwd=site)
    run(goalposts, "check", cwd=site)
    run(goalposts, "results", "summer-push", "--format", "json", cwd=site)


def test_a_page_of_the_sites_own_content_replaces_the_shipped_one(goalposts: Path, tmp_path: Path) -> None:
    run(goalposts, "init", "my-site", cwd=tmp_path)
    site = tmp_path / "my-site"
    own = site / "content" / "en" / "learn" / "okr-and-kpi"
    own.mkdir(parents=True)
    (own / "index.md").write_text("# How we use OKR and KPI here\n\nAsk Mei.\n", encoding="utf-8")
    run(goalposts, "build", cwd=site)
    built = (site / "site" / "learn" / "okr-and-kpi" / "index.html").read_text(encoding="utf-8")
    assert "Ask Mei." in built
    assert (site / "site" / "learn" / "comparing-results-with-kpis" / "index.html").exists()
