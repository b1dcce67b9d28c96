from __future__ import annotations

import pytest

from resultsframework.formats.tabular.layout._periods import period_in, without_periods


@pytest.mark.each(
    "text, period",
    [
        ("Target (date)\n31 March 2026", "2026-03-31..2026-03-31"),
        ("Baseline (2021)", "2021"),
        ("Year 1\n(Oct 2022 - Sep 2023)", "2022-10-01..2023-09-30"),
        ("Jan - Jun 2024", "2024-01-01..2024-06-30"),
        ("January to June 2024", "2024-01-01..2024-06-30"),
        ("Janeiro \n2013", "2013-01-01..2013-01-31"),
        ("Q1-2025", "2025-01-01..2025-03-31"),
        ("2024 Q3", "2024-07-01..2024-09-30"),
        ("S2 2024", "2024-07-01..2024-12-31"),
        ("First Quarter of 2017", "2017-01-01..2017-03-31"),
        ("1er trimestre 2024", "2024-01-01..2024-03-31"),
        ("الربع الأول 2024", "2024-01-01..2024-03-31"),
        ("الهدف 2025", "2025"),
        ("Current value\n(30/06/2024)", "2024-06-30..2024-06-30"),
        ("06/30/2024", "2024-06-30..2024-06-30"),
        ("05/05/2024", "2024-05-05..2024-05-05"),
        ("Target 2025-12-31", "2025-12-31..2025-12-31"),
        ("schedule_2013_2014", "2013-2014"),
        ("2020-2025", "2020-2025"),
        ("June '24", "2024-06-01..2024-06-30"),
        ("Primer trimestre 2024 / Ene", "2024-01-01..2024-01-31"),
        ("Ene 2024, primer trimestre", "2024-01-01..2024-01-31"),
        ("31 de diciembre de 2024", "2024-12-31..2024-12-31"),
        ("2024 target (of 2024)", "2024"),
        ("Target", None),
        ("2024 " * 80, None),
        ("Milestone 1", None),
        ("YR1", None),
        ("Q1", None),
        ("Ene", None),
        ("2015, 2016", None),
        ("03/04/2024", None),
        ("31 February 2024", None),
        ("13/13/2024", None),
        ("2023/24", None),
        ("FY2023", None),
        ("2024-2020", None),
        ("2015, 2016, 2017", None),
    ],
)
def test_the_one_period_in_a_text(text, period):
    """Words and figures of five languages; a text without one, or with several, is no period."""
    found = period_in(text)
    assert (None if found is None else str(found)) == period


@pytest.mark.each(
    "text, year, year_start, period",
    [
        ("Primer trimestre / Ene", 2024, None, "2024-01-01..2024-01-31"),
        ("T1", 2024, None, "2024-01-01..2024-03-31"),
        ("y1_2026_27", None, 7, "2026-07-01..2027-06-30"),
        ("FY2023/24", None, 7, "2023-07-01..2024-06-30"),
        ("FY 2023", None, 7, "2022-07-01..2023-06-30"),
    ],
)
def test_what_the_sheet_states_elsewhere_completes_a_period(text, year, year_start, period):
    """The year of months and quarters, and the month in which a fiscal year begins."""
    assert str(period_in(text, year=year, year_start=year_start)) == period


def test_a_heading_without_its_periods():
    """A heading is compared without years, and without what is in brackets."""
    assert [*map(without_periods, ("Target (2025)", "Baseline\nMarch 2021", "Meta del año", "Cible 2027 :"))] == [
        "target",
        "baseline",
        "meta del ano",
        "cible",
    ]
