"""One thing said in two languages."""

import pytest

from generator.spec.values import Text, say


def test_values_are_filled_in_and_text_speaks_the_language_of_the_sentence() -> None:
    metric = Text(by_language={"en": "Clicks", "zh": "点击量"})
    said = say(en="{metric}: {count:,} short", zh="{metric}：还差 {count:,}", metric=metric, count=1200)
    assert said.by_language == {"en": "Clicks: 1,200 short", "zh": "点击量：还差 1,200"}


def test_a_value_that_is_missing_is_an_error_of_ours() -> None:
    with pytest.raises(KeyError):
        say(en="{metric}", zh="指标")
