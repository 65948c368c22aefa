"""Agreements over documents: what joins two tellings and what keeps them apart, dated changes, breaches, terms."""

from __future__ import annotations

from typing import Any

from analyse.hand import actor, agreement, record, span, view, when
from legation import analyse
from legation.analyse.clauses import sentences
from legation.archive.queries import Filters
from legation.record import Record

TRUCE = "Armenia and Azerbaijan signed a ceasefire in Oslo on 3 May."
PACT = "The Varna pact between Norway and Sweden was signed in Varna."


def rows(*records: Record, **filters: Any) -> list[dict[str, Any]]:
    with view(*records) as opened:
        return analyse.rows(opened, "agreements", Filters(**filters))


def truce(key: str = "one", text: str = TRUCE, **more: Any) -> Record:
    """A ceasefire of Armenia and Azerbaijan, signed on 3 May 2021."""
    day = {"date": when(text, "on 3 May", "2021-05-03")} if "on 3 May" in text else {}
    made = agreement(text, "ceasefire", ["ARM", "AZE"], kind="ceasefire", **day)
    return record(key, text, published="2021-05-04", states=["ARM", "AZE"], agreements=[made], **more)


def bare(key: str, text: str, published: str | None = "2021-05-06", **more: Any) -> Record:
    """A text that speaks of a ceasefire and tells no party of it."""
    made = agreement(text, "ceasefire", kind="ceasefire")
    return record(key, text, published=published, states=["ARM", "AZE"], agreements=[made], **more)


def statuses(row: dict[str, Any]) -> list[tuple[str, str | None, str | None]]:
    return [(c["status"], c["date"], c["date_basis"]) for c in row["changes"]]


def test_a_line_keeps_the_keys_of_a_stored_agreement() -> None:
    (row,) = rows(truce())
    assert (row["name"], row["kind"], row["parties"], row["parties_ids"]) == (
        "ceasefire", "ceasefire", "Armenia, Azerbaijan", ["ARM", "AZE"],
    )  # fmt: skip
    assert (row["document"], row["quote"], row["start"], row["end"]) == ("one", "ceasefire", 32, 41)
    assert (row["date_from"], row["date_to"], row["place"], row["status"]) == (
        "2021-05-03",
        "2021-05-03",
        "Oslo",
        "signed",
    )
    assert row["breached_by"] == "" and row["breached_by_ids"] == []


def test_a_status_has_its_day_its_words_and_its_holder() -> None:
    (row,) = rows(truce())
    assert statuses(row) == [("signed", "2021-05-03", "told")]
    (change,) = row["changes"]
    assert TRUCE[change["start"] : change["end"]] == "signed a ceasefire"
    assert change["holder"] == "author"


def test_statuses_over_documents_make_a_history() -> None:
    broken = bare("two", "Armenia violated the ceasefire, Azerbaijan said. Armenia and Azerbaijan are silent.")
    (row,) = rows(truce(), broken)
    assert [r["because"] for r in row["reports"]] == [None, "context: a text about ARM, AZE within a week"]
    assert statuses(row) == [("signed", "2021-05-03", "told"), ("breached", "2021-05-06", "published by")]
    assert (row["status"], row["status_since"], row["documents"]) == ("breached", "2021-05-06", 2)


def test_a_breach_says_by_whom_against_whom_and_who_alleges_it() -> None:
    text = "Armenia violated the ceasefire with Azerbaijan, Azerbaijan said."
    claim = {
        "id": "c", "content": span(text, "Armenia violated the ceasefire with Azerbaijan"), "holder": "AZE", "factuality": "CT+",
    }  # fmt: skip
    made = agreement(text, "ceasefire", ["ARM", "AZE"], kind="ceasefire")
    (row,) = rows(record("a", text, published="2021-05-06", states=["ARM", "AZE"], agreements=[made], claims=[claim]))
    (breach,) = row["breaches"]
    assert (breach["by"], breach["against"], breach["holder"]) == ("Armenia", "Azerbaijan", "Azerbaijan")
    assert row["breached_by_ids"] == ["ARM"]


def test_whoever_is_accused_of_breaking_it_is_the_breaker() -> None:
    text = "Armenia accused Azerbaijan of violating the ceasefire."
    (row,) = rows(bare("a", text))
    assert [b["by"] for b in row["breaches"]] == ["Azerbaijan"]


def test_what_is_denied_hoped_or_feared_changes_nothing() -> None:
    for text in (
        "Armenia did not violate the ceasefire with Azerbaijan.",
        "Armenia and Azerbaijan hope to sign a ceasefire.",
        "If Armenia violates the ceasefire, Azerbaijan will answer.",
        "Armenia might break any ceasefire with Azerbaijan.",
    ):
        (row,) = rows(bare("a", text))
        assert row["changes"] == [], text


def test_the_same_sides_within_a_month_are_one_agreement_and_later_another() -> None:
    same = truce("two", "Armenia and Azerbaijan reached a ceasefire on 3 May, diplomats said.")
    assert len(rows(truce(), same)) == 1
    other = "Armenia and Azerbaijan reached a ceasefire."
    made = agreement(other, "ceasefire", ["ARM", "AZE"], kind="ceasefire")
    late = record("late", other, published="2021-09-01", states=["ARM", "AZE"], agreements=[made])
    assert len(rows(truce(), late)) == 2


def test_other_sides_are_another_agreement() -> None:
    text = "Norway and Sweden signed a ceasefire in Oslo."
    made = agreement(text, "ceasefire", ["NOR", "SWE"], kind="ceasefire")
    other = record("two", text, published="2021-05-04", states=["NOR", "SWE"], agreements=[made])
    assert len(rows(truce(), other)) == 2


