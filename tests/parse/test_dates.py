"""Time expressions: what is found, what it is worth, and what is left open."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from legation.layers import Block, Reading, TimeExpression
from legation.parse.dates import bounds, find, weigh
from legation.record import Document


def times(text: str, published: str | None = None) -> tuple[TimeExpression, ...]:
    """The expressions of an unparsed text."""
    return find(Reading(document=Document(id="t", text=text, published=published), text=text))


def values(text: str, published: str | None = None) -> list[tuple[str, str]]:
    return [(time.text, time.value) for time in times(text, published)]


@pytest.mark.parametrize(
    ("text", "value", "first", "last"),
    [
        ("The envoy landed on 22 December 2016.", "2016-12-22", "2016-12-22", "2016-12-22"),
        ("The envoy landed on the 31st of December, 2016.", "2016-12-31", "2016-12-31", "2016-12-31"),
        ("The envoy landed on Friday, Aug. 7, 1998, and left.", "1998-08-07", "1998-08-07", "1998-08-07"),
        ("The envoy landed on 2016-12-22 in the capital.", "2016-12-22", "2016-12-22", "2016-12-22"),
        ("The envoy landed on 22/12/2016 in the capital.", "2016-12-22", "2016-12-22", "2016-12-22"),
        ("The town fell on December 2016.", "2016-12", "2016-12-01", "2016-12-31"),
        ("The town fell in mid-March 2016.", "2016-03", "2016-03-11", "2016-03-20"),
        ("The town fell in late 1942.", "1942", "1942-09-01", "1942-12-31"),
        ("The town fell in the last two weeks of May 1951.", "1951-05", "1951-05-18", "1951-05-31"),
        ("The hearing fell in the week of May 7, 1951.", "1951-W19", "1951-05-07", "1951-05-13"),
        ("Relations soured in the 1990s.", "199", "1990-01-01", "1999-12-31"),
        ("The border goes back to the 19th century.", "18", "1801-01-01", "1900-12-31"),
        ("Exports fell in the third quarter of 2015.", "2015-Q3", "2015-07-01", "2015-09-30"),
        ("They met in the summer of 1916.", "1916-SU", "1916-06-01", "1916-08-31"),
        ("The league was founded in 477 BC.", "BC0477", None, None),
    ],
)
def test_absolute_dates_need_no_anchor(text: str, value: str, first: str | None, last: str | None) -> None:
    (found,) = times(text)
    assert (found.value, found.type, found.from_, found.to) == (value, "DATE", first, last)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He left yesterday.", "2019-03-19"),
        ("He leaves tomorrow morning.", "2019-03-21TMO"),
        ("He left two weeks ago.", "2019-W10"),
        ("He left ten days ago.", "2019-03-10"),
        ("He left a few days ago.", "PAST_REF"),
        ("He left last month.", "2019-02"),
        ("He left last year.", "2018"),
        ("He left this week.", "2019-W12"),
        ("He left last October.", "2018-10"),
        ("He left last Friday.", "2019-03-15"),
        ("He will be in charge by the end of the year.", "2019"),
        ("He is now in the capital.", "PRESENT_REF"),
        ("He talked about the future of the region.", "FUTURE_REF"),
    ],
)
def test_relative_dates_count_from_the_day_of_writing(text: str, value: str) -> None:
    assert [found.value for found in times(text, "2019-03-20")] == [value]


def test_vague_distance_gives_a_range_not_a_day() -> None:
    (found,) = times("The deal was announced a few days ago.", "2019-03-20")
    assert (found.from_, found.to, found.grain) == ("2019-03-11", "2019-03-18", "interval")


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("The siege lasted for six years.", "P6Y", "DURATION"),
        ("The siege lasted for decades.", "PXY", "DURATION"),
        ("It was a six-year war.", "P6Y", "DURATION"),
        ("It was a months-long siege.", "PXM", "DURATION"),
        ("They talked for five and a half hours.", "PT5H30M", "DURATION"),
        ("They talked for half an hour.", "PT30M", "DURATION"),
        ("They talked for more than two weeks.", "P2W", "DURATION"),
        ("They meet every day.", "P1D", "SET"),
        ("They meet every two years.", "P2Y", "SET"),
        ("They meet every Monday.", "XXXX-WXX-1", "SET"),
        ("They hold weekly talks.", "P1W", "SET"),
    ],
)
def test_durations_and_sets(text: str, value: str, kind: str) -> None:
    assert [(found.value, found.type) for found in times(text)] == [(value, kind)]


def test_a_stretch_that_ends_with_the_day_of_writing_has_days() -> None:
    (found,) = times("Trade has grown over the last five years.", "2017-06-10")
    assert (found.value, found.from_, found.to) == ("P5Y", "2012-06-10", "2017-06-10")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It held the city from May 2015 until March 2016.", [("May 2015", "2015-05"), ("March 2016", "2016-03")]),
        ("Between 1946 and 1999 it grew.", [("1946", "1946"), ("1999", "1999")]),
        ("The war (1914–18) ended it.", [("1914", "1914"), ("18", "1918")]),
        ("They met on April 24 and 25, 1999.", [("April 24", "1999-04-24"), ("25, 1999", "1999-04-25")]),
        ("They fought on 26-30 November 1950.", [("26", "1950-11-26"), ("30 November 1950", "1950-11-30")]),
        ("They fought from 499 to 493 BC.", [("499", "BC0499"), ("493 BC", "BC0493")]),
        ("From November to February 1943 it held.", [("November", "1942-11"), ("February 1943", "1943-02")]),
    ],
)
def test_intervals_are_two_expressions(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


def test_times_of_day() -> None:
    found = times("The raid began at 3:15 a.m. on Tuesday and ended by noon.", "2019-03-20")
    assert [(time.value, time.type) for time in found] == [("2019-03-19T03:15", "TIME"), ("2019-03-19T12:00", "TIME")]
    (merged,) = times("The deadline is 9 a.m. Tuesday.", "2019-03-20")
    assert merged.value == "2019-03-19T09:00"


def test_without_an_anchor_nothing_is_invented() -> None:
    for when in ("on Monday", "in May", "on 9 June", "last year", "yesterday", "at the end of last month"):
        (found,) = times(f"They met {when}.")
        assert "X" in found.value
        assert (found.from_, found.to) == (None, None)


def test_a_narrative_goes_on_from_the_date_told_last() -> None:
    text = (
        "On 1 September 1939 the army crossed the border. By early October the country was divided. "
        "In March 1940 a treaty was signed. Two days later, talks resumed. In April the fleet sailed. "
        "On June 10 another power entered; twelve days later the capital surrendered. The following year it changed sides."
    )
    assert [value for _, value in values(text, "2009-12-19")] == [
        "1939-09-01", "1939-10", "1940-03", "1940-03-XX", "1940-04", "1940-06-10", "1940-06-22", "1941",
    ]  # fmt: skip


def test_a_year_mentioned_in_passing_does_not_move_the_story() -> None:
    text = (
        "In May 1975 the front broke. The general had planned the push for 1976. On 11 June the town fell. "
        "The province, held since 1812, followed in July."
    )
    assert [value for _, value in values(text)] == ["1975-05", "1976", "1975-06-11", "1812", "1975-07"]


def test_that_year_is_the_year_named_last() -> None:
    assert values("It joined in 1949. In October of that year it left.")[1] == ("October of that year", "1949-10")


def test_a_date_line_stands_in_for_the_publication_date() -> None:
    text = "Talks resume\nTuesday, July 11, 2023\nOn Wednesday an envoy arrived. He had left last month."
    assert [value for _, value in values(text)] == ["2023-07-11", "2023-07-05", "2023-06"]


def test_boilerplate_and_blocks_bound_expressions() -> None:
    text = "They met on 5\nMay 2015 was quiet. Posted on 6 June 2017."
    start = text.index("Posted")
    reading = Reading(
        document=Document(id="t", text=text),
        text=text,
        blocks=(Block(0, 13, "paragraph"), Block(14, len(text), "paragraph")),
        boilerplate=((start, len(text)),),
    )
    assert [time.text for time in find(reading)] == ["May 2015"]


@pytest.mark.parametrize(
    "text",
    [
        "Resolution 1973 was adopted.",
        "The army lost 1500 men.",
        "Some 2000 troops crossed over.",
        "The talks may fail and the march may go on.",
        "He made a second attempt after the fall of the city.",
        "A 66-year-old general spoke.",
        "It comes back every now and then.",
        "Three quarters of the fleet sank.",
    ],
)
def test_words_that_only_look_like_time(text: str) -> None:
    assert values(text) == []


def test_tense_decides_the_direction(read: Callable[..., Reading]) -> None:
    def value(text: str) -> str:
        return find(read(text, published="2019-03-20"))[0].value

    assert value("The ministers met on Monday in the capital.") == "2019-03-18"
    assert value("The ministers will meet on Monday in the capital.") == "2019-03-25"
    assert value("The ministers plan to meet on Friday in the capital.") == "2019-03-22"
    assert value("The ministers met in May in the capital.") == "2018-05"
    assert value("The ministers will meet in May in the capital.") == "2019-05"


def test_the_parser_tells_the_month_from_the_verb(read: Callable[..., Reading]) -> None:
    text = "The president may visit the capital in May, and the two armies march on."
    assert [time.text for time in find(read(text, published="2019-03-20"))] == ["May"]


def test_bounds_take_the_last_past_date_and_the_first_coming_one() -> None:
    text = (
        "The pact was signed on 3 May 2016. A second round was held in September 2015. "
        "Elections will take place on 7 August 2017. A review was promised."
    )
    found = times(text)
    assert bounds(text, found) == ("2016-05-03", "2017-08-07")
    because = weigh(text, found)
    assert because.earliest_because is not None
    assert because.earliest_because.text == "3 May 2016"
    assert because.latest_because is not None
    assert because.latest_because.text == "7 August 2017"


def test_bounds_drop_a_plan_that_the_text_has_outlived() -> None:
    text = "In March 2015 they said a vote would come in June 2015. The vote was cancelled in January 2016."
    assert bounds(text, times(text)) == ("2016-01-01", None)


def test_bounds_of_a_text_without_years() -> None:
    text = "They met on Monday and agreed to meet again."
    assert bounds(text, times(text)) == (None, None)


def test_the_same_text_gives_the_same_expressions() -> None:
    text = "On 4 May 2016, two weeks after the truce, both sides met for three days; talks resume in June."
    assert times(text, "2016-05-20") == times(text, "2016-05-20")


@pytest.mark.parametrize(
    "text", ["about a more than " * 400 + "year", "one hundred " * 2000, "the " * 4000 + "day", ""]
)
def test_long_runs_of_grammar_words_are_read_in_good_time(text: str) -> None:
    assert len(times(text)) <= len(text)


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_hold(published: str) -> None:
    text = "They met last week, on Monday, in May, last winter, ninety days ago and on 30 February 2016."
    assert all(time.text for time in times(text, published))
