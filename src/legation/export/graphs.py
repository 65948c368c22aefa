"""Networks in which an event is a node and its actors are linked to it by role: GraphML, GEXF 1.3 and CSV for Neo4j."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from legation.export.told import Row, Told, description, every_actor, every_document, provenance
from legation.record import Actor

_DOUBLES = frozenset(("intensity", "latitude", "longitude", "factuality_score", "confidence"))
_LONGS = frozenset(("geonameid", "start", "end", "trigger_start", "trigger_end"))
_ACTOR = ("kind", "country", "sector")
# GEXF keeps these two names for the first and last day of a node: there the offsets have others.
_SPAN = {"start": "span_start", "end": "span_end"}
# Characters that XML 1.0 has no place for.
_ILLEGAL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))


@dataclass(frozen=True, slots=True)
class Node:
    """An actor (``actor:ID``) or an event (``event:ID``) with its values; ``days`` is the time in which the event lies."""

    id: str
    label: str
    values: Row
    days: tuple[str | None, str | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Link:
    """An actor's role in an event."""

    id: str
    actor: str
    event: str
    role: str
    days: tuple[str | None, str | None]
    confidence: float


def network(items: Sequence[Told]) -> tuple[list[Node], list[Link]]:
    """Actors, then events, as nodes; one link a role. A holder who is an actor is linked as ``holder``."""
    nodes = [_actor(key, actor) for key, actor in every_actor(items).items()]
    links = []
    for item in items:
        key, days = f"event:{item.event.id}", (item.day, item.last_day)
        nodes.append(Node(key, item.headline, {"node": "event", **description(item), **provenance(item)}, days))
        links += [
            Link(f"{item.event.id}/{number}", f"actor:{actor}", key, role, days, item.event.confidence)
            for number, (role, actor) in enumerate(item.roles(), 1)
        ]
    return nodes, links


def _actor(key: str, actor: Actor) -> Node:
    return Node(f"actor:{key}", actor.name, {"node": "actor", **{name: getattr(actor, name) for name in _ACTOR}})


def _columns(nodes: Sequence[Node]) -> list[str]:
    return list(dict.fromkeys(name for node in nodes for name in node.values))


def _type(column: str) -> str:
    """A column's type, by a name that GraphML, GEXF and Neo4j share."""
    return "double" if column in _DOUBLES else "long" if column in _LONGS else "string"


def graphml(items: Sequence[Told]) -> str:
    """GraphML, directed: actor → event by role. Every value has its typed key."""
    nodes, links = network(items)
    columns = _columns(nodes)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">',
        '<key id="label" for="node" attr.name="label" attr.type="string"/>',
        *(f'<key id="n_{c}" for="node" attr.name="{c}" attr.type="{_type(c)}"/>' for c in columns),
        *(f'<key id="e_{c}" for="edge" attr.name="{c}" attr.type="string"/>' for c in ("role", "date_from", "date_to")),
        '<key id="e_confidence" for="edge" attr.name="confidence" attr.type="double"/>',
        '<graph id="legation" edgedefault="directed">',
    ]  # fmt: skip
    for node in nodes:
        data = [("label", node.label), *((f"n_{c}", node.values.get(c)) for c in columns)]
        lines.append(f"<node id={_quoted(node.id)}>{_data(data)}</node>")
    for link in links:
        data = [
            ("e_role", link.role), ("e_date_from", link.days[0]), ("e_date_to", link.days[1]), ("e_confidence", link.confidence),
        ]  # fmt: skip
        ends = f"source={_quoted(link.actor)} target={_quoted(link.event)}"
        lines.append(f"<edge id={_quoted(link.id)} {ends}>{_data(data)}</edge>")
    return "\n".join([*lines, "</graph>", "</graphml>", ""])


def _data(values: Sequence[tuple[str, Any]]) -> str:
    return "".join(f'<data key="{key}">{_text(value)}</data>' for key, value in values if value not in (None, ""))


