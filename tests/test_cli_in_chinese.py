"""The commands in Chinese: help, results, checks, explanations, refusals; and how the language is chosen."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from generator.cli import app
from generator.cli.speech import language_of

HAN = re.compile("[\u4e00-\u9fff]")
NO_LANGUAGE = dict.fromkeys(("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "GOALPOSTS_LANG"), "")


def goalposts(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    chosen = {
        **os.environ,
        **NO_LANGUAGE,
        "NO_COLOR": "1",
        "COLUMNS": "200",
        "PYTHONIOENCODING": "utf-8",
        **environment,
    }
    command = [sys.executable, "-m", "generator.cli", *words]
    return subprocess.run(command, cwd=cwd, env=chosen, capture_output=True, text=True, check=False, encoding="utf-8")


def chinese(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return goalposts("--lang", "zh", *words, cwd=cwd)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new site as `init` writes it in Chinese, with a second campaign that has a mistake in it."""
    folder = tmp_path_factory.mktemp("started") / "site"
    done = chinese("init", str(folder), cwd=folder.parent)
    assert done.returncode == 0, done.stderr
    assert "下一步：goalposts build" in done.stderr
    return folder


@pytest.mark.parametrize(
    ("words", "environment", "language"),
    [
        ([], {}, "en"),
        (["--lang", "zh", "check"], {}, "zh"),
        (["--lang=zh", "check"], {}, "zh"),
        (["--lang", "en", "check"], {"GOALPOSTS_LANG": "zh", "LANG": "zh_CN.UTF-8"}, "en"),
        (["check"], {"GOALPOSTS_LANG": "zh", "LC_ALL": "en_US.UTF-8"}, "zh"),
        (["check"], {"GOALPOSTS_LANG": "en", "LC_ALL": "zh_CN.UTF-8"}, "en"),
        (["check"], {"LANG": "zh_CN.UTF-8"}, "zh"),
        (["check"], {"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        (["check"], {"LC_ALL": "", "LC_MESSAGES": "zh_TW", "LANG": "en_US"}, "zh"),
        (["check"], {"LANG": "de_DE.UTF-8"}, "en"),
        (["check", "--lang", "zh"], {}, "en"),
        (["--lang", "fr"], {"LANG": "zh_CN"}, "zh"),
    ],
)
def test_the_option_comes_before_the_variable_and_that_before_the_system(
    words: list[str], environment: dict[str, str], language: str
) -> None:
    assert language_of(words, environment) == language


@pytest.mark.parametrize("command", ["", *sorted(typer.main.get_command(app).commands)])  # type: ignore[attr-defined]
def test_every_line_of_help_is_in_chinese(command: str, tmp_path: Path) -> None:
    done = chinese(*command.split(), "--help", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "用法：" in done.stdout
    assert not re.search(r"\b[A-Za-z]+[,;]? (?:the|a|of|and|is|this|for|it)\b", done.stdout)
    told = [line for line in done.stdout.splitlines() if line.strip("│╭╰─╮╯ ")]
    assert [line for line in told if not HAN.search(line)] == []


def test_results_and_their_heads_are_in_chinese(site: Path) -> None:
    done = chinese("results", cwd=site)
    assert done.returncode == 0, done.stderr
    for words in ("活动", "达成率", "判定", "综合得分", "✓ 达标", "难分高下（"):
        assert words in done.stdout
    assert not re.search(r"\b(met|missed|score|clear|counted|attainment)\b", done.stdout)


def test_what_programs_read_stays_as_it_is(site: Path) -> None:
    for command in (("results", "--format", "json"), ("results", "--format", "csv"), ("check", "--format", "sarif")):
        assert chinese(*command, cwd=site).stdout == goalposts(*command, cwd=site).stdout


def test_a_mistake_is_told_in_chinese_with_its_place(site: Path) -> None:
    spec = site / "campaigns" / "example" / "campaign.yml"
    good = spec.read_text(encoding="utf-8")
    spec.write_text(good + "ownr: me\n", encoding="utf-8")
    try:
        done = chinese("check", cwd=site)
        found = json.loads(chinese("check", "--format", "json", cwd=site).stdout)
        failed = chinese("build", cwd=site)
    finally:
        spec.write_text(good, encoding="utf-8")
    assert done.returncode == 2
    assert re.search(r"^campaigns/example/campaign\.yml:\d+:1: `ownr` 不是这里可以用的键", done.stdout, re.MULTILINE)
    assert "是不是想写 `owner`？" in done.stdout
    assert "读取了 1 个活动，有 1 处错误，检查报出 0 条" in done.stderr
    assert found[0]["what"] == "`ownr` is not a key that may stand here"
    assert "`ownr` 不是这里可以用的键" in found[0]["said"]["zh"]
    assert "did you mean `owner`?" in found[0]["said"]["en"]
    assert failed.returncode == 2
    assert "共 1 个问题；没有改动任何内容" in failed.stderr


def test_a_check_and_a_metric_are_explained_in_chinese(site: Path) -> None:
    check = chinese("explain", "KPI303", cwd=site).stdout
    assert "为什么重要" in check
    metric = chinese("explain", "roas", cwd=site).stdout
    assert "公式" in metric
    assert "越高越好" in metric
    unknown = chinese("explain", "roass", cwd=site)
    assert unknown.returncode == 2
    assert "`roass` 既不是检查，也不是指标" in unknown.stderr
    assert "是不是想写 `roas`？" in unknown.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("check", "--lol"), "没有选项 --lol"),
        (("chek",), "没有命令 chek；是不是想写 check"),
        (("check", "--format", "xml"), "--format：xml 不在可选的值之列：text"),
        (("build", "--as-of", "tomorrow"), "--as-of：tomorrow 不是日期，应写成 2026-06-05"),
        (("new",), "缺少参数 活动ID"),
        (("serve", "--port", "99999"), "--port：不能大于 65535"),
        (("check", "-C", "missing-folder"), "missing-folder 不存在"),
        (("csp", "a"), "多余的参数：a"),
    ],
)
def test_a_command_line_is_refused_in_chinese(words: tuple[str, ...], told: str, tmp_path: Path) -> None:
    done = chinese(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert not re.search(r"\b(Error|Usage|Try|Invalid|such)\b", done.stderr)


def test_a_build_says_what_it_did_in_chinese(site: Path) -> None:
    done = chinese("build", "--explain", "--timings", cwd=site)
    assert done.returncode == 0, done.stderr
    assert "example：是新的" in done.stdout
    assert "共 1 个活动，重新生成 1 个：site/" in done.stderr
    assert re.search(r"用时：MkDocs 与收尾：\d+\.\d\d 秒", done.stderr)
    assert "没有变化，站点保持原样" in chinese("build", cwd=site).stderr
    page = (site / "site" / "campaigns" / "example" / "index.html").read_text(encoding="utf-8")
    assert "春季注册推广（示例）" in page


def test_what_new_writes_is_in_chinese_and_valid(site: Path) -> None:
    done = chinese("new", "autumn", "--as-of", "2026-05-01", cwd=site)
    assert done.returncode == 0, done.stderr
    spec = site / "campaigns" / "autumn" / "campaign.yml"
    comments = re.findall(r"(?:^|\s)# (.*)$", spec.read_text(encoding="utf-8"), re.MULTILINE)
    assert sum(bool(HAN.search(comment)) for comment in comments) > 30
    checked = chinese("check", "autumn", cwd=site)
    assert checked.returncode in {0, 1}, checked.stdout
    again = chinese("new", "autumn", cwd=site)
    assert "已经存在" in again.stderr
