"""Whose side an act takes, who only tells of it, who lives where it happens. Whole records of sentences of ours."""

from __future__ import annotations

import legation
from legation.record import Event, Record


def of_type(record: Record, type: str) -> Event:
    """The surest event of a type."""
    return max((e for e in record.events if e.type == type), key=lambda e: e.confidence)


def test_in_whose_support_harm_is_done_is_no_target() -> None:
    record = legation.code(
        "Last week the French army flew four airstrikes against Houthi depots in support of Yemeni troops."
    )
    strike = of_type(record, "ASSAULT")
    assert (strike.source, strike.target) == (("FRA/MIL",), ("group/houthis",))
    assert [(r.source, r.target, r.sign) for r in record.relations] == [("FRA/MIL", "YEM/MIL", "+")]


def test_who_helps_is_no_target() -> None:
    record = legation.code("The rebels took the town with the help of Chad.")
    assert "TCD" not in of_type(record, "ASSAULT").target
    assert [(r.source, r.sign) for r in record.relations] == [("TCD", "+")]


def test_who_tells_and_who_is_told_take_no_part() -> None:
    record = legation.code("Anders Holm, a spokesman, told journalists that a strike had damaged three lorries.")
    assert all(not e.source and not e.target for e in record.events if e.type == "ASSAULT")


def test_who_says_that_another_must_act_asks_for_it() -> None:
    record = legation.code("Norway said on Friday that Eritrea must release the sailors.")
    asked = of_type(record, "REQUEST")
    assert (asked.source, asked.target) == (("NOR",), ("ERI",))


def test_the_state_on_whose_ground_a_passive_arrest_is_made() -> None:
    record = legation.code("Two editors were arrested in Rangoon at dawn.")
    assert of_type(record, "COERCE").source == ("MMR",)


def test_a_drill_of_two_states_is_cooperation() -> None:
    record = legation.code("Denmark and Norway held naval exercises off Iceland.")
    assert {e.type for e in record.events} & {"COOPERATE", "MOBILIZE"} == {"COOPERATE"}


def test_whom_a_state_shells_at_home_are_those_who_live_there() -> None:
    record = legation.code("Syrian government troops shelled Idlib for hours.")
    (target,) = of_type(record, "ASSAULT").target
    (actor,) = (a for a in record.actors if a.id == target)
    assert (actor.kind, actor.country) == ("population", "SYR")


def test_strikes_in_two_countries_are_two_events() -> None:
    told = "In {}, Danish jets conducted {} strikes on the Islamic State."
    text = f"{told.format('Syria', 12)} {told.format('Iraq', 11)}"
    assert sum(e.type == "ASSAULT" for e in legation.code(text).events) == 2


def test_a_war_ties_those_it_is_named_for() -> None:
    record = legation.code("She wrote a book about the Chad-Libya War of the eighties.")
    assert {frozenset((r.source, r.target)) for r in record.relations if r.sign == "-"} == {frozenset(("TCD", "LBY"))}


def test_a_state_of_emergency_is_nobody() -> None:
    record = legation.code("At noon the mayor ended the state of emergency.")
    assert all("state" not in a.id for a in record.actors)
