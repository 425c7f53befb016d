"""The types of the fields of spec files, each with its form."""

from datetime import date
from typing import Annotated

from generator.spec import day_forms, forms, number_forms, world
from generator.spec.form import DAY, DIGITS, WORD, Form, number, pattern, text
from generator.spec.values import Near, Period, Target, Text
from generator.text import say

Line = Annotated[str, text(say(en="text", zh="文本"))]

Words = Annotated[
    Text,
    Form(
        forms.words,
        say(en="text, or text by language: {{en: …, zh: …}}", zh="文本，或分语言的文本：{{en: …, zh: …}}"),
        {
            "anyOf": [
                {**WORD, "minLength": 1},
                {
                    "type": "object",
                    "propertyNames": {"pattern": f"^{forms.LANGUAGE}$"},
                    "additionalProperties": {**WORD, "minLength": 1},
                    "minProperties": 1,
                    "examples": [{"en": "Spring push", "zh": "春季推广"}],
                },
            ]
        },
    ),
]

Flag = Annotated[bool, Form(forms.flag, say(en="true or false", zh="true 或 false"), {"type": "boolean"})]
Number = Annotated[float, Form(number_forms.number, say(en="a number", zh="数字"), number(DIGITS, "1200"))]
NotNegative = Annotated[
    float,
    Form(
        number_forms.not_negative,
        say(en="a number of 0 or more", zh="大于等于 0 的数字"),
        number(r"\+?[0-9.]+([eE][+-]?[0-9]{1,3})?", "3", minimum=0),
    ),
]
Amount = Annotated[
    float,
    Form(
        number_forms.amount,
        say(en="a number or a percent", zh="数字或百分比"),
        number(rf"{DIGITS}(\s*%)?", "2.6%", "80"),
    ),
]
Goal = Annotated[
    Target,
    Form(
        number_forms.target,
        say(en="a number, a percent, or a range such as 2..4", zh="数字、百分比，或 2..4 这样的范围"),
        number(rf"{DIGITS}(\s*%)?(\s*\.\.\s*{DIGITS}(\s*%)?)?", "3.0%", "80", "2..4"),
    ),
]
Band = Annotated[
    Near,
    Form(
        number_forms.near,
        say(
            en="a share of the target (10%) or an amount (0.2pp, 5)", zh="目标的百分之几（10%），或一个差值（0.2pp、5）"
        ),
        number(rf"{DIGITS}\s*(%|pp)?", "10%", "0.2pp", minimum=0),
    ),
]
ShareBand = Annotated[
    Near,
    Form(
        number_forms.near_share,
        say(en="a share of the target, such as 10%", zh="目标的百分之几，如 10%"),
        pattern(rf"{DIGITS}\s*%", "10%"),
    ),
]
Share = Annotated[
    float,
    Form(
        number_forms.share,
        say(en="a percent", zh="百分比"),
        number(rf"{DIGITS}(\s*%)?", "120%", exclusiveMinimum=0, exclusiveMaximum=number_forms.WHOLE),
    ),
]
Confidence = Annotated[
    float,
    Form(
        number_forms.confidence,
        say(en="80%, 90%, 95% or 98%", zh="80%、90%、95% 或 98%"),
        {"enum": [*(f"{known:.0%}" for known in number_forms.CONFIDENCES), *number_forms.CONFIDENCES]},
    ),
]
Day = Annotated[
    date,
    Form(day_forms.day, say(en="a day such as 2026-03-01", zh="2026-03-01 这样的日期"), pattern(DAY, "2026-03-01")),
]
Days = Annotated[
    Period,
    Form(
        day_forms.period,
        say(en="first and last day, such as 2026-03-01..2026-04-30", zh="第一天和最后一天，如 2026-03-01..2026-04-30"),
        pattern(rf"\s*{DAY}\s*\.\.\s*{DAY}\s*", "2026-03-01..2026-04-30"),
    ),
]
DayOrDays = Annotated[
    Period,
    Form(
        day_forms.days,
        say(
            en="a day, or first and last day, such as 2026-03-15..2026-03-21",
            zh="某一天，或第一天和最后一天，如 2026-03-15..2026-03-21",
        ),
        pattern(rf"\s*{DAY}(\s*\.\.\s*{DAY})?\s*", "2026-03-15..2026-03-21", "2026-04-05"),
    ),
]


