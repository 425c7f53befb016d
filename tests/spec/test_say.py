"""One thing said in two languages."""

import pytest

from generator.spec.values import Text, say


def test_values_are_filled_in_and_text_speaks_the_language_of_the_sentence() -> None:
    metric = Text(by_language={"en": "Clicks", "zh": "点击量"})
    said = say(en="{metric}: {count:,} short", zh="{metric}：还差 {count:,}", metric=metric, count=1200)
    assert said.by_language == {"en": "Clicks: 1,200 short", "zh": "点击量：还差 1,200"}


@pytest.mark.parametrize(
    ("en", "zh", "values", "told"),
    [
        ("{metric}", "指标", {}, "en asks for"),
        ("a metric", "{metric}", {}, "zh asks for"),
        ("{metric}", "指标", {"metric": "ctr"}, "zh asks for"),
        ("a metric", "指标", {"metric": "ctr"}, "en asks for"),
    ],
)
def test_a_value_that_is_missing_or_idle_is_an_error_of_ours(
    en: str, zh: str, values: dict[str, str], told: str
) -> None:
    with pytest.raises(ValueError, match=told):
        say(en=en, zh=zh, **values)


@pytest.mark.parametrize(
    ("template", "value", "expected"),
    [
        ("{x}有目标", "CTR", "CTR 有目标"),
        ("{x}有目标", "点击率", "点击率有目标"),
        ("{x} 有目标", "点击率", "点击率有目标"),
        ("{x} 有目标", "点击率（CTR）", "点击率（CTR）有目标"),
        ("目标是{x}的", "3.4%", "目标是 3.4% 的"),
        ("目标（{x}）", "CTR", "目标（CTR）"),
        ("来自{x}", "春季 推广", "来自春季 推广"),
        ("见 `{x}`。", "基线", "见 `基线`。"),
        ("`{x}` 中", "渠道", "`渠道` 中"),
        ("{{id: {x}}}", "ctr", "{id: ctr}"),
    ],
)
def test_a_value_stands_in_chinese_as_print_has_it(template: str, value: str, expected: str) -> None:
    assert say(en="{x}", zh=template, x=value).by_language == {"en": value, "zh": expected}


def test_english_is_left_as_it_was_written() -> None:
    assert say(en="{x} of {n:.0%}", zh="{x}的{n:.0%}", x="点击率", n=0.5).said_in("en") == "点击率 of 50%"
