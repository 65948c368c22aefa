"""A time expression quotes the given text, odd spaces included."""

from __future__ import annotations

from legation.layers import Block, Reading
from legation.parse import dates
from legation.record import Document


def test_odd_spaces_stay_in_the_quote() -> None:
    given = "They met on 3\u00a0May\u00a02021."
    reading = Reading(
        document=Document(id="t", text=given),
        text=given.replace("\u00a0", " "),
        blocks=(Block(0, len(given), "paragraph"),),
    )
    (time,) = dates.find(reading)
    assert time.text == given[time.start : time.end]
    assert "\u00a0" in time.text
