"""Where documents contradict each other. The records are made by hand: what is compared is not what was read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from legation.archive import Archive
from legation.archive.queries import Filters, View
from legation.compare.disagreements import find
from legation.record import Record
from samples.coded import records

TEXT = "They did what is told here, and 10 people died of it, as {} has learned."


def text(name: str) -> str:
    """One sentence, another in every document, so that none copies the other."""
    return TEXT.format(name)


STATES = [{"id": i, "name": n, "kind": "state", "country": i} for i, n in (("ARM", "Armenia"), ("AZE", "Azerbaijan"))]


def record(name: str, *, events: Sequence[dict[str, Any]] = (), relations: Sequence[dict[str, Any]] = ()) -> Record:
    return Record.model_validate(
        {
            "document": {"id": name, "text": text(name), "published": "2020-10-12", "outlet": name},
            "coded_by": {"legation": "0", "codebook": "0", "parser": "0"},
            "actors": STATES,
            "events": events,
            "relations": relations,
        }
    )


def event(key: str, factuality: str = "CT+", killed: float | None = None, day: str | None = None) -> dict[str, Any]:
    quantities = [{"value": killed, "unit": "people", "kind": "killed", "start": 32, "end": 41}] if killed else []
    date = {"text": "here", "start": 22, "end": 26, "from": day, "to": day, "grain": "day"} if day else None
    return {
        "id": key, "type": "ASSAULT", "quad": "material conflict", "source": ["ARM"], "target": ["AZE"], "date": date,
        "trigger": {"start": 5, "end": 8, "text": "did"}, "sentence": {"start": 0, "end": len(text("a"))},
        "factuality": factuality, "factuality_score": 0, "holder": "author", "confidence": 0.9, "quantities": quantities,
    }  # fmt: skip


def relation(key: str, sign: str, source: str = "ARM", target: str = "AZE") -> dict[str, Any]:
    return {
        "id": key, "source": source, "target": target, "sign": sign, "kind": "support" if sign == "+" else "enmity",
        "holder": "author", "evidence": {"start": 0, "end": 20},
    }  # fmt: skip


@contextmanager
def view(*records: Record) -> Iterator[View]:
    with Archive(":memory:") as opened:
        for item in records:
            opened.put(item)
        yield View(opened)


def found(*records: Record) -> list[dict[str, Any]]:
    with view(*records) as opened:
        return find(opened, Filters())


def test_told_as_done_and_denied() -> None:
    rows = found(record("a", events=[event("1")]), record("b", events=[event("2", "CT-")]))
    assert [(r["kind"], r["a"], r["b"]) for r in rows] == [("factuality", "happened", "did not happen")]
    assert (rows[0]["a_document"], rows[0]["b_document"]) == ("a", "b")
    assert (rows[0]["a_quote"], rows[0]["b_quote"]) == (text("a"), text("b"))
    assert rows[0]["actor_ids"] == ["ARM", "AZE"]


def test_plans_deny_nothing() -> None:
    assert found(record("a", events=[event("1")]), record("b", events=[event("2", "Uu")])) == []


def test_figures_that_differ() -> None:
    rows = found(record("a", events=[event("1", killed=7)]), record("b", events=[event("2", killed=10)]))
    assert [(r["kind"], r["a"], r["b"]) for r in rows] == [("figure", "7 people", "10 people")]
    assert found(record("a", events=[event("1", killed=7)]), record("b", events=[event("2", killed=7)])) == []


def test_other_days_are_other_events() -> None:
    one, other = event("1", day="2020-10-01"), event("2", "CT-", day="2020-10-09")
    assert found(record("a", events=[one]), record("b", events=[other])) == []
    near = event("2", "CT-", day="2020-10-01")
    assert len(found(record("a", events=[one]), record("b", events=[near]))) == 1


def test_a_copy_is_no_second_voice() -> None:
    one, other = record("a", events=[event("1", killed=7)]), record("b", events=[event("2", killed=10)])
    same = other.model_copy(update={"document": other.document.model_copy(update={"text": text("a")})})
    assert found(one, same) == []


def test_a_document_does_not_contradict_itself_over_two_events() -> None:
    assert found(record("a", events=[event("1"), event("2", "CT-")])) == []


def test_friends_to_one_and_foes_to_the_other_in_either_direction() -> None:
    rows = found(record("a", relations=[relation("1", "+")]), record("b", relations=[relation("2", "-", "AZE", "ARM")]))
    assert [(r["kind"], r["about"]) for r in rows] == [("relation", "Armenia and Azerbaijan: friends, or not")]
    assert found(record("a", relations=[relation("1", "+")]), record("b", relations=[relation("2", "mixed")])) == []


def test_the_samples_differ_on_how_many_died_in_ganja() -> None:
    with Archive(":memory:") as opened:
        for item in records().values():
            opened.put(item)
        rows = [r for r in find(View(opened), Filters()) if r["kind"] == "figure"]
    assert any({r["a"], r["b"]} == {"7 people", "10 civilians"} and r["a_quote"] and r["b_quote"] for r in rows)