WholeNumber = Annotated[
    int,
    Form(
        number_forms.whole,
        say(en="a whole number of 0 or more", zh="大于等于 0 的整数"),
        {"anyOf": [{"type": "integer", "minimum": 0}, pattern("[0-9]+")]},
    ),
]
Column = Annotated[str, text(say(en="the name of a column", zh="列名"))]
MetricName = Annotated[str, text(say(en="a metric of the catalogue", zh="指标目录中的指标"))]
KpiName = Annotated[str, text(say(en="the metric of one of the campaign's KPIs", zh="本活动某个 KPI 的指标"))]
MeasureName = Annotated[str, text(say(en="a measure of that source", zh="该来源的度量"))]
SourceName = Annotated[str, text(say(en="the name of one of the campaign's sources", zh="本活动某个来源的名称"))]
CampaignName = Annotated[str, text(say(en="the id of a campaign", zh="活动的 ID"))]
ObjectiveName = Annotated[str, text(say(en="the id of an objective in strategy.yml", zh="strategy.yml 中目标的 ID"))]
AreaName = Annotated[
    str, text(say(en="the id of a key result area in strategy.yml", zh="strategy.yml 中关键结果领域的 ID"))
]
Glob = Annotated[
    str,
    text(
        say(en="files in the campaign's folder, such as data/*.csv", zh="活动文件夹里的文件，如 data/*.csv"),
        examples=["data/*.csv"],
    ),
]
Address = Annotated[str, text(say(en="the name of one of the site's connections", zh="站点某个连接的名称"))]
Connection = Annotated[
    str,
    Form(
        forms.matching(forms.ADDRESS, say(en="is not an address", zh="不是地址")),
        say(en="an Ibis address such as postgres://…", zh="Ibis 地址，如 postgres://…"),
        pattern(forms.ADDRESS, "postgres://reader@db.example/marketing", "duckdb://data/sales.duckdb"),
    ),
]
Size = Annotated[
    int,
    Form(
        number_forms.size,
        say(en="a size such as 200MB", zh="200MB 这样的大小"),
        number(r"[0-9]+(\.[0-9]+)?\s*([KMG]?B)?", "200MB", exclusiveMinimum=0),
    ),
]
Positive = Annotated[
    int,
    Form(
        number_forms.positive,
        say(en="a whole number above 0", zh="大于 0 的整数"),
        {"anyOf": [{"type": "integer", "minimum": 1}, pattern("[0-9]*[1-9][0-9]*")]},
    ),
]
Formula = Annotated[
    str,
    text(
        say(en="measures and + - * /, such as cost / leads", zh="度量和 + - * /，如 cost / leads"),
        examples=["cost / leads"],
    ),
]
DateColumn = Annotated[
    str | None,
    Form(
        forms.line_or_none,
        say(en="the date column, or `none` where rows have no date", zh="日期所在的列；数据行没有日期时写 `none`"),
        {**WORD, "examples": ["date", "none"]},
    ),
]
Decimal = Annotated[str, Form(forms.one_of((".", ",")), say(en="`.` or `,`", zh="`.` 或 `,`"), {"enum": [".", ","]})]
Direction = Annotated[
    str,
    Form(
        forms.one_of(("lower", "higher")),
        say(en="lower or higher", zh="lower 或 higher"),
        {"enum": ["lower", "higher"]},
    ),
]
Timezone = Annotated[
    str,
    Form(
        world.timezone,
        say(en="a time zone such as Asia/Shanghai", zh="时区，如 Asia/Shanghai"),
        {"type": "string", "examples": ["Asia/Shanghai", "UTC"]},
    ),
]
Currency = Annotated[
    str | None,
    Form(
        world.currency,
        say(
            en="a currency's three letters (ISO 4217) such as CNY, or none",
            zh="货币的三字母代码（ISO 4217），如 CNY，或 none",
        ),
        pattern("([A-Z]{3}|none)", "CNY", "EUR", "none"),
    ),
]
Identifier = Annotated[
    str,
    Form(
        forms.matching(forms.IDENTIFIER, say(en="is not an id", zh="不是可用的 ID")),
        say(en="lower-case letters, digits, `-` and `_`", zh="小写字母、数字、`-` 和 `_`"),
        pattern(forms.IDENTIFIER, "spring-push"),
    ),
]
CheckCode = Annotated[
    str,
    Form(
        forms.matching(forms.CHECK, say(en="is not the code of a check", zh="不是检查的代码")),
        say(en="a code such as KPI301", zh="KPI301 这样的代码"),
        pattern(forms.CHECK, "KPI301"),
    ),
]
CheckSelector = Annotated[
    str,
    Form(
        forms.matching(forms.CHECKS, say(en="does not select checks", zh="选不出任何检查")),
        say(en="KPI, a group such as KPI3, or a code such as KPI301", zh="KPI、KPI3 这样的一组，或 KPI301 这样的代码"),
        pattern(forms.CHECKS, "KPI", "KPI3", "KPI301"),
    ),
]
LANGUAGES = ("en", "zh")
PALETTES = ("default", "red-good")
Palette = Annotated[
    str, Form(forms.one_of(PALETTES), say(en="default or red-good", zh="default 或 red-good"), {"enum": [*PALETTES]})
]
Language = Annotated[str, Form(forms.one_of(LANGUAGES), say(en="en or zh", zh="en 或 zh"), {"enum": [*LANGUAGES]})]
WebAddress = Annotated[
    str,
    Form(
        forms.matching(forms.WEB, say(en="is not a web address", zh="不是网址")),
        say(en="an address that begins with https://", zh="以 https:// 开头的网址"),
        pattern(forms.WEB),
    ),
]
Folder = Annotated[
    str,
    Form(
        forms.folder,
        say(en="a folder inside the site's own, such as campaigns", zh="站点文件夹里面的文件夹，如 campaigns"),
        {"type": "string", "minLength": 1},
    ),
]
Engine = Annotated[
    str,
    Form(
        forms.matching(forms.ENGINE, say(en="is not an engine", zh="不是引擎")),
        say(en="duckdb, or an Ibis address such as postgres://…", zh="duckdb，或 Ibis 地址，如 postgres://…"),
        pattern(forms.ENGINE, "duckdb"),
    ),
]

COMPARED = Form(
    forms.compared,
    say(
        en="a period, {{campaign: id}} or {{values: {{metric: number}}}}",
        zh="一个时段、{{campaign: id}} 或 {{values: {{metric: number}}}}",
    ),
    {
        "anyOf": [
            pattern(rf"\s*{DAY}\s*\.\.\s*{DAY}\s*", "2026-01-01..2026-02-28"),
            {
                "type": "object",
                "properties": {
                    "period": {
                        **pattern(rf"\s*{DAY}\s*\.\.\s*{DAY}\s*"),
                        "title": "Period",
                        "description": "Days before the campaign, in the same sources.",
                    },
                    "campaign": {
                        **WORD,
                        "title": "Campaign",
                        "description": "Id of the campaign to compare with.",
                    },
                    "values": {
                        "type": "object",
                        "title": "Values",
                        "description": "Metric -> its value before, where its earlier data is not at hand.",
                        "additionalProperties": number(rf"{DIGITS}(\s*%)?", "2.6%"),
                    },
                },
                "minProperties": 1,
                "maxProperties": 1,
                "additionalProperties": False,
            },
        ]
    },
)
"""The form of a baseline, which pydantic then reads as its model."""
