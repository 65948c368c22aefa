"""Who was missing from a meeting, by the text's own words."""

from __future__ import annotations

import pytest

from legation.resources import load


@pytest.mark.parametrize(
    "text",
    [
        "Peru and Chile held talks in Lima. Bolivia was not invited to the talks.",
        "Peru and Chile held talks in Lima, excluding Bolivia from the negotiations.",
        "Peru and Chile met in Lima without Bolivia.",
        "Peru and Chile held talks in Lima. Bolivia did not attend the talks.",
        "Peru and Chile held talks in Lima. At the talks there was no Bolivian delegation.",
    ],
)
def test_an_absence_belongs_to_the_meeting(record, text: str) -> None:
    found = record(text)
    absent = {found_actor for e in found.events if e.type == "CONSULT" for found_actor in e.absent}
    countries = {a.country for a in found.actors if a.id in absent}
    assert "BOL" in countries


def test_those_who_sit_there_are_not_missing(record) -> None:
    found = record("Peru and Chile held talks in Lima. Bolivia was invited to the talks and attended them.")
    assert all(not e.absent for e in found.events)


def test_not_being_invited_is_done_by_those_who_met(record) -> None:
    found = record("Peru and Chile held talks in Lima. Bolivia was not invited to the talks.")
    excluded = [e for e in found.events if e.type in ("SANCTION", "REJECT") and "BOL" in e.target]
    assert excluded
    assert {"PER", "CHL"} <= set(excluded[0].source)


def test_the_words_of_absence_are_lemmas() -> None:
    for key in ("excluding", "including"):
        for entry in load("events/absence.yaml")[key]:
            assert entry["verb"]
            assert all(verb == verb.lower() for verb in entry["verb"])
