"""The language of a command: which one is asked for, and the help and refusals of Typer in it.

Typer takes help as plain strings when a command is declared. So each string is declared in both languages by
`in_both`, which hands Typer the English, and a command that is run in Chinese puts the Chinese in its place.
"""

import os
import re
from collections.abc import Mapping, Sequence
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from generator.text import Text, say

LANGUAGES = ("en", "zh")
OPTION, VARIABLE = "--lang", "GOALPOSTS_LANG"
OF_THE_SYSTEM = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Where a system says its language; the first that says anything counts."""

_METAVARS = {
    "[OPTIONS]": "[选项]",
    "[ID]...": "[活动 ID]...",
    "ID": "活动ID",
    "DAY": "日期",
    "DIR": "文件夹",
    "[CODE_OR_METRIC]": "[检查或指标]",
    "BASE": "旧版本",
    "[HEAD]": "[新版本]",
    "WHAT,...": "情况,...",
    "COMMAND [ARGS]...": "命令 [参数]...",
}
_STRINGS = {
    "ARGUMENTS_PANEL_TITLE": "参数",
    "OPTIONS_PANEL_TITLE": "选项",
    "COMMANDS_PANEL_TITLE": "命令",
    "ERRORS_PANEL_TITLE": "错误",
    "DEFAULT_STRING": "[默认：{}]",
    "REQUIRED_LONG_STRING": "[必填]",
    "ABORTED_TEXT": "已中止。",
    "RICH_HELP": "运行 [blue]'{command_path} {help_option}'[/] 查看用法。",
}
"""What Typer keeps as constants."""
_REFUSALS: tuple[tuple[str, str], ...] = (
    (r"No such option: (\S+)", "没有选项 {0}"),
    (r"No such command '(.*?)'\. Did you mean (.*)\?", "没有命令 {0}；是不是想写 {1}？"),
    (r"No such command '(.*?)'\.", "没有命令 {0}"),
    (r"Missing command\.", "缺少命令"),
    (r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", "多余的参数：{0}"),
    (r"Option '?(.*?)'? requires an argument\.", "选项 {0} 后面缺少值"),
    (r"(?:[A-Za-z]+) '(.*)' does not exist\.", "{0} 不存在"),
    (r"(?:[A-Za-z]+) '(.*)' is a file\.", "{0} 是文件，不是文件夹"),
    (r"(?:Value error, )?'(.*)' is not one of (.*)\.", "{0} 不在可选的值之列：{1}"),
    (r"'(.*)' is not a valid (?:int|integer)(?: range)?\.", "{0} 不是整数"),
    (r"Input should be a valid integer.*", "不是整数"),
    (r"Input should be less than or equal to (.*)", "不能大于 {0}"),
    (r"Input should be greater than or equal to (.*)", "不能小于 {0}"),
    (r"'(.*)' is not a day; write it as (.*)", "{0} 不是日期，应写成 {1}"),
)
"""What Typer says of a command line it cannot use, as a pattern -> the same in Chinese."""
_USAGE = "Usage: "
_COMPLETION = (
    say(en="Install completion for the current shell.", zh="为当前 shell 安装自动补全。"),
    say(
        en="Show completion for the current shell, to copy it or customize the installation.",
        zh="显示当前 shell 的自动补全脚本，可复制或自行调整后安装。",
    ),
)
_HELP = say(en="Show this message and exit.", zh="显示帮助并退出。")
_USAGE_ERROR: Any = typer.BadParameter.__base__
"""What every refusal of a command line is, which Typer has no name of its own for."""


_BOTH: dict[str, Text] = {str(text): text for text in _COMPLETION}
"""English -> both languages, of every help text."""


def in_both(*, en: str, zh: str) -> str:
    """Return the English of a help text, and remember both."""
    _BOTH[en] = say(en=en, zh=zh)
    return en


def language_of(words: Sequence[str], environment: Mapping[str, str] = os.environ) -> str:
    """Return the language of a command line: `--lang`, else GOALPOSTS_LANG, else that of the system, else English.

    `words` are its arguments. What cannot be spoken counts as not said; the option itself is refused by Typer then.
    """
    for place, word in enumerate(words):
        if not word.startswith("-"):
            break  # options of the program itself stand before the command
        name, _, value = word.partition("=")
        if name == OPTION:
            asked = value or "".join(words[place + 1 : place + 2])
            if asked in LANGUAGES:
                return asked
            break
    if (wanted := environment.get(VARIABLE, "").strip().lower()) in LANGUAGES:
        return wanted
    of_the_system = next((environment[name] for name in OF_THE_SYSTEM if environment.get(name)), "")
    return "zh" if of_the_system.lower().startswith("zh") else "en"


class SpokenCommand(TyperCommand):
    """A command whose usage is said in the language of the program."""

    def get_usage(self, ctx: Any) -> str:
        """Return the line that shows how it is called."""
        return _usage(super().get_usage(ctx), ctx)

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option `--help`, whose help is Typer's own."""
        return _help_option(super().get_help_option(ctx), ctx)