def gexf(items: Sequence[Told]) -> str:
    """GEXF 1.3 with dates: an event and its links live from the first to the last day it can have been on."""
    nodes, links = network(items)
    columns = _columns(nodes)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">',
        "<meta><creator>Legation</creator><description>Events and actors, linked by role</description></meta>",
        '<graph mode="dynamic" defaultedgetype="directed" timeformat="date" timerepresentation="interval">',
        '<attributes class="node">',
        *(f'<attribute id="{_SPAN.get(c, c)}" title="{_SPAN.get(c, c)}" type="{_type(c)}"/>' for c in columns),
        "</attributes>",
        '<attributes class="edge"><attribute id="confidence" title="confidence" type="double"/></attributes>',
        "<nodes>",
    ]
    for node in nodes:
        values = "".join(
            f'<attvalue for="{_SPAN.get(c, c)}" value={_quoted(node.values[c])}/>'
            for c in columns
            if node.values.get(c) not in (None, "")
        )
        head = f"<node id={_quoted(node.id)} label={_quoted(node.label)}{_lifetime(node.days)}>"
        lines.append(f"{head}<attvalues>{values}</attvalues></node>")
    lines += ["</nodes>", "<edges>"]
    for link in links:
        ends = f"source={_quoted(link.actor)} target={_quoted(link.event)}"
        head = f'<edge id={_quoted(link.id)} {ends} kind="{link.role}" label="{link.role}"{_lifetime(link.days)}>'
        lines.append(f'{head}<attvalues><attvalue for="confidence" value="{link.confidence}"/></attvalues></edge>')
    return "\n".join([*lines, "</edges>", "</graph>", "</gexf>", ""])


def _lifetime(days: tuple[str | None, str | None]) -> str:
    return "".join(f' {name}="{day}"' for name, day in zip(("start", "end"), days, strict=True) if day)


def _text(value: Any) -> str:
    return escape(str(value).translate(_ILLEGAL))


def _quoted(value: Any) -> str:
    return quoteattr(str(value).translate(_ILLEGAL))


def neo4j(items: Sequence[Told]) -> Mapping[str, str]:
    """Four CSV files for ``neo4j-admin database import``: nodes of actors, events and documents, and their relationships."""
    nodes, links = network(items)
    actors = [node for node in nodes if node.values["node"] == "actor"]
    events = [node for node in nodes if node.values["node"] == "event"]
    documents = every_document(items)
    fields = ("title", "author", "outlet", "url", "language", "published", "published_basis")
    columns = [c for c in _columns(events) if c not in ("node", "document", *fields)]
    typed = [f"{c}:{_type(c)}" for c in columns]
    return {
        "actors.csv": _csv(
            [":ID", "name", *_ACTOR, ":LABEL"],
            [[n.id, n.label, *(n.values[c] for c in _ACTOR), "Actor"] for n in actors],
        ),
        "events.csv": _csv(
            [":ID", "headline", *typed, ":LABEL"],
            [[n.id, n.label, *(n.values.get(c) for c in columns), "Event"] for n in events],
        ),
        "documents.csv": _csv(
            [":ID", *fields, ":LABEL"],
            [[f"document:{key}", *(getattr(d, f) for f in fields), "Document"] for key, d in documents.items()],
        ),
        "relationships.csv": _csv(
            [":START_ID", ":END_ID", ":TYPE", "confidence:double", "start:long", "end:long"],
            [
                *([link.actor, link.event, f"{link.role.upper()}_OF", link.confidence, None, None] for link in links),
                *(
                    [n.id, f"document:{n.values['document']}", "TOLD_IN", *(n.values[c] for c in ("confidence", "start", "end"))]
                    for n in events
                ),
            ],
        ),
    }  # fmt: skip


def _csv(header: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([" ".join(str(v).split()) if v is not None else "" for v in row] for row in rows)
    return stream.getvalue()
