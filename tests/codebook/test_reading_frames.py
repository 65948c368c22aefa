"""Words that name an act in one surrounding and none in another: what running prose is coded as."""

from __future__ import annotations

import pytest

import legation


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("Norway submitted its report to Sweden on Monday.", "CONCEDE"),
        ("Chile justified its request on two grounds.", "SUPPORT"),
        ("Peru sought to enlarge its market in Chile.", "REQUEST"),
        ("Canada and Norway clashed over the appointment of a chairman.", "ASSAULT"),
        ("Chile will be in control of its own budget.", "COERCE"),
    ],
)
def test_words_without_their_act_are_not_coded(text: str, absent: str) -> None:
    assert absent not in {event.type for event in legation.code(text).events}


@pytest.mark.parametrize(
    ("text", "present"),
    [
        ("Norway submitted to Sweden after a year of pressure.", "CONCEDE"),
        ("Peru sought a loan from Chile.", "REQUEST"),
        ("The army of Chad clashed with rebels near the border of Sudan.", "ASSAULT"),
    ],
)
def test_words_with_their_act_are_coded(text: str, present: str) -> None:
    assert present in {event.type for event in legation.code(text).events}
