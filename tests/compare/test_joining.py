"""Reports into events: what joins, what never does, and that nothing hangs on their order."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from compare.told import report
from legation.compare.joining import Joined, join
from legation.compare.parts import NEVER, likeness, told
from legation.compare.reports import Figure, Report
from legation.compare.rulings import Rulings

STATES = {
    "person/safadi": "JOR",
    "person/hakim": "IRQ",
    "JOR/MIL": "JOR",
    "person/biden": "USA",
    "person/harris": "USA",
}


def groups(events: list[Joined]) -> set[frozenset[str]]:
    return {frozenset(r.id for r in event.reports) for event in events}


def one(*reports: Report) -> bool:
    """Whether all of them are one event."""
    return len(join(reports, states=STATES)) == 1


def test_two_tellings_of_a_meeting_are_one_event() -> None:
    assert one(report("a"), report("b", source=("person/safadi", "person/hakim"), published="2019-05-08"))


def test_a_week_later_it_is_another_meeting() -> None:
    assert not one(report("a"), report("b", first="2019-05-13", published="2019-05-14"))


def test_the_next_day_it_is_another_meeting() -> None:
    assert not one(report("a"), report("b", first="2019-05-07", published="2019-05-08"))


def test_the_same_day_elsewhere_it_is_another_meeting() -> None:
    assert not one(report("a"), report("b", place="Baghdad", place_country="IRQ", geonameid=98182))


def test_two_names_of_one_neighbourhood_are_no_two_places() -> None:
    near = {"latitude": 31.95, "longitude": 35.93}
    other = report("b", place="Zarqa", geonameid=250090, latitude=32.07, longitude=36.09)
    assert one(report("a", **near), other)


def test_meeting_one_neighbour_is_not_meeting_the_other() -> None:
    assert not one(report("a"), report("b", source=("JOR", "EGY"), place=None))


def test_meeting_the_president_is_not_meeting_his_deputy() -> None:
    host = {"place": None, "mode": "meet"}
    assert not one(
        report("a", source=("person/biden", "IRQ"), first=None, **host),
        report("b", source=("person/harris", "IRQ"), first=None, **host),
    )


def test_the_answer_to_a_strike_is_another_strike() -> None:
    struck = {"type": "ASSAULT", "mode": None, "place": None}
    assert not one(
        report("a", source=("IND",), target=("PAK",), **struck), report("b", source=("PAK",), target=("IND",), **struck)
    )


def test_planned_and_held_are_versions_where_the_day_agrees() -> None:
    assert one(report("a", factuality="Uu", published="2019-05-01"), report("b"))


def test_planned_and_held_are_two_without_a_day() -> None:
    assert not one(
        report("a", factuality="Uu", first=None, place=None, published="2019-05-01"),
        report("b", first=None, place=None),
    )


def test_what_has_not_come_yet_was_not_told() -> None:
    before = told(report("a", first=None, published="2019-05-05"), {})
    assert likeness(before, told(report("b"), {})).score == NEVER


def test_a_denial_is_a_version_and_no_other_event() -> None:
    assert one(report("a"), report("b", factuality="CT-"))


def test_other_figures_are_versions() -> None:
    fired = {"type": "ASSAULT", "mode": None, "source": ("IRN",), "target": ("USA",)}
    assert one(
        report("a", figures=(Figure(13, "missiles", "weapons"),), **fired),
        report("b", figures=(Figure(22, "missiles", "weapons"),), **fired),
    )


def test_parties_and_type_alone_are_too_little() -> None:
    bare = {"first": None, "place": None, "type": "ASSAULT", "mode": None, "source": ("RUS",), "target": ("UKR",)}
    assert not one(report("a", **bare), report("b", published="2019-05-10", **bare))


def test_a_chain_of_likenesses_joins_nothing() -> None:
    """A week's talks touches two days of talks; these stay two."""
    week = report("week", first="2019-05-06", last="2019-05-10", grain="week")
    events = join([report("mon"), week, report("fri", first="2019-05-10", published="2019-05-11")])
    assert not any({"mon", "fri"} <= group for group in groups(events))


