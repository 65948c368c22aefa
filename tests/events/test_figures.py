"""Figures of what an act did, and one act told by its deed and by its harm."""

from __future__ import annotations

import pytest

import legation
from legation.record import Event


def assaults(text: str) -> list[Event]:
    return [e for e in legation.code(text, published="2021-03-05").events if e.type == "ASSAULT"]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("A rocket hit a school in Gaza, killing nine pupils and wounding 20.", [(9, "killed"), (20, "injured")]),
        ("At least 14 people died in the Turkish raid on Kobani.", [(14, "killed")]),
        ("The shelling of Mekelle by Eritrean troops displaced 3,000 residents.", [(3000, "displaced")]),
        ("Ethiopian jets struck Mekelle with 12 bombs.", [(12, "weapons")]),
        ("Ethiopian jets struck Mekelle in 2021.", []),
    ],
)
def test_an_act_counts_what_the_clauses_round_it_say_it_did(text: str, figures: list[tuple[int, str]]) -> None:
    event = assaults(text)[0]
    assert [(q.value, q.kind) for q in event.quantities] == figures
    for q in event.quantities:
        assert str(int(q.value))[0] == text[q.start : q.end].strip()[0] or text[q.start : q.end].split()[0].isalpha()


def test_harm_and_the_deed_that_did_it_are_one_act() -> None:
    (event,) = assaults("Nine pupils were killed when Eritrean troops fired a rocket at a school in Mekelle.")
    assert event.source and event.source[0].startswith("ERI") and event.mentions


def test_two_peoples_deeds_stay_two() -> None:
    found = assaults("Eritrean troops shelled Mekelle, and Sudanese soldiers killed four farmers.")
    assert len(found) == 2