class SpokenGroup(TyperGroup):
    """The program: it finds its language before it reads its arguments, so that their refusal is in it too."""

    def get_usage(self, ctx: Any) -> str:
        """Return the line that shows how it is called."""
        return _usage(super().get_usage(ctx), ctx)

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option `--help`, whose help is Typer's own."""
        return _help_option(super().get_help_option(ctx), ctx)

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Put the language into the context, as its `obj`."""
        language = language_of(args)
        if language != "en":
            _speak(self, language)
        try:
            return super().make_context(info_name, args, parent, obj=language, **extra)
        except _USAGE_ERROR as error:
            raise _refusal(error, language) from None

    def invoke(self, ctx: Any) -> Any:
        """Run the command, whose own arguments are read here."""
        try:
            return super().invoke(ctx)
        except _USAGE_ERROR as error:
            raise _refusal(error, ctx.obj) from None


def _usage(text: str, ctx: Any) -> str:
    return text.replace(_USAGE, "用法：", 1) if ctx.obj == "zh" else text


def _help_option(option: Any, ctx: Any) -> Any:
    if option is not None and isinstance(ctx.obj, str):
        option.help = _HELP.said_in(ctx.obj)
    return option


def _speak(group: TyperGroup, language: str) -> None:
    """Put the words of a language into every command and option of this run."""
    from typer import rich_utils

    for name, words in _STRINGS.items():
        setattr(rich_utils, name, words)
    group.subcommand_metavar = _METAVARS[group.subcommand_metavar]
    for command in (group, *group.commands.values()):
        command.help = _said(command.help, language)
        command.options_metavar = _METAVARS.get(command.options_metavar or "", command.options_metavar)
        for one in command.params:
            one.help = _said(getattr(one, "help", None), language)  # type: ignore[attr-defined]  # Typer's have one
            one.metavar = _METAVARS.get(one.metavar or "", one.metavar)


def _refusal(error: Any, language: str) -> Exception:
    """Say in a language why a command line was refused; what has no words of ours stays as it is."""
    if language == "en" or type(error).__name__ == "NoArgsIsHelpError":
        return error  # type: ignore[no-any-return]  # Typer's own, which is an exception
    hint = " / ".join([*error.param.opts] if getattr(error, "param", None) else [])
    if type(error).__name__ == "MissingParameter":
        shown = hint if hint.startswith("-") else error.param.metavar or error.param.name
        return _USAGE_ERROR(f"缺少参数 {shown}", error.ctx)  # type: ignore[no-any-return]
    message = error.message
    for pattern, words in _REFUSALS:
        if found := re.fullmatch(pattern, message):
            message = words.format(*(part.replace("'", "") for part in found.groups()))
            break
    if near := getattr(error, "possibilities", None):
        message += f"；是不是想写 {'、'.join(sorted(near))}？"
    return _USAGE_ERROR(f"{hint}：{message}" if hint else message, error.ctx)  # type: ignore[no-any-return]


def _said(words: str | None, language: str) -> str | None:
    return _BOTH[words].said_in(language) if words in _BOTH else words
