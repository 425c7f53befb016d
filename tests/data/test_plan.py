"""A KPI's plan file: what is planned for any stretch of days, and every cell that cannot be read by its line."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from generator.compare.frames import day_number
from generator.data.plan import read_plans
from generator.data.table import Plan
from generator.errors import Location, ReportError
from generator.spec.model import Campaign, Kpi, Period, Source, Target, Text

START, END = date(2026, 3, 2), date(2026, 3, 29)
AT = Location("campaigns/spring/campaign.yml", 20, 5)


@dataclass(frozen=True)
class Made:
    """A campaign with one planned KPI in a temporary folder."""

    root: Path

    def write(self, text: str | bytes, name: str = "plan.csv") -> None:
        file = self.root / "campaigns/spring" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def plan(self, name: str = "plan.csv") -> Plan:
        campaign = Campaign(
            id="spring",
            folder=self.root / "campaigns/spring",
            file="campaigns/spring/campaign.yml",
            name=Text(by_language={"": "Spring"}),
            period=Period(start=START, end=END),
            sources={"ads": Source(files="*.csv", measures={})},
            kpis=(Kpi(metric="signups", target=Target(text="1", value=1.0), plan=name),),
            places={("kpis", 0, "plan"): AT},
        )
        return read_plans(campaign, self.root)["signups"]

    def problems(self, text: str | bytes, name: str = "plan.csv") -> list[str]:
        self.write(text, name)
        with pytest.raises(ReportError) as error:
            self.plan(name)
        return [str(problem) for problem in error.value.problems]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Made(tmp_path)


def between(plan: Plan, *spans: tuple[date, date]) -> list[float]:
    starts, ends = (np.array([day_number(span[place]) for span in spans]) for place in (0, 1))
    return plan.between(starts, ends).tolist()


def test_a_plan_by_day(made):
    made.write("date,signups\n2026-03-02,285\n2026-03-03,300\n2026-03-05,10\n")
    plan = made.plan()
    assert plan.amounts.tolist() == [285, 300, 10]
    day = date(2026, 3, 2)
    assert between(plan, (day, day), (date(2026, 3, 3), date(2026, 3, 5)), (date(2026, 3, 4), date(2026, 3, 4))) == [
        285, 310, 0
    ]  # fmt: skip


def test_a_plan_by_week_is_spread_evenly_over_its_days(made):
    made.write("week,planned\n2026-03-02,70\n2026-03-09,140\n2026-03-16,7\n")
    plan = made.plan()
    spans = [(date(2026, 3, 2), date(2026, 3, 3)), (date(2026, 3, 8), date(2026, 3, 9)), (date(2026, 3, 2), END)]
    assert between(plan, *spans) == pytest.approx([20, 10 + 20, 217])


def test_a_plan_by_month_ends_with_its_month(made):
    made.write("month,target\n2026-03,310\n2026-04,600\n")
    plan = made.plan()
    assert between(plan, (date(2026, 3, 31), date(2026, 4, 1)), (START, END)) == pytest.approx([10 + 20, 280])


def test_rows_of_one_day_add_up_and_an_empty_amount_is_nothing(made):
    made.write("date,signups\n2026-03-02,1\n2026-03-02,2\n2026-03-03,\n")
    assert made.plan().amounts.tolist() == [3, 0]


def test_it_is_read_in_the_forms_that_sources_are(made):
    made.write("日期;计划\n02.03.2026;1.250,5\n31.03.2026;1.000,0\n".encode("gb18030"))
    assert made.plan().amounts.tolist() == [1250.5, 1000.0]


def test_the_amount_is_the_column_called_by_the_metric(made):
    made.write("date,clicks,Signups\n2026-03-02,9,5\n")
    assert made.plan().amounts.tolist() == [5]


def test_a_cell_that_is_no_number_is_named_by_its_line(made):
    assert made.problems("date,signups\n2026-03-02,285\n2026-03-03,many\n") == [
        "campaigns/spring/plan.csv:3:12: 'many' in column `signups` is no number; expected a number"
    ]


def test_a_cell_that_is_no_day_is_named_by_its_line(made):
    (problem,) = made.problems("date,signups\n2026-03-02,285\nsoon,3\n")
    assert problem.startswith("campaigns/spring/plan.csv:3:1: 'soon' in column `date` is no day")


@pytest.mark.parametrize(
    ("text", "which"),
    [("day,date,signups\n2026-03-02,2026-03-02,1\n", "date"), ("date,a,b\n2026-03-02,1,2\n", "planned amount")],
)
def test_columns_that_may_be_several_are_asked_for(made, text, which):
    (problem,) = made.problems(text)
    assert f"does not show which column is its {which}" in problem
    assert problem.startswith("campaigns/spring/plan.csv:1: ")
    assert problem.endswith("expected the columns `date` and `signups`")


def test_a_plan_for_other_days_is_refused(made):
    (problem,) = made.problems("date,signups\n2025-03-02,285\n2025-03-03,3\n")
    assert problem.startswith(
        "campaigns/spring/plan.csv: the plan of `signups` has no day inside the campaign's period"
    )
    assert problem.endswith("expected days from 2026-03-02 to 2026-03-29")


def test_an_empty_file_is_said_to_be_empty(made):
    (problem,) = made.problems("\n")
    assert problem.startswith("campaigns/spring/plan.csv: the file is empty")


def test_a_parquet_plan_is_refused(made):
    (problem,) = made.problems(b"PAR1 and so on", "plan.parquet")
    assert "is a Parquet file" in problem
