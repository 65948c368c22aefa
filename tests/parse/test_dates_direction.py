"""Which way a date without a year looks, and what stands between an hour and its day."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from legation.evaluate.dates import alone
from legation.layers import Reading, TimeExpression
from legation.parse.dates import find
from legation.record import Document


def values(text: str, published: str) -> list[tuple[str, str]]:
    found: tuple[TimeExpression, ...] = find(
        Reading(document=Document(id="t", text=text, published=published), text=text)
    )
    return [(time.text, time.value) for time in found]


def test_a_zone_stands_between_hour_and_day() -> None:
    assert values("The truce ends at 9 a.m. EST Tuesday.", "2015-06-11")[0][0] == "9 a.m. EST Tuesday"


def test_last_with_a_day_of_a_month() -> None:
    assert values("He was shot last Oct. 23 at home.", "2015-04-19") == [("last Oct. 23", "2014-10-23")]


def test_high_noon_is_no_hour() -> None:
    assert values("It was high noon for the cabinet.", "2015-04-19") == []


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("The envoys could arrive as early as Tuesday.", "2015-06-11", "2015-06-16"),
        ("The envoys left, and some might be back as soon as Tuesday, officials said.", "2015-06-11", "2015-06-16"),
        ("On Monday the ministers planned a tour of the coast.", "2015-06-11", "2015-06-08"),
        ("The ministers plan a tour of the coast on Monday.", "2015-06-11", "2015-06-15"),
        ("He asked three generals to a ceremony on July 12 to mark the treaty.", "2015-06-11", "2015-07-12"),
        ("The rebels took the town on April 12.", "2015-06-11", "2015-04-12"),
    ],
)
def test_hedges_past_plans_and_near_days(read: Callable[..., Reading], text: str, published: str, value: str) -> None:
    assert [time.value for time in find(read(text, published=published))] == [value]


def test_the_baseline_reads_days_where_it_is_installed() -> None:
    baseline = alone()
    if baseline is None:
        pytest.skip("dateparser is not installed")
    assert baseline("yesterday", "2015-06-11") == "2015-06-10"
    assert baseline("June 2014", "2015-06-11") == "2014-06"
    assert baseline("for good", "2015-06-11") is None
