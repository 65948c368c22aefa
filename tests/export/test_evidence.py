"""Every event of every format with what the format carries of where it is told, held against the table in docs/EXPORTS.md."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from lxml import etree

from export.made import items
from legation.export import FORMATS
from legation.export.told import Told
from legation.imports.columns import GDELT_1, GDELT_2

DOCS = (Path(__file__).parents[2] / "docs" / "EXPORTS.md").read_text(encoding="utf-8")
RENDER = {format.name: format.render for format in FORMATS}
Row = dict[str, Any]
# Event id → document, offsets, quote, published, confidence, factuality, as far as the format has them.
Rows = dict[str, Row]
PLAIN = {"document": "document", "start": "start", "end": "end", "quote": "quote", "published": "published",
         "confidence": "confidence", "factuality": "factuality"}  # fmt: skip


def picked(rows: Iterable[Mapping[str, Any]], key: str = "event_id", names: Mapping[str, str] = PLAIN) -> Rows:
    return {str(row[key]): {name: row.get(column) for name, column in names.items()} for row in rows}


def table(text: str, delimiter: str = ",", columns: tuple[str, ...] | None = None) -> list[Row]:
    quoting = csv.QUOTE_NONE if columns else csv.QUOTE_MINIMAL
    return list(csv.DictReader(io.StringIO(text), columns, delimiter=delimiter, quoting=quoting))


def parquet(data: bytes, folder: Path) -> Rows:
    (folder / "t").write_bytes(data)
    found = duckdb.read_parquet(str(folder / "t"))
    return picked(dict(zip(found.columns, row, strict=True)) for row in found.fetchall())


def gexf(text: str, _: Path) -> Rows:
    root = etree.fromstring(text.encode())
    values = [
        {v.get("for"): v.get("value") for v in node.iter("{*}attvalue")} for node in root.iter("{http://gexf.net/1.3}node")
    ]  # fmt: skip
    return picked((v for v in values if "event_id" in v), names=PLAIN | {"start": "span_start", "end": "span_end"})


def graphml(text: str, _: Path) -> Rows:
    root = etree.fromstring(text.encode())
    keys = {key.get("id"): key.get("attr.name") for key in root.iter("{*}key")}
    values = [{keys[d.get("key")]: d.text for d in node.iter("{*}data")} for node in root.iter("{*}node")]
    return picked(v for v in values if "event_id" in v)


def neo4j(files: Mapping[str, str], _: Path) -> Rows:
    read = {name: table(text) for name, text in files.items()}
    documents = {row[":ID"]: row for row in read["documents.csv"]}
    homes = {r[":START_ID"]: documents[r[":END_ID"]] for r in read["relationships.csv"] if r[":TYPE"] == "TOLD_IN"}
    found: Rows = {}
    for event in read["events.csv"]:
        row = {name.split(":")[0]: value for name, value in event.items()}
        home = homes[event[":ID"]]
        more = {"document": home[":ID"].removeprefix("document:"), "published": home["published"]}
        found |= picked([row | more])
    return found


def ftm(text: str, _: Path) -> Rows:
    found = {}
    for entity in map(json.loads, text.splitlines()):
        if entity["schema"] == "Event":
            notes = dict(part.split("=", 1) for part in entity["properties"]["notes"][0].split("; "))
            found[entity["properties"]["recordId"][0]] = {
                "quote": entity["properties"]["summary"][0], **{n: notes.get(n) for n in PLAIN if n != "quote"},
            }  # fmt: skip
    return found


def timelinejs(text: str, _: Path) -> Rows:
    found = {}
    for slide in json.loads(text)["events"]:
        body = html.unescape(slide["text"]["text"])
        told = re.search(
            r"(?s)<blockquote>(?P<quote>.*)</blockquote><p>.*?(?:published (?P<published>[\d-]+), )?document (?P<document>\S+)<br>"
            r".*?: (?P<factuality>\S+), confidence (?P<confidence>[\d.]+), characters (?P<start>\d+)–(?P<end>\d+)",
            body,
        )
        assert told, body
        found[slide["unique_id"]] = told.groupdict()
    return found


def prodigy(text: str, _: Path) -> Rows:
    found = {}
    for task in map(json.loads, text.splitlines()):
        for span in task["spans"]:
            if "confidence" in span:
                meta = {name: task["meta"][name] for name in ("document", "start", "end", "published")}
                more = {"quote": task["text"], "confidence": span["confidence"], "factuality": span["factuality"]}
                found[span["id"]] = meta | more
    return found


def webanno(files: Mapping[str, str], _: Path) -> Rows:
    """The quote is the line ``#Text=`` of a sentence, its offsets those of its tokens."""
    documents = {item.document.id: item.document.text for item in items()}
    names = {re.sub(r"\W", "_", key) + ".tsv": key for key in documents}
    found = {}
    for name, text in files.items():
        whole = documents[names[name]].encode("utf-16-le")
        for block in text.split("\n\n"):
            tokens = [line.split("\t") for line in block.splitlines() if re.match(r"\d+-\d+\t", line)]
            if not tokens:
                continue
            start = int(tokens[0][1].split("-")[0])
            end = int(tokens[-1][1].split("-")[1])
            count = len(whole[: start * 2].decode("utf-16-le")), len(whole[: end * 2].decode("utf-16-le"))
            told = [line.removeprefix("#Text=") for line in block.split("\n") if line.startswith("#Text=")]
            quote = "\n".join(told).replace("\\t", "\t")
            for token in tokens:
                ids, values = (re.sub(r"\[\d+\]", "", cell).split("|") for cell in (token[5], token[3]))
                for number, key in enumerate(ids):
                    if key != "_":
                        told = token[4].split("|")[number].replace("\\", "")
                        found[key] = {
                            "document": names[name], "start": count[0], "end": count[1], "quote": quote,
                            "confidence": values[number], "factuality": re.sub(r"\[\d+\]", "", told),
                        }  # fmt: skip
    return found


