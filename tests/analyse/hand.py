"""Records made by hand from our own sentences: spans are found by their words, so that a test reads as the text does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from legation.archive import Archive
from legation.archive.queries import View
from legation.record import FACTUALITY_SCORE, Record, content_id

NAMES = {
    "RUS": "Russia", "IRN": "Iran", "TUR": "Turkey", "SYR": "Syria", "ARM": "Armenia", "AZE": "Azerbaijan", "CHN": "China",
    "NOR": "Norway", "SWE": "Sweden", "DNK": "Denmark", "FIN": "Finland",
}  # fmt: skip


def span(text: str, words: str, *, quoted: bool = False) -> dict[str, Any]:
    """Where ``words`` stand in ``text``, with the words themselves where they are asked for."""
    start = text.index(words)
    found: dict[str, Any] = {"start": start, "end": start + len(words)}
    return {**found, "text": words} if quoted else found


def actor(key: str, name: str, text: str, **more: Any) -> dict[str, Any]:
    """An actor with every mention of its name."""
    starts = [i for i in range(len(text)) if text.startswith(name, i)]
    mentions = [{"start": i, "end": i + len(name), "text": name, "form": "name"} for i in starts]
    state = {"kind": "state", "country": key, "sector": "GOV"} if len(key) == 3 else {}
    return {"id": key, "name": name, "mentions": mentions, **state, **more}


def when(text: str, words: str, first: str, last: str | None = None) -> dict[str, Any]:
    """A date as told."""
    return {**span(text, words, quoted=True), "from": first, "to": last or first, "grain": "day"}


def meeting(
    text: str,
    trigger: str,
    source: Sequence[str],
    *,
    target: Sequence[str] = (),
    absent: Sequence[str] = (),
    **more: Any,
) -> dict[str, Any]:
    """A CONSULT event whose sentence is the whole text unless another is given."""
    value = more.get("factuality", "CT+")
    return {
        "id": content_id(text, trigger, *source, more.get("date")), "type": "CONSULT", "mode": "meet", "quad": "verbal cooperation",
        "source": list(source), "target": list(target), "absent": list(absent), "trigger": span(text, trigger, quoted=True),
        "sentence": {"start": 0, "end": len(text)}, "factuality": value, "factuality_score": FACTUALITY_SCORE[value],
        "holder": "author", "confidence": 0.9, **more,
    }  # fmt: skip


def agreement(text: str, name: str, parties: Sequence[str] = (), **more: Any) -> dict[str, Any]:
    """An agreement on the words of its name (its first place, or those of ``at``)."""
    evidence = [span(text, more.pop("at", name))]
    return {
        "id": content_id(text, name), "name": name, "kind": "deal", "parties": list(parties), "status": "in force",
        "evidence": evidence, **more,
    }  # fmt: skip


def forecast(text: str, words: str, **more: Any) -> dict[str, Any]:
    """A forecast of the author's on ``words``."""
    return {
        "id": content_id(text, words),
        "holder": "author",
        "content": span(text, words),
        "factuality": "PR+",
        **more,
    }


def record(key: str, text: str, *, published: str | None = None, states: Sequence[str] = (), **layers: Any) -> Record:
    """A record of ``text``; ``states`` are ISO3 codes of :data:`NAMES` that it names."""
    people = [*layers.pop("actors", ()), *(actor(code, NAMES[code], text) for code in states)]
    document = {"id": key, "text": text, "published": published, "author": layers.pop("author", None), "outlet": key}
    coded = {"legation": "0", "codebook": "0", "parser": "0"}
    return Record.model_validate({"document": document, "coded_by": coded, "actors": people, **layers})


@contextmanager
def view(*records: Record) -> Iterator[View]:
    """An archive of ``records`` in memory."""
    with Archive(":memory:") as opened:
        for item in records:
            opened.put(item)
        yield View(opened)
