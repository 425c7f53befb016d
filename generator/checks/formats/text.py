"""For people: a line a finding, as compilers write them, so that terminals and editors jump to the place."""

from collections.abc import Mapping, Sequence

from generator.checks.formats.entry import UNUSABLE, Entry, entries
from generator.compare.result import CheckResult, Level
from generator.errors import Problem
from generator.spec.values import Text, say

LEVELS: Mapping[Level, Text] = {
    Level.ERROR: say(en="error", zh="错误"),
    Level.WARNING: say(en="warning", zh="警告"),
    Level.NOTE: say(en="note", zh="提示"),
}
HOW = say(
    en="`goalposts explain CODE` says why a check matters and what to do",
    zh="运行 `goalposts explain 代码` 可查看某项检查为什么重要、该怎么改",
)


def to_text(problems: Sequence[Problem], findings: Sequence[CheckResult], language: str = "en") -> str:
    """Write `file:line:column: level CODE: message`, with what to do below; waived findings say why."""
    found = entries(problems, findings, language)
    lines = [_line(one, language) for one in found]
    if any(one.code != UNUSABLE and one.waived is None for one in found):
        lines.append(f"\n{HOW.said_in(language)}")
    return "\n".join(lines)


def _line(one: Entry, language: str) -> str:
    if one.code == UNUSABLE:
        return Problem(one.at, one.message, one.expected, one.hint).said_in(language)
    message = " ".join(one.message.split())  # a name out of a file may break lines
    if one.waived is not None:
        waived = say(en="waived {code}: {message}\n    because: {why}", zh="已豁免 {code}：{message}\n    原因：{why}",
                     code=one.code, message=message, why=one.waived)  # fmt: skip
        return f"{one.at}: {waived.said_in(language)}"
    level = LEVELS[one.level]
    told = say(en="{level} {code}: {message}", zh="{level} {code}：{message}", level=level, code=one.code,
               message=message)  # fmt: skip
    return f"{one.at}: {told.said_in(language)}"