def jsonld(text: str, _: Path) -> Rows:
    nodes = {node["@id"]: node for node in json.loads(text)["@graph"]}
    found = {}
    for node in nodes.values():
        if "prov:wasDerivedFrom" in node:
            span = nodes[node["prov:wasDerivedFrom"]]
            position, quote = span["oa:hasSelector"]
            home = nodes[span["oa:hasSource"]]
            found[node["schema:identifier"]] = {
                "document": home["schema:identifier"], "published": home.get("schema:datePublished"),
                "start": position["oa:start"], "end": position["oa:end"], "quote": quote["oa:exact"],
                "confidence": node["legation:confidence"], "factuality": node["legation:factuality"],
            }  # fmt: skip
    return found


def obsidian(notes: Mapping[str, str], _: Path) -> Rows:
    found = {}
    for name, text in notes.items():
        if name.startswith("Events/"):
            _, front, body = text.split("---\n", 2)
            quote = next(line for line in body.splitlines() if line.startswith("> "))[2:]
            found |= picked([yaml.safe_load(front) | {"quote": re.sub(r"\\(.)", r"\1", quote)}])
    return found


READERS: dict[str, Callable[[Any, Path], Rows]] = {
    "polecat": lambda t, _: picked(table(t, "\t"), "Event ID", {"published": "Publication Date"}),
    "dyadic": lambda t, _: picked(table(t)),
    "actors": lambda t, _: picked(table(t)),
    "parquet": parquet,
    "geojson": lambda t, _: picked(f["properties"] for f in json.loads(t)["features"]),
    "gexf": gexf,
    "graphml": graphml,
    "ftm": ftm,
    "timelinejs": timelinejs,
    "quadruples": lambda t, _: {line: {} for line in t.splitlines()},
    "neo4j": neo4j,
    "prodigy": prodigy,
    "webanno": webanno,
    "icews": lambda t, _: picked(table(t, "\t"), "Event ID", {"document": "Story ID"}),
    "gdelt": lambda t, _: picked(table(t, "\t", GDELT_1), "GLOBALEVENTID", {"published": "DATEADDED"}),
    "gdelt2": lambda t, _: picked(table(t, "\t", GDELT_2), "GLOBALEVENTID", {"published": "DATEADDED"}),
    "jsonld": jsonld,
    "obsidian": obsidian,
}


def documented() -> dict[str, list[str]]:
    """Format → what it carries, from the table of the documentation."""
    lines = [line for line in DOCS.splitlines() if line.startswith("| `") and line.count("|") == 9]
    heads = ("document", "offsets", "quote", "published", "confidence", "factuality", "denied")
    return {
        line.split("`")[1]: [h for h, cell in zip(heads, line.split("|")[2:], strict=False) if cell.strip() == "yes"]
        for line in lines
    }


def expected(item: Told) -> Row:
    event, document = item.event, item.document
    return {
        "document": document.id, "start": event.sentence.start, "end": event.sentence.end, "quote": item.quote,
        "published": document.published, "confidence": event.confidence, "factuality": event.factuality,
    }  # fmt: skip


def same(given: Any, wanted: Any) -> bool:
    if wanted is None:
        return given in (None, "")
    if isinstance(wanted, (int, float)):
        return float(given) == wanted
    squeezed = " ".join(str(given).replace("\x0c", " ").split())
    return squeezed in (" ".join(wanted.split()), wanted.replace("-", ""), f"{wanted.replace('-', '')}000000")


def test_the_table_of_the_documentation_has_every_format() -> None:
    assert list(documented()) == list(RENDER) == list(READERS)


@pytest.mark.parametrize("name", RENDER)
def test_a_format_carries_what_the_documentation_says(name: str, tmp_path: Path) -> None:
    carried = documented()[name]
    found = READERS[name](RENDER[name](items()), tmp_path)
    fields = {f for c in carried for f in {"offsets": ["start", "end"], "denied": []}.get(c, [c])}
    assert all(set(row) == fields for row in found.values())
    wanted = {item.event.id: item for item in items()}
    if name == "timelinejs":
        wanted = {key: item for key, item in wanted.items() if item.day}
    if "denied" in carried:
        # The table by actor has no row for an event without actors.
        alone = {k for k, item in wanted.items() if name == "actors" and not item.roles()}
        assert set(found) == set(wanted) - alone
    for key, row in found.items():
        item = wanted.get(key.split("-")[0]) or items()[0]
        for field, value in row.items():
            assert same(value, expected(item)[field]), (key, field, value)
