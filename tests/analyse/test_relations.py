"""Acts, dyads over time, change points and networks: figures worked out by hand, and what must hold of any."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyse.made import act, archive, joined, row, told
from legation.analyse import rows
from legation.analyse.acts import Act, between, label, labels
from legation.analyse.camps import assign
from legation.analyse.changes import changes
from legation.analyse.dyads import Period, dyad, series
from legation.analyse.structure import aligned, brokers, coalitions, ties
from legation.archive.queries import Filters, View
from legation.codebook import plover
from legation.errors import LegationError

MIDDLE = date(2020, 7, 1)


def months(*found: Act, everything: Counter[str] | None = None) -> list[Period]:
    return series(found, everything or Counter(label(a.day, "month") for a in found), "month")


# -- acts


def test_an_event_of_three_who_meet_is_three_acts_in_no_direction() -> None:
    found = told(joined("m", "2020-01-01", "CONSULT", ("ZCC", "XAA", "YBB"), ()))
    assert [(a.source, a.target, a.mutual) for a in found] == [
        ("XAA", "YBB", True), ("XAA", "ZCC", True), ("YBB", "ZCC", True)
    ]  # fmt: skip


def test_members_count_for_their_state_unless_asked_otherwise() -> None:
    event = joined("m", "2020-01-01", "ACCUSE", ("person/x", "XAA"), ("org/army-of-y",))
    assert [a.dyad for a in told(event)] == [("XAA", "YBB")]
    assert [a.dyad for a in told(event, states=False)] == [("XAA", "org/army-of-y"), ("org/army-of-y", "person/x")]
    assert told(joined("n", "2020-01-01", "ACCUSE", ("person/x",), ("XAA",))) == []


@pytest.mark.parametrize(("factuality", "counted"), [("CT+", 1), (None, 1), ("PS+", 0), ("CT-", 0), ("Uu", 0)])
def test_only_what_happened_counts(factuality: str | None, counted: int) -> None:
    event = joined("m", "2020-01-01", "ASSAULT", factuality=factuality)
    assert len(told(event)) == counted and len(told(event, planned=True)) == 1


def test_an_undated_event_counts_nowhere_and_a_score_is_that_of_the_mode_where_there_is_one() -> None:
    assert told(joined("m", None, "ASSAULT")) == []
    mode = plover.modes("ASSAULT")[0]
    scores = [told(joined("m", "2020-01-01", "ASSAULT", mode=m))[0].score for m in (mode, None, "unheard-of")]
    assert scores == [plover.score("ASSAULT", mode), plover.score("ASSAULT"), plover.score("ASSAULT")]


@pytest.mark.parametrize(
    ("by", "name"),
    [("day", "2021-01-03"), ("week", "2020-W53"), ("month", "2021-01"), ("quarter", "2021-Q1"), ("year", "2021")],
)
def test_periods_have_their_names(by: str, name: str) -> None:
    assert label(date(2021, 1, 3), by) == name


def test_no_period_between_two_days_is_left_out() -> None:
    assert labels(date(2020, 11, 30), date(2021, 2, 1), "month") == ("2020-11", "2020-12", "2021-01", "2021-02")
    with pytest.raises(LegationError, match="no period 'hour'"):
        label(date(2020, 1, 1), "hour")


# -- series


def test_sum_share_mean_and_shrunk_mean_stand_side_by_side() -> None:
    found = [
        act("2020-01-05", 2, documents=("a",)),
        act("2020-01-20", -4, "YBB", "XAA", ("b",)),
        act("2020-03-02", 6, documents=("c",)),
    ]
    rows = months(*found, everything=Counter({"2020-01": 4, "2020-03": 1}))
    shown = [(p.period, p.events, p.cooperation, p.conflict, p.total, p.share, p.mean) for p in rows]
    assert shown == [
        ("2020-01", 2, 1, 1, -2, 0.5, -1.0), ("2020-02", 0, 0, 0, 0, None, None), ("2020-03", 1, 1, 0, 6, 1.0, 6.0)
    ]  # fmt: skip
    # k is 5 where too few periods tell it; the dyad's own mean is 4/3.
    assert [p.shrunk for p in rows] == [round((2 * -1 + 5 * 4 / 3) / 7, 3), None, round((6 + 5 * 4 / 3) / 6, 3)]
    assert [p.reading for p in rows] == [
        "too little to tell (2 events in 2 documents)", "nothing told", "too little to tell (1 events in 1 documents)"
    ]  # fmt: skip


def test_three_events_of_three_documents_are_the_least_that_tells() -> None:
    agreeing = months(*(act(f"2020-01-0{n}", -3, documents=(f"d{n}",)) for n in (1, 2, 3)))
    assert (agreeing[0].low, agreeing[0].high, agreeing[0].reading) == (-3.0, -3.0, "conflict")
    one_voice = months(*(act(f"2020-01-0{n}", -3) for n in (1, 2, 3)))
    assert one_voice[0].low is None and one_voice[0].reading == "too little to tell (3 events in 1 documents)"
    torn = months(*(act(f"2020-01-0{n}", s, documents=(f"d{n}",)) for n, s in ((1, -3), (2, 3), (3, -3), (4, 3))))
    assert torn[0].reading == "mixed"


DAY = st.integers(0, 400).map(lambda n: date(2020, 1, 1) + timedelta(days=n))
ACTS = st.lists(
    st.tuples(DAY, st.sampled_from([-9.0, -2.0, 1.0, 7.0]), st.booleans(), st.sampled_from("abcde")),
    min_size=1,
    max_size=25,
).map(
    lambda found: [
        act(day.isoformat(), score, *(("XAA", "YBB") if forward else ("YBB", "XAA")), documents=(document,))
        for day, score, forward, document in sorted(found)
    ]
)


@given(ACTS, st.sampled_from(["week", "month", "quarter", "year"]))
def test_periods_sum_to_the_whole_and_come_out_the_same_again(found: list[Act], by: str) -> None:
    whole = Counter(label(a.day, by) for a in found)
    rows = series(found, whole, by)
    assert sum(p.events for p in rows) == len(found) == sum(p.cooperation + p.conflict for p in rows)
    assert sum(p.total for p in rows) == pytest.approx(sum(a.score for a in found))
    assert all(p.low <= p.high for p in rows if p.low is not None and p.high is not None)
    assert series(found, whole, by) == rows


@given(ACTS)
def test_neither_party_comes_first(found: list[Act]) -> None:
    turned = [act(a.day.isoformat(), a.score, a.target, a.source, a.documents) for a in found]
    here, there = dyad(found, MIDDLE), dyad(turned, MIDDLE)
    assert (here.events, here.total, here.mean, here.change, here.reading) == (
        there.events, there.total, there.mean, there.change, there.reading
    )  # fmt: skip
    assert (here.first_acts, here.second_acts) == (there.second_acts, there.first_acts)
    assert here.response == there.response
    assert len(between(found, "XAA", "YBB")) == len(between(found, "YBB", "XAA")) == len(found)


# -- dyads


def test_who_acts_after_silence_opens() -> None:
    found = dyad(
        [act("2020-01-01", 1), act("2020-01-10", 1, "YBB", "XAA"), act("2020-02-01", -1, "YBB", "XAA")], MIDDLE
    )
    assert (found.episodes, found.opened_by_first, found.first_acts, found.second_acts) == (2, 1, 1, 2)


def test_answers_in_turn_are_seen_and_short_spans_are_not() -> None:
    def turns(last: int) -> list[Act]:
        return [
            act(f"2020-{m:02d}-03", 2.0 * (-1) ** m, *pair) for m in range(1, last + 1) for pair in (("XAA", "YBB"), ("YBB", "XAA"))
        ]  # fmt: skip

    assert dyad(turns(8), MIDDLE).response == -1.0
    assert dyad(turns(7), MIDDLE).response is None
    assert dyad([a for a in turns(8) if a.source == "XAA"], MIDDLE).response is None


@pytest.mark.parametrize(("later", "reading"), [(4.0, "improved"), (-6.0, "worsened"), (-2.0, "no clear change")])
def test_later_less_earlier_with_its_interval(later: float, reading: str) -> None:
    found = [act(f"2020-{m:02d}-01", -2.0 if m < 7 else later, documents=(f"d{m}",)) for m in (1, 2, 3, 8, 9, 10)]
    here = dyad(found, MIDDLE)
    assert (here.change, here.low, here.high, here.reading) == (later + 2, later + 2, later + 2, reading)
    assert dyad(found[:-1], MIDDLE).reading == "too little to tell (3 earlier events, 2 later, in 5 documents)"


# -- change points


def weekly(values: list[float]) -> list[Period]:
    first = date(2020, 1, 1)
    return series([act((first + timedelta(weeks=n)).isoformat(), v) for n, v in enumerate(values)], Counter(), "week")


def test_a_shift_is_found_where_it_is_with_what_moved_it() -> None:
    found = changes(weekly([3, 4] * 10 + [-5, -4, -9, -4] * 5))
    assert len(found) == 1
    shift = found[0]
    assert (shift.period, shift.before, shift.after) == ("2020-W21", 3.5, -5.5)
    assert shift.movers[0].score == -9 and all(a.score < 0 for a in shift.movers)


@pytest.mark.parametrize("values", [[3, 4] * 4 + [-9] * 3, [2.0] * 30, [3, 4] * 12])
def test_nothing_is_found_in_short_or_steady_series(values: list[float]) -> None:
    assert changes(weekly(values)) == []


def test_quiet_series_without_a_shift_seldom_show_one() -> None:
    import random

    chance, found = random.Random(1), 0
    for _ in range(100):
        weeks = [
            Period(str(n), 1, 1, 0, 0, {}, chance.choice((0, 0, 0, 3.0, -4.0)), None, None, None, None, None, "", ())
            for n in range(52)
        ]
        found += bool(changes(weeks))
    assert found <= 8


# -- structure


def pair(a: str, b: str, score: float, year: int = 2020) -> list[Act]:
    return [act(f"{year}-02-01", score, a, b), act(f"{year}-08-01", score, a, b)]


def test_a_tie_takes_two_acts_and_a_clear_mean() -> None:
    net = ties(
        [
            *pair("A", "B", 3),
            *pair("B", "C", -3),
            act("2020-01-01", 9, "A", "C"),
            act("2020-01-02", 1, "C", "D"),
            act("2020-01-03", -1, "D", "C"),
        ]
    )
    assert [(net.nodes[i], net.nodes[j], sign) for i, j, sign in net.edges] == [("A", "B", 1), ("B", "C", -1)]


def test_a_broker_joins_friends_who_are_not() -> None:
    net = ties([*pair("A", "B", 3), *pair("B", "C", 3), *pair("A", "C", -3), *pair("D", "E", 3)])
    assert brokers(net) == [("B", 1)]
    assert coalitions(net, frozenset("ABD")) == [["A", "B"]]


def test_the_structure_of_two_years_tells_who_moved() -> None:
    signs = {2020: {"XAA YBB": 1, "XAA ZCC": -1, "YBB ZCC": -1}, 2021: {"XAA YBB": -1, "XAA ZCC": -1, "YBB ZCC": 1}}
    made = [
        row(n, f"{year}-{month}-01", "SUPPORT" if sign > 0 else "ASSAULT", *names.split())
        for n, (year, names, sign, month) in enumerate(
            (year, names, sign, month)
            for year, ties in signs.items()
            for names, sign in ties.items()
            for month in ("02", "08")
        )
    ]
    with archive(*made) as opened:
        rows = opened.show("structure", by="year")
    assert [(r["period"], r["actors"], r["positive"], r["negative"], r["triads"], r["balanced"]) for r in rows] == [
        ("2020", 3, 1, 2, 1, 1.0), ("2021", 3, 1, 2, 1, 1.0)
    ]  # fmt: skip
    assert [r["camp_ids"] for r in rows] == [[["XAA", "YBB"], ["ZCC"]], [["XAA"], ["YBB", "ZCC"]]]
    assert [(r["moved_ids"], r["frustration_index"]) for r in rows] == [([], 0), (["YBB"], 0)]


# -- camps


def test_camps_are_what_a_person_last_said() -> None:
    with archive(
        row(1, "2020-01-05", "SUPPORT", publisher="P"), row(2, "2020-01-25", "ASSAULT", publisher="Q"),
        row(3, "2020-01-15", "ACCUSE", publisher="R")
    ) as opened:  # fmt: skip
        assert sorted(opened.show("relations", dyad=("XAA", "YBB"))[0]["by_camp"]) == ["P", "Q", "R"]
        assign(opened, "Q", "north")
        assign(opened, "Q", "south")
        assign(opened, "R", "south")
        camps = opened.show("relations", dyad=("YBB", "XAA"))[0]["by_camp"]
        south = (plover.score("ASSAULT") + plover.score("ACCUSE")) / 2
        assert camps == {"P": {"events": 1, "mean": plover.score("SUPPORT")}, "south": {"events": 2, "mean": south}}
        with pytest.raises(LegationError, match="no outlet 'Z'"):
            assign(opened, "Z", "north")


def test_a_view_without_acts_is_empty_and_a_shift_that_is_not_there_is_said() -> None:
    with archive(row(1, "2020-01-05", "SUPPORT")) as opened:
        assert opened.show("dyads") == opened.show("changes") == opened.show("structure") == []
        assert View(opened).kept == {}
        view = View(opened)
        assert rows(view, "changes", Filters(dyad=("XAA", "YBB"))) == []
        assert view.notes == [
            "no change point in 1 months with 1 acts of XAA and YBB; twelve with ten acts are the least, and they must shift"
        ]
        with pytest.raises(LegationError, match="one party"):
            opened.show("relations", dyad=("XAA", "XAA"))


def test_camps_of_networks_keep_their_order() -> None:
    from legation.analyse.balance import frustration

    net = ties([*pair("A", "B", -3)])
    assert aligned(frustration(net), (frozenset("B"), frozenset("A"))) == (frozenset("B"), frozenset("A"))