def test_each_link_says_of_what_its_score_is_made() -> None:
    (event,) = join([report("a"), report("b")])
    (link,) = event.links
    assert {link.first, link.second} == {"a", "b"} and not link.by_hand
    assert {"type", "time", "place", "parties"} <= set(link.parts)
    assert abs(sum(link.parts.values()) - link.score) < 0.01


def test_the_id_hangs_on_the_reports_alone() -> None:
    (first,) = join([report("a"), report("b", confidence=0.9)])
    (second,) = join([report("b", confidence=0.1), report("a")])
    assert first.id == second.id


def test_the_lead_is_the_fullest_report() -> None:
    (event,) = join([report("a", source=("JOR",), confidence=0.99), report("b", confidence=0.2)])
    assert event.lead.id == "b" and event.source == ("JOR", "IRQ")


KEYS = st.sampled_from(["JOR", "IRQ", "EGY", "person/safadi", "ZZZ/GOV/envoys", "JOR/MIL"])


@st.composite
def some(draw: st.DrawFn) -> list[Report]:
    """A dozen reports of few days, parties and places, so that many are alike."""
    found = []
    for i in range(draw(st.integers(1, 12))):
        day = draw(st.one_of(st.none(), st.integers(0, 4)))
        first = None if day is None else (date(2019, 5, 6) + timedelta(days=day)).isoformat()
        last = first if day is None or draw(st.booleans()) else (date(2019, 5, 8) + timedelta(days=day)).isoformat()
        place = draw(st.sampled_from([None, "Amman", "Baghdad"]))
        source = tuple(dict.fromkeys(draw(st.lists(KEYS, max_size=3))))
        found.append(
            report(
                f"r{i}", document=f"d{draw(st.integers(0, 5))}", start=i, first=first, last=last, source=source, place=place,
                place_country=None, geonameid=None, type=draw(st.sampled_from(["CONSULT", "AGREE", "ASSAULT"])),
                target=tuple(draw(st.lists(KEYS, max_size=1))), factuality=draw(st.sampled_from(["CT+", "Uu", "CT-"])),
                confidence=draw(st.sampled_from([0.2, 0.9])),
            )
        )  # fmt: skip
    return found


@given(some(), st.randoms(use_true_random=False))
def test_order_changes_nothing(reports: list[Report], random: object) -> None:
    shuffled = list(reports)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert join(reports, states=STATES) == join(shuffled, states=STATES)


@given(some())
def test_every_report_stands_in_one_event(reports: list[Report]) -> None:
    events = join(reports, states=STATES)
    assert sorted(r.id for e in events for r in e.reports) == sorted(r.id for r in reports)
    assert len({e.id for e in events}) == len(events)


@given(some())
def test_no_event_holds_two_reports_that_exclude_each_other(reports: list[Report]) -> None:
    for event in join(reports, states=STATES):
        ready = [told(r, STATES) for r in event.reports]
        assert all(likeness(a, b).score > NEVER for i, a in enumerate(ready) for b in ready[i + 1 :])


@given(some())
def test_likeness_is_symmetric(reports: list[Report]) -> None:
    ready = [told(r, STATES) for r in reports]
    for i, a in enumerate(ready):
        for b in ready[i + 1 :]:
            assert likeness(a, b).score == likeness(b, a).score


@given(some(), st.data())
def test_hands_hold_whatever_the_score_says(reports: list[Report], data: st.DataObject) -> None:
    ids = sorted(r.id for r in reports)
    pair = st.tuples(st.sampled_from(ids), st.sampled_from(ids)).filter(lambda p: p[0] < p[1])
    if len(ids) < 2:
        return
    together, parted = data.draw(pair), data.draw(pair)
    if together == parted:
        return
    ruled = Rulings((together,), frozenset({parted}))
    found = groups(join(reports, states=STATES, ruled=ruled))
    assert any(set(together) <= group for group in found)
    assert not any(set(parted) <= group for group in found)
