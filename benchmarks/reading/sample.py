"""Draws the records that two readers judge for precision: ``python benchmarks/reading/sample.py SHARED OUT``.

100 events, 60 claims and 40 relations, interests and forecasts with a fixed seed, half of each from the five articles, half from
twenty news reports and ten essays that nobody looked at while the rules were written. ``OUT/sample.jsonl`` names each record by
document, id and offsets (no text: it goes into the repository with the judgements); ``OUT/worksheet.txt`` shows the words
and what Legation made of them, for the reader alone.
"""

from __future__ import annotations

import json
import random
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import legation
from legation.read import documents

SEED = 20261123
FIRST_SEED = 20261122  # of the first round
PUBLISHED = {"000": "2019-03-20", "002": "2020-01-17", "003": "2017-01-03", "004": "2017-03-29"}
# Looked at while the rules were written: left out.
SEEN_NEWS = re.compile(
    r"_[13](_extra)?$|^(crime_and_law_2|politics_and_conflicts_2|politics_and_conflicts_diplomatic_talks_4)$"
)
SEEN_ESSAYS = ("1945-1952", "1969-1976")
NEWS, ESSAYS = 20, 10
TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
WANTED = {"events": 100, "claims": 60, "standing": 40}
STANDING = ("relations", "interests", "forecasts")
CONTEXT = 220


def articles(shared: Path) -> list[legation.Document]:
    """The five articles with the publication dates that their annotators settled."""
    found = []
    for file in sorted((shared / "articles").glob("*.txt")):
        day = PUBLISHED.get(file.stem)
        text = file.read_text(encoding="utf-8")
        found.append(
            legation.Document(id=file.stem, text=text, published=day, published_basis="given" if day else "unknown")
        )
    return found


def unread(shared: Path) -> list[legation.Document]:
    """Twenty reports and ten essays drawn from those nobody looked at (all reports, where fewer are left)."""
    chance = random.Random(FIRST_SEED)
    news = [f for f in sorted((shared / "data/wikinews").glob("*.txt")) if not SEEN_NEWS.search(f.stem)]
    chosen = sorted(chance.sample(news, min(NEWS, len(news))))
    reports = [d for file in chosen for d in documents(file) if isinstance(d, legation.Document)]
    essays = [
        e for f in sorted((shared / "data/milestones").glob("*.xml")) if f.stem not in SEEN_ESSAYS for e in _essays(f)
    ]
    before = {essay.id for essay in chance.sample(essays, ESSAYS)}
    fresh = [essay for essay in essays if essay.id not in before]
    return reports + sorted(random.Random(SEED).sample(fresh, ESSAYS), key=lambda d: d.id)


def _essays(file: Path) -> Iterator[legation.Document]:
    for division in ET.parse(file).getroot().iter(f"{TEI}div"):
        key = division.get(ID)
        if key is None or key == "foreword":
            continue
        paragraphs = [" ".join("".join(p.itertext()).split()) for p in division.iter(f"{TEI}p")]
        if paragraphs:
            yield legation.Document(id=f"{file.stem}/{key}", text="\n\n".join(paragraphs))


def draw(
    records: list[legation.Record], count: dict[str, int], chance: random.Random
) -> Iterator[tuple[str, Any, legation.Record]]:
    """``count`` items of each layer, at random over all ``records``."""
    for layer, wanted in count.items():
        layers = STANDING if layer == "standing" else (layer,)
        pool = [(name, item, r) for r in records for name in layers for item in getattr(r, name)]
        yield from chance.sample(pool, min(wanted, len(pool)))


def anchor(item: Any) -> tuple[int, int]:
    """The characters that an item rests on."""
    for name in ("sentence", "content", "evidence"):
        span = getattr(item, name, None)
        if span is not None:
            return span.start, span.end
    raise ValueError(f"{item!r} rests on nothing")


def main(shared: Path, out: Path) -> int:
    """Write the sample and its worksheet."""
    out.mkdir(parents=True, exist_ok=True)
    half = {layer: wanted // 2 for layer, wanted in WANTED.items()}
    rows, sheet = [], []
    for part, texts in (("articles", articles(shared)), ("unread", unread(shared))):
        records = list(legation.code_all(texts))
        for layer, item, record in draw(records, half, random.Random(f"{SEED}-{part}")):
            start, end = anchor(item)
            number = len(rows) + 1
            rows.append(
                {
                    "n": number,
                    "part": part,
                    "layer": layer,
                    "document": record.document.id,
                    "id": item.id,
                    "start": start,
                    "end": end,
                    **({"confidence": item.confidence} if layer == "events" else {}),
                }
            )
            sheet.append(_shown(number, layer, item, record, start, end))
    (out / "sample.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (out / "worksheet.txt").write_text("\n".join(sheet), encoding="utf-8")
    return 0


def _shown(number: int, layer: str, item: Any, record: legation.Record, start: int, end: int) -> str:
    text = record.document.text
    names = {a.id: f"{a.name} ({a.country or '-'}/{a.sector or '-'})" for a in record.actors}
    data = item.model_dump(mode="json", by_alias=True, exclude={"explanation", "id"})
    for key in ("source", "target", "absent", "actor", "holder"):
        value = data.get(key)
        if isinstance(value, list):
            data[key] = [names.get(v, v) for v in value]
        elif isinstance(value, str):
            data[key] = names.get(value, value)
    quote = f"{text[max(0, start - CONTEXT) : start]}⟦{text[start:end]}⟧{text[end : end + CONTEXT // 2]}"
    head = f"#{number} {layer} in {record.document.id} ({record.document.title}; published {record.document.published})"
    keep = (
        "type",
        "mode",
        "source",
        "target",
        "absent",
        "trigger",
        "place",
        "date",
        "factuality",
        "holder",
        "cue",
        "sign",
        "kind",
        "actor",
        "stance",
        "object",
        "condition",
        "due",
    )
    shown = {
        k: (v.get("text") or v.get("name") or v if isinstance(v, dict) else v)
        for k, v in data.items()
        if k in keep and v not in (None, [], "")
    }
    return f"{head}\n  TEXT: {' '.join(quote.split())}\n  RECORD: {json.dumps(shown, ensure_ascii=False)}\n"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
