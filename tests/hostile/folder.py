"""A site with one campaign that wishes it ill in every text a campaign can say."""

from pathlib import Path

BAD = "<script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:alert(1)) {: onclick=x } `b` | ::set-env::"
"""A name that would act wherever it is not made safe."""
SHORT = "<b onclick=x>=1"

NOTES = """\
---
title: taken
template: evil.html
---

# Head <script>alert(1)</script>

<img src=x onerror=alert(1)>
[a](javascript:alert(1)) [b](data:text/html,x) [c](<javascript:alert(1)> "t") [d][r] ![p](https://evil.example/p.png)
![q][s] ![n [m] o](https://evil.example/n.png) ![w](//evil.example/w.png)
![b](\\\\evil.example/b.png) ![t]( https:evil.png)
<https://ok.example> <javascript:alert(1)> text{: onclick=alert(1) } [e](https://ok.example){ onclick=alert(1) }
[f](https://ok.example "x\\" onmouseover=alert(1)") <!-- --> <div markdown="1" onclick=x>

Foot[^1] {{ config }} {% raw %}

[^1]: <svg onload=alert(1)>

[r]: javascript:alert(1)
[s]: https://evil.example/s.png

--8<-- "/etc/passwd"
--8<--
/etc/passwd
--8<--

::: os.system
/// html | script
alert(1)
///

!!! note "<script>alert(1)</script>"
    x

``` { .python onclick=alert(1) title="<script>alert(1)</script>" }
<script>alert(1)</script>
```

```python title="<img src=x onerror=alert(1)>" linenums="1<script>"
x
```
"""


def make(root: Path) -> Path:
    """Write the site; returns its root."""
    folder = root / "campaigns" / "bad"
    (folder / "data").mkdir(parents=True)
    quoted = "'" + BAD.replace("'", "''") + "'"
    formula = "'=HYPERLINK(\"http://evil.example\")'"
    (folder / "campaign.yml").write_text(
        f"""\
name: {quoted}
summary: {quoted}
owner: {formula}
tags: [{quoted}, '=1+1']
period: 2026-03-02..2026-03-22
baseline: 2026-02-09..2026-03-01
currency: EUR
objective: grow
kra: area
sources:
  {quoted}:
    files: data/*.csv
    date: date
    by: [{quoted}]
    measures: {{clicks: clicks, impressions: impressions, evil: clicks}}
kpis:
  - {{metric: ctr, target: 3%, why: {quoted}}}
  - {{metric: clicks, target: 900}}
  - {{metric: evil_rate, target: 50%}}
factors:
  - {{what: {quoted}, kind: other, when: 2026-03-10, expect: lower, on: [ctr]}}
learnings:
  - {{kpi: ctr, cause: other, what: {quoted}, action: {formula}, owner: {quoted}}}
waive:
  - {{check: KPI101, because: {quoted}}}
""",
        encoding="utf-8",
    )
    (folder / "notes.md").write_text(NOTES, encoding="utf-8")
    (root / "campaigns" / "metrics.yml").write_text(
        f"""\
measures:
  evil: {{title: {quoted}, unit: count}}
metrics:
  evil_rate:
    title: {quoted}
    formula: evil / impressions
    unit: percent
    better: higher
    stage: conversion
    explains: {quoted}
    confused_with: {quoted}
    source: {quoted}
""",
        encoding="utf-8",
    )
    (root / "campaigns" / "strategy.yml").write_text(
        f"""\
objectives:
  grow:
    title: {quoted}
    kind: committed
    key_results: [{{id: k, title: {quoted}, metric: evil_rate, from: 1%, to: 50%}}]
key_result_areas:
  area: {{title: {quoted}}}
""",
        encoding="utf-8",
    )
    cells = [
        BAD,
        '=cmd|"/c calc"!A0',
        "a\x1b[2J\x1b]0;x\x07b",
        "a\u202eb",
        "line\nbreak\n::error::x",
        "@SUM(1)",
        "-1+1",
    ]
    lines = [f'date,"{BAD}",clicks,impressions']
    for day in range(42):
        from datetime import date, timedelta

        when = date(2026, 2, 9) + timedelta(days=day)
        for place, cell in enumerate(cells):
            written = cell.replace('"', '""')
            lines.append(f'{when},"{written}",{5 + (day * (place + 3)) % 7},{200 + 10 * place + day}')
    name = "x<script>alert(1)<!--.csv"
    (folder / "data" / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    (root / "site_config.yml").write_text(
        "site: {name: Site, languages: [en, zh], url: 'https://s.example'}\n", encoding="utf-8"
    )
    return root
