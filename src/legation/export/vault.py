"""A vault for Obsidian: one note an event, an actor and a document, linked with each other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

import yaml

from legation.export.told import Row, Told, description, every_actor, every_document, line, provenance


def obsidian(items: Sequence[Told]) -> Mapping[str, str]:
    """File name → Markdown. Front matter holds what Dataview asks for; links carry the roles."""
    actors, documents = every_actor(items), every_document(items)
    taken: set[str] = set()
    actor_notes = {key: _name(actor.name, key, taken) for key, actor in actors.items()}
    document_notes = {key: _name(document.title or key, key, taken) for key, document in documents.items()}
    event_notes = {
        i.event.id: _name(f"{i.day or 'undated'} {i.event.type} {i.event.id}", i.event.id, taken) for i in items
    }
    notes: dict[str, str] = {}
    mine: dict[str, list[str]] = {}
    told_in: dict[str, list[str]] = {}
    for item in items:
        note, home = event_notes[item.event.id], document_notes[item.document.id]
        bullet = f"- [[{note}]] {_plain(item.headline)}"
        told_in.setdefault(item.document.id, []).append(bullet)
        for key in dict.fromkeys(key for _, key in item.roles()):
            mine.setdefault(key, []).append(bullet)
        roles = [f"- {role}: [[{actor_notes[key]}]]" for role, key in item.roles()]
        span = f"[[{home}]], characters {item.event.sentence.start}–{item.event.sentence.end}"
        body = [f"# {_plain(item.headline)}", "", *roles, "", f"> {_plain(line(item.quote))}", "", f"Told in {span}."]
        front = {k: v for k, v in {**description(item), **provenance(item)}.items() if k != "quote"}
        notes[f"Events/{note}.md"] = _note(front, body)
    for key, actor in actors.items():
        front = {"id": key, "name": actor.name, "kind": actor.kind, "country": actor.country, "sector": actor.sector}
        notes[f"Actors/{actor_notes[key]}.md"] = _note(front, [f"# {_plain(actor.name)}", "", *mine[key]])
    for key, document in documents.items():
        front = {"id": key, **{f: getattr(document, f) for f in ("title", "author", "outlet", "url", "published")}}
        body = [f"# {_plain(document.title or key)}", "", *told_in[key]]
        notes[f"Documents/{document_notes[key]}.md"] = _note(front, body)
    return notes


def _note(front: Row, body: Sequence[str]) -> str:
    kept = {name: value for name, value in front.items() if value not in (None, "")}
    head = yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, width=10_000)
    return "\n".join(["---", head.rstrip("\n"), "---", *body, ""])


def _name(wanted: str, key: str, taken: set[str]) -> str:
    """A file name every system takes, no two alike even where letters of both cases are one."""
    name = re.sub(r"[\\/:*?\"<>|#^\[\]\x00-\x1f]+", " ", unicodedata.normalize("NFC", wanted))
    name = " ".join(name.split())[:120].strip(". ") or "note"
    if name.casefold() in taken:
        name = f"{name} ({re.sub(r'[^A-Za-z0-9-]+', '-', key)})"
    number, first = 2, name
    while name.casefold() in taken:
        name, number = f"{first} {number}", number + 1
    taken.add(name.casefold())
    return name


def _plain(text: str) -> str:
    """Text without what Markdown or Obsidian would read as markup."""
    return re.sub(r"([\\\[\]*_`<>#|])", r"\\\1", text)
