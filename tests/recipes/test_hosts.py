"""TechDocs builds what `--pages` writes; nginx reads the configuration and the policy that publish.sh writes."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from steps import RECIPES, ROOT, Clone, tool

TECHDOCS = RECIPES / "techdocs"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def test_techdocs_navigation_names_pages_that_are_made_and_mkdocs_builds_them(lasting: Clone, tmp_path: Path):
    """With MkDocs as TechDocs sets it: techdocs-core pins older libraries than ours and cannot stand beside them."""
    done = lasting.run(f"goalposts build --pages '{tmp_path}/docs'")
    assert done.returncode == 0, done.stderr
    settings = yaml.safe_load((TECHDOCS / "mkdocs.yml").read_text())
    for entry in settings["nav"]:
        for page in entry.values():
            assert (tmp_path / "docs" / page).is_file()

    assert settings["plugins"] == ["techdocs-core"]
    core = {"plugins": ["search"], "theme": {"name": "material", "palette": {}}}
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(settings | core))
    built = subprocess.run(
        [tool("mkdocs"), "build", "-q", "--strict"],
        cwd=tmp_path,
        env=lasting.env(NO_MKDOCS_2_WARNING="1"),
        capture_output=True,
        text=True,
        check=False,
    )

    assert built.returncode == 0, built.stderr
    page = (tmp_path / "site" / "campaigns" / "spring" / "index.html").read_text()
    assert "Spring push" in page
    assert re.search(r'<img[^>]+src="[^"]+\.svg"', page)
    assert (tmp_path / "site" / "search" / "search_index.json").is_file()


def test_backstage_finds_the_documentation_beside_its_entry():
    [entry] = yaml.safe_load_all((TECHDOCS / "catalog-info.yaml").read_text())

    assert entry["metadata"]["annotations"] == {"backstage.io/techdocs-ref": "dir:."}
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry["metadata"]["name"])
    assert (TECHDOCS / "mkdocs.yml").is_file()


def test_publish_puts_the_site_and_its_policy_where_the_configuration_looks(lasting: Clone, tmp_path: Path):
    target = tmp_path / "srv"
    for _ in range(2):  # the second time there is a site to be replaced
        done = lasting.run(f"sh '{RECIPES}/nginx/publish.sh' . '{target}'")
        assert done.returncode == 0, done.stderr

    policy = (target / "policy.conf").read_text()
    assert policy == f'add_header Content-Security-Policy "{lasting.run("goalposts csp").stdout.strip()}" always;\n'
    assert (target / "site" / "index.html").is_file()
    assert not (target / "next").exists()
    configuration = (RECIPES / "nginx" / "goalposts.conf").read_text()
    assert "root /srv/goalposts/site;" in configuration
    assert "include /srv/goalposts/policy.conf;" in configuration


@pytest.mark.skipif(not NGINX and "CI" not in os.environ, reason="nginx is not on this machine; CI installs it")
def test_nginx_takes_the_configuration(tmp_path: Path):
    (tmp_path / "policy.conf").write_text("add_header Content-Security-Policy \"default-src 'self'\" always;\n")
    said = (RECIPES / "nginx" / "goalposts.conf").read_text().replace("/srv/goalposts", str(tmp_path))
    (tmp_path / "nginx.conf").write_text(f"pid {tmp_path}/nginx.pid;\nevents {{}}\nhttp {{\n{said}\n}}\n")
    done = subprocess.run(
        [NGINX, "-t", "-p", tmp_path, "-c", tmp_path / "nginx.conf", "-e", tmp_path / "error.log"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr


def test_ci_has_nginx():
    assert "nginx" in (ROOT / ".ci" / "run").read_text()
