"""Names beside an act, and words that only describe: neither makes or joins an event."""

from __future__ import annotations

import pytest

import legation
from legation.record import Event


def events(text: str) -> tuple[Event, ...]:
    return legation.code(text, published="2021-03-05").events


def test_those_in_whose_presence_a_thing_is_signed_sign_nothing() -> None:
    (event,) = (
        e
        for e in events("The Kenyan and Chadian presidents signed the treaty before Ugandan diplomats.")
        if e.trigger.text == "signed"
    )
    assert not any(a.startswith("UGA") for a in (*event.source, *event.target))


@pytest.mark.parametrize(
    "text",
    [
        "A Chadian soldier shot himself.",
        "The prosecuting attorney, Ada Otieno, spoke for an hour.",
        "The Kenyan president spoke to Reuters about the harvest.",
        "The pilot of the Chadian jet released flares.",
    ],
)
def test_words_that_tell_no_act_between_parties(text: str) -> None:
    assert events(text) == ()


def test_ministers_of_several_states_sit_there_once_each() -> None:
    (event,) = events("The defence ministers of Kenya, Uganda and Chad met in Nairobi.")
    assert sorted(event.source) == [
        "KEN/GOV/defence-ministers",
        "TCD/GOV/defence-ministers",
        "UGA/GOV/defence-ministers",
    ]


def test_what_a_meeting_may_be_taken_as_leaves_it_held() -> None:
    (event,) = events("The meeting between Kenya and Chad can be taken as a step towards peace.")
    assert event.factuality == "CT+"


def test_what_a_war_did_is_nobodys_deed() -> None:
    found = events(
        "Presidents Otieno and Museveni discussed the conflict in Darfur that has killed some 300,000 farmers."
    )
    (killed,) = (e for e in found if e.type == "ASSAULT")
    assert killed.source == () and [q.value for q in killed.quantities] == [300000]


def test_the_state_an_ambassador_is_sent_to_did_not_kill_him() -> None:
    (event,) = events("After the assassination of the Chadian ambassador to Kenya, the border was closed.")[:1]
    assert event.type == "ASSAULT" and "KEN" not in event.source