def test_a_name_of_its_own_joins_over_years_and_a_state_s_name_does_not() -> None:
    later = "Norway left the Varna pact."
    one = record(
        "one",
        PACT,
        published="2001-05-04",
        states=["NOR", "SWE"],
        agreements=[agreement(PACT, "Varna pact", ["NOR", "SWE"])],
    )
    two = record("two", later, published="2019-05-04", states=["NOR"], agreements=[agreement(later, "Varna pact")])
    (row,) = rows(one, two)
    assert [r["because"] for r in row["reports"]] == [None, "name: varna"]
    first, second = "The Iran deal was signed.", "An Iran deal was offered."
    deals = [
        record(key, text, published=day, states=["IRN"], agreements=[agreement(text, "Iran deal")])
        for key, text, day in (("a", first, "2001-05-04"), ("b", second, "2019-05-04"))
    ]
    assert len(rows(*deals)) == 2


def test_a_resolution_is_known_by_its_number_alone() -> None:
    def told(key: str, number: str) -> Record:
        text = f"The UN passed Resolution {number} on Syria."
        made = agreement(text, "UN Resolution", kind="resolution", at="Resolution")
        return record(key, text, published="2015-05-04", states=["SYR"], agreements=[made])

    assert len(rows(told("a", "2254"), told("b", "2254"))) == 1
    assert len(rows(told("a", "2254"), told("b", "1701"))) == 2


def test_what_is_agreed_and_the_deal_that_sums_it_up_are_one() -> None:
    text = "Norway and Sweden agreed to reopen the road, in a deal brokered by China."
    verb = agreement(
        text,
        "agreed to reopen the road",
        ["NOR", "SWE"],
        subject="to reopen the road",
        date=when(text, "Norway", "2021-05-03"),
    )
    noun = agreement(text, "deal", ["CHN", "NOR", "SWE"])
    (row,) = rows(record("a", text, published="2021-05-04", states=["NOR", "SWE", "CHN"], agreements=[verb, noun]))
    assert [r["because"] for r in row["reports"]][1] == "apposition: told in one sentence"
    assert (row["parties"], row["mediators"]) == ("Norway, Sweden", "China")
    assert [(t["cue"], t["quote"]) for t in row["terms"]] == [("agreed to", "reopen the road")]


def test_two_agreements_of_one_document_stay_two() -> None:
    text = "Norway and Sweden signed a fishing deal. Norway and Sweden signed a mining deal."
    fishing, mining = (agreement(text, name, ["NOR", "SWE"]) for name in ("fishing deal", "mining deal"))
    found = rows(record("a", text, published="2021-05-04", states=["NOR", "SWE"], agreements=[fishing, mining]))
    assert [(r["name"], r["status"]) for r in found] == [("fishing deal", "signed"), ("mining deal", "signed")]


def test_terms_are_quoted_where_a_text_gives_them() -> None:
    text = (
        "Norway and Sweden signed a deal. Under the deal, both states reopen the road. "
        "The agreement provides for joint patrols. They also undertook not to close the bridge."
    )
    (row,) = rows(
        record(
            "a",
            text,
            published="2021-05-04",
            states=["NOR", "SWE"],
            agreements=[agreement(text, "deal", ["NOR", "SWE"])],
        )
    )
    assert [(t["cue"], t["quote"]) for t in row["terms"]] == [
        ("under the deal", "both states reopen the road"),
        ("provides for", "joint patrols"),
        ("undertook not to", "close the bridge"),
    ]
    assert all(text[t["start"] : t["end"]] == t["quote"] for t in row["terms"])


def test_a_day_beside_the_end_of_an_agreement_is_not_the_day_it_was_made() -> None:
    text = "Norway abandoned the fishing deal in 2018."
    made = agreement(text, "fishing deal", ["NOR"], date=when(text, "in 2018", "2018-01-01", "2018-12-31"))
    (row,) = rows(record("a", text, published="2021-05-04", states=["NOR"], agreements=[made]))
    assert row["date_from"] is None
    assert statuses(row) == [("ended", "2018-01-01", "told")]


def test_a_person_who_signs_stands_for_the_state() -> None:
    text = "Ada Berg and Sweden signed the deal."
    berg = actor("person/ada-berg", "Ada Berg", text, kind="person", country="NOR", sector="GOV", role="prime minister")
    made = agreement(text, "deal", ["person/ada-berg", "SWE"])
    (row,) = rows(record("a", text, published="2021-05-04", actors=[berg], states=["SWE"], agreements=[made]))
    assert (row["parties"], row["signatories"]) == ("Norway, Sweden", "Ada Berg")


def test_a_mere_manner_of_speaking_is_marked() -> None:
    text = "Nobody in Norway believes in a political settlement."
    (row,) = rows(record("a", text, states=["NOR"], agreements=[agreement(text, "political settlement")]))
    assert row["vague"]


def test_filters_and_order() -> None:
    made = [truce(), bare("other", "A ceasefire frays.", published=None)]
    assert [r["document"] for r in rows(*made)] == ["one", "other"]
    assert [r["document"] for r in rows(*made, actor="AZE")] == ["one"]
    assert [r["document"] for r in rows(*made, document="other")] == ["other"]
    assert rows(*made, type="treaty") == rows(*made, until="2020-01-01") == []
    assert rows(*made) == rows(*reversed(made))


def test_sentences_end_at_marks_and_lines_and_not_at_initials() -> None:
    text = 'Gen. A. Doe met J. Roe. "It held." Then: nothing\nA heading\n\nThe end'
    assert [text[a:b] for a, b in sentences(text)] == [
        "Gen. A. Doe met J. Roe.", '"It held."', "Then: nothing", "A heading", "The end",
    ]  # fmt: skip
