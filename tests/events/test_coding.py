"""Who did what to whom: types, roles, shifts, light verbs, joined tellings, places and dates of events."""

from __future__ import annotations

import pytest

import legation
from legation.engines.assemble import record
from legation.record import Document


@pytest.mark.parametrize(
    ("text", "type", "source", "target"),
    [
        ("Turkey condemned Greece on Monday.", "ACCUSE", "TUR", "GRC"),
        ("Greece was condemned by Turkey.", "ACCUSE", "TUR", "GRC"),
        ("Turkey imposed sanctions on Greece.", "SANCTION", "TUR", "GRC"),
        ("Norway provided aid to Malawi.", "AID", "NOR", "MWI"),
        ("Kenya promised to send aid to Malawi.", "AGREE", "KEN", "MWI"),
        ("Kenya urged Malawi to release the prisoners.", "REQUEST", "KEN", "MWI"),
        ("Chad attacked Niger with drones.", "ASSAULT", "TCD", "NER"),
        ("Chad refused to withdraw its troops from Niger.", "REJECT", "TCD", "NER"),
    ],
)
def test_type_and_roles(events, text: str, type: str, source: str, target: str) -> None:
    found = events(text, type)
    assert found, [(e.type, e.source, e.target) for e in events(text)]
    assert source in found[0].source
    assert target in found[0].target


def test_a_meeting_puts_everybody_in_source(events) -> None:
    (meeting,) = events("A meeting was held between Peru, Chile and Bolivia in Lima.", "CONSULT")
    assert set(meeting.source) == {"PER", "CHL", "BOL"}
    assert meeting.target == ()
    assert meeting.place is not None
    assert meeting.place.name == "Lima"


def test_a_promise_of_aid_is_no_aid_that_happened(events) -> None:
    assert all(e.factuality != "CT+" for e in events("Kenya promised to send aid to Malawi.", "AID"))


def test_a_visit_goes_to_the_host(events) -> None:
    (visit,) = events("The president of Peru travelled to Santiago on 3 May 2021.", "CONSULT")
    assert visit.target == ("CHL",)
    assert visit.date is not None
    assert visit.date.from_ == "2021-05-03"


def test_the_meeting_told_again_is_one_event(events) -> None:
    text = "Peru and Chile held a meeting in Lima on 3 May 2021. The meeting lasted an hour. This meeting calmed the region."
    (meeting,) = events(text, "CONSULT")
    assert len(meeting.mentions) == 2


def test_acts_with_other_victims_are_not_joined(events) -> None:
    text = "Chad attacked Niger in May 2020. Chad attacked Mali in May 2020."
    assert len(events(text, "ASSAULT")) == 2


def test_what_the_offensive_did_is_done_by_those_behind_it(coder) -> None:
    text = "The town was captured by Syrian regime forces and Russia. The offensive resulted in displacements of civilians."
    every = record(coder.read(Document(id="t", text=text)), coder.coded_by, min_confidence=0.0)
    (displaced,) = [e for e in every.events if e.type == "COERCE"]
    assert "RUS" in displaced.source


def test_an_undated_act_takes_the_date_its_paragraph_has_set(events) -> None:
    text = "On 4 June 2019, Chad attacked Niger. Niger accused Chad of aggression."
    (accused,) = events(text, "ACCUSE")
    assert accused.date is not None
    assert accused.date.from_ == "2019-06-04"


@pytest.mark.parametrize(
    "text", ["The weather in Oslo was cold.", "The castle has stood on the hill since 1512.", "He likes football."]
)
def test_background_is_no_event(events, text: str) -> None:
    assert events(text) == ()


def test_every_event_says_how_it_was_read(events) -> None:
    (event,) = events("Turkey condemned Greece on Monday.", "ACCUSE")
    assert event.explanation is not None
    assert event.explanation["rule"].startswith("accuse-")
    assert 0 < event.confidence < 1


def test_figures_count_what_the_act_did(events) -> None:
    (attack,) = [e for e in events("The strike on the town killed 40 civilians.", "ASSAULT") if e.quantities]
    (quantity,) = attack.quantities
    assert (quantity.value, quantity.kind) == (40, "killed")


def test_an_aim_is_no_promise(events) -> None:
    assert events("Kenya is aiming to send aid to Malawi.", "AGREE") == ()


def test_a_date_right_behind_a_nouns_phrase_dates_the_noun() -> None:
    text = (
        "A week of talks between Chad and Uganda, after the murder of Otieno near Kisumu airport two weeks ago, ended."
    )
    record = legation.code(text, published="2021-03-17")
    (murder,) = (e for e in record.events if e.type == "ASSAULT")
    assert murder.date is not None and murder.date.text == "two weeks ago"
