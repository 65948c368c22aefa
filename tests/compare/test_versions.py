"""Every version of an event is kept with those who tell it."""

from __future__ import annotations

from compare.told import report
from legation.compare.joining import join
from legation.compare.reports import Figure
from legation.compare.versions import versions


def test_what_differs_stands_side_by_side_the_most_told_first() -> None:
    figures = {"a": 13.0, "b": 22.0, "c": 22.0}
    told = [
        report(k, figures=(Figure(v, "missiles", "weapons"),), factuality="CT-" if k == "a" else "CT+")
        for k, v in figures.items()
    ]
    (event,) = join(told)
    found = {(v.field, v.text): v.reports for v in versions(event)}
    assert found["how many", "22 missiles"] == ("b", "c")
    assert found["how many", "13 missiles"] == ("a",)
    assert found["factuality", "CT-"] == ("a",)
    assert found["where", "Amman"] == ("a", "b", "c")
    assert [v.text for v in versions(event) if v.field == "how many"] == ["22 missiles", "13 missiles"]


def test_who_says_nothing_of_a_field_has_no_version_of_it() -> None:
    (event,) = join([report("a"), report("b", place=None, place_country=None, geonameid=None)])
    assert [v.reports for v in versions(event) if v.field == "where"] == [("a",)]
