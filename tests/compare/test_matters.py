"""Matters told both ways, who is the same across documents, and how independent reports are. The texts are ours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legation.archive import Archive
from legation.archive.decisions import decide
from legation.archive.queries import Filters, View
from legation.compare import corroboration
from legation.compare.identity import identities, rule
from legation.compare.matters import contrasts, statements
from legation.errors import LegationError
from legation.record import Record


def actor(key: str, name: str, text: str, country: str | None = None, kind: str = "state") -> dict[str, Any]:
    mentions = [{"start": m.start(), "end": m.end(), "text": name, "form": "name"} for m in re.finditer(name, text)]
    return {"id": key, "name": name, "kind": kind, "country": country, "mentions": mentions}


def record(name: str, text: str, actors: Sequence[dict[str, Any]], **layers: Any) -> Record:
    return Record.model_validate(
        {
            "document": {"id": name, "text": text, "published": "2021-05-04", "outlet": name},
            "coded_by": {"legation": "0", "codebook": "0", "parser": "0"},
            "actors": list(actors),
            **layers,
        }
    )


@contextmanager
def archive(*records: Record) -> Iterator[Archive]:
    with Archive(":memory:") as opened:
        for item in records:
            opened.put(item)
        yield opened


def states(text: str) -> list[dict[str, Any]]:
    return [actor(i, n, text, i) for i, n in (("KEN", "Kenya"), ("ETH", "Ethiopia"), ("SOM", "Somalia")) if n in text]


def test_a_partner_to_one_is_left_out_for_another() -> None:
    one = "Kenya is a partner of Ethiopia in the port."
    other = "Ethiopia sidelined Kenya over the port."
    with archive(record("a", one, states(one)), record("b", other, states(other))) as opened:
        found = {(c.matter, c.actor): c for c in contrasts(View(opened))}
    inclusion = found["inclusion", "KEN"]
    assert (inclusion.one.document, inclusion.other.document) == ("a", "b")
    assert inclusion.others == ("ETH",)
    assert inclusion.many == (1, 1)


def test_a_negation_turns_a_word() -> None:
    text = "Kenya was not invited by Ethiopia. Ethiopia took part alongside Kenya."
    with archive(record("a", text, states(text))) as opened:
        found = [c for c in contrasts(View(opened)) if c.matter == "inclusion"]
    assert found and found[0].other.words == "was not invited"


def test_no_matter_without_anybody_in_common() -> None:
    one, other = "Kenya is a partner of Somalia.", "Ethiopia sidelined Kenya."
    with archive(record("a", one, states(one)), record("b", other, states(other))) as opened:
        assert contrasts(View(opened)) == []


def person(name: str, country: str | None = "KEN") -> dict[str, Any]:
    return actor(f"person/{name.lower().replace(' ', '-')}", name, name, country, "person")


def merged(*names: tuple[str, str | None]) -> dict[str, str]:
    people = [record(f"d{i}", name, [person(name, country)]) for i, (name, country) in enumerate(names)]
    with archive(*people) as opened:
        return dict(identities(opened).canonical)


def test_spellings_of_one_person_meet() -> None:
    assert merged(("Musaad al-Khalifi", "SAU"), ("Musaad bin Mohammed al-Khalifi", "SAU")) == {
        "person/musaad-al-khalifi": "person/musaad-bin-mohammed-al-khalifi"
    }


def test_countries_and_given_names_keep_persons_apart() -> None:
    assert merged(("Yusuf Warsame", "SOM"), ("Yusef Warsame", "ETH")) == {}
    assert merged(("Yusuf Warsame", "SOM"), ("Hassan Warsame", "SOM")) == {}


def test_a_lone_surname_with_two_bearers_is_neither() -> None:
    assert merged(("Warsame", "SOM"), ("Yusuf Warsame", "SOM")) == {"person/warsame": "person/yusuf-warsame"}
    assert merged(("Warsame", "SOM"), ("Yusuf Warsame", "SOM"), ("Hassan Warsame", "SOM")) == {}


def test_what_a_person_rules_holds() -> None:
    one, other = (
        record("a", "Yusuf Warsame", [person("Yusuf Warsame")]),
        record("b", "Yusef Warsame", [person("Yusef Warsame")]),
    )
    with archive(one, other) as opened:
        assert len(identities(opened).canonical) == 1
        rule(opened, "different", "person/yusuf-warsame", "person/yusef-warsame")
        assert identities(opened).canonical == {}
        opened.put(record("a", "Yusuf Warsame came.", [person("Yusuf Warsame")]))
        assert identities(opened).canonical == {}
        decide(opened, "same", "person/yusuf-warsame", "person/yusef-warsame")
        assert len(identities(opened).canonical) == 1
        with pytest.raises(LegationError, match="no actor 'person/nobody'"):
            rule(opened, "same", "person/nobody", "person/yusuf-warsame")


def event(key: str, text: str, holder: str = "author", factuality: str = "CT+") -> dict[str, Any]:
    return {
        "id": key, "type": "ASSAULT", "quad": "material conflict", "source": ["KEN"], "target": ["SOM"],
        "date": {"text": text[:4], "start": 0, "end": 4, "from": "2021-05-03", "to": "2021-05-03", "grain": "day"},
        "trigger": {"start": 0, "end": 5, "text": text[:5]}, "sentence": {"start": 0, "end": len(text)},
        "factuality": factuality, "factuality_score": 0, "holder": holder, "confidence": 0.9,
    }  # fmt: skip


def test_one_spokesman_in_two_outlets_is_one_voice() -> None:
    texts = {
        "a": "Kenya shelled a camp in Somalia, as was said there.",
        "b": "Kenya is told to have shelled a camp of Somalia.",
    }
    for holder, voices, independence in (("SOM", 1, 0.0), ("author", 2, 1.0)):
        told = [record(d, t, states(t), events=[event(d * 8, t, holder)]) for d, t in texts.items()]
        with archive(*told) as opened:
            rows = corroboration.find(View(opened), Filters())
        assert [(r["reports"], r["voices"], r["independence"]) for r in rows] == [(2, voices, independence)]


def test_who_denies_is_named() -> None:
    one, other = (
        "Kenya shelled a camp in Somalia, as was said there.",
        "Kenya never shelled a camp of Somalia, it says itself.",
    )
    told = [
        record("a", one, states(one), events=[event("aaaaaaaa", one)]),
        record("b", other, states(other), events=[event("bbbbbbbb", other, "KEN", "CT-")]),
    ]
    with archive(*told) as opened:
        row = corroboration.find(View(opened), Filters())[0]
    assert row["denied_by"] == "Kenya in b"
    assert row["versions"]["factuality"] == {"CT+": ["aaaaaaaa"], "CT-": ["bbbbbbbb"]}


def test_a_side_is_taken_only_of_whom_the_words_are_said() -> None:
    one = "Ethiopia negotiated with Somalia behind the back of Kenya. Kenya had informed Ethiopia."
    with archive(record("a", one, states(one))) as opened:
        told = {(s.words, s.pole): s.of for r in opened.records() for s in statements(r)}
    assert told == {("behind the back", "against"): ("KEN",), ("informed", "for"): ("ETH",)}


def test_the_place_of_a_partnership_is_no_partner() -> None:
    one = "Kenya and Ethiopia began a close cooperation in Somalia."
    with archive(record("a", one, states(one))) as opened:
        told = [s for r in opened.records() for s in statements(r)]
    assert [set(s.of) for s in told] == [{"KEN", "ETH"}]


@given(st.permutations(["Kenya is a partner of Ethiopia.", "Ethiopia sidelined Kenya.", "Somalia took part."]))
@settings(max_examples=6, deadline=None)
def test_the_order_of_documents_changes_nothing(texts: list[str]) -> None:
    with archive(*(record(f"d{t[:4]}", t, states(t)) for t in texts)) as opened:
        found = [(c.matter, c.actor, c.one.document, c.other.document) for c in contrasts(View(opened))]
    assert found == [("inclusion", "KEN", "dKeny", "dEthi")]


def test_two_that_were_told_apart_do_not_meet_over_a_third() -> None:
    names = ("Amal Dirie", "Bashir Noor", "Cawil Gedi")
    one, two, three = (f"person/{n.lower().replace(' ', '-')}" for n in names)
    with archive(*(record(n[0], n, [person(n)]) for n in names)) as opened:
        rule(opened, "same", one, two)
        rule(opened, "different", one, three)
        with pytest.raises(LegationError, match=f"{one} = {two} = {three}; rule one of these pairs different first"):
            rule(opened, "same", two, three)
        known = identities(opened)
        assert known.one(one) == known.one(two) != known.one(three)


def test_three_that_are_one_have_one_id_whatever_the_order_of_rulings() -> None:
    names = ("Amal Dirie", "Bashir Noor", "Cawil Gedi Farah")
    ids = [f"person/{n.lower().replace(' ', '-')}" for n in names]
    for first, second in (((0, 1), (0, 2)), ((1, 2), (0, 1)), ((0, 2), (1, 2))):
        with archive(*(record(n[0], n, [person(n)]) for n in names)) as opened:
            rule(opened, "same", ids[first[0]], ids[first[1]])
            rule(opened, "same", ids[second[0]], ids[second[1]])
            assert {identities(opened).one(i) for i in ids} == {ids[2]}
