"""GeoJSON, TimelineJS, FollowTheMoney, JSON-LD, the annotation formats and the vault."""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath
from typing import Any

import jsonschema
import yaml

from export.made import FIRST, SECOND, items
from legation.export import annotation, documents, vault
from legation.export.told import Told
from legation.record import Span

# RFC 7946, as far as points go.
FEATURES = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature"},
                    "geometry": {
                        "oneOf": [
                            {"type": "null"},
                            {
                                "type": "object",
                                "required": ["type", "coordinates"],
                                "properties": {
                                    "type": {"const": "Point"},
                                    "coordinates": {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 3},
                                },
                            },
                        ]
                    },
                    "properties": {"type": "object"},
                },
            },
        },
    },
}  # fmt: skip


def test_geojson_has_longitude_first_and_null_where_no_place_is() -> None:
    found = json.loads(documents.geojson(items()))
    jsonschema.validate(found, FEATURES)
    met, denied = found["features"][:2]
    assert met["geometry"]["coordinates"] == [58.41, 23.58] and denied["geometry"] is None
    assert met["properties"]["source"] == ["OMN", "QAT", "IRN"]
    assert FIRST[met["properties"]["start"] : met["properties"]["end"]] == met["properties"]["quote"]
    assert denied["properties"]["factuality"] == "CT-"


def test_timelinejs_is_as_exact_as_the_text_and_safe() -> None:
    met, praised = json.loads(documents.timelinejs(items()))["events"]
    assert met["start_date"] == {"year": 2023, "month": 5, "day": 3} and "end_date" not in met
    assert praised["start_date"] == {"year": 2022} and praised["display_date"] == "in 2022"
    assert "&quot;Iran&quot;" in met["text"]["text"] and "CT+, confidence 0.75" in met["text"]["text"]


def entities() -> list[dict[str, Any]]:
    return [json.loads(line) for line in documents.followthemoney(items()).splitlines()]


def test_followthemoney_links_exist_and_values_are_lists_of_text() -> None:
    found = {entity["id"]: entity for entity in entities()}
    assert len(found) == 2 + 4 + 5
    for entity in found.values():
        assert re.fullmatch(r"[\w-]+", entity["id"])
        assert all(
            isinstance(v, list) and v and all(isinstance(x, str) for x in v) for v in entity["properties"].values()
        )
        for link in ("organizer", "involved", "proof"):
            assert all(key in found for key in entity["properties"].get(link, ()))
    met = next(e for e in found.values() if e["properties"].get("recordId") == ["00aa" * 4])
    assert [found[key]["properties"]["country"] for key in met["properties"]["organizer"]] == [["om"], ["qa"], ["ir"]]
    assert met["properties"]["startDate"] == ["2023-05-03"]
    assert (
        "document=one; start=0" in met["properties"]["notes"][0] and "confidence=0.75" in met["properties"]["notes"][0]
    )
    assert {e["schema"] for e in found.values()} == {"PlainText", "PublicBody", "Person", "Event"}


def test_jsonld_terms_are_declared_and_evidence_quotes_the_text() -> None:
    found = json.loads(documents.jsonld(items()))
    prefixes = {name for name in found["@context"] if ":" not in name}
    nodes = {node["@id"]: node for node in found["@graph"]}
    assert len(nodes) == len(found["@graph"]) == 2 + 4 + 5 * 2
    assert all(key.startswith("@") or key.split(":")[0] in prefixes for node in nodes.values() for key in node)
    for node in nodes.values():
        if "prov:wasDerivedFrom" in node:
            evidence = nodes[node["prov:wasDerivedFrom"]]
            position, quote = evidence["oa:hasSelector"]
            text = {"one": FIRST, "two/b": SECOND}[nodes[evidence["oa:hasSource"]]["schema:identifier"]]
            assert text[position["oa:start"] : position["oa:end"]] == quote["oa:exact"]
            assert all(key in nodes for role in ("source", "target") for key in node.get(f"legation:{role}", ()))


def test_prodigy_spans_cut_their_words() -> None:
    tasks = [json.loads(line) for line in annotation.prodigy(items()).splitlines()]
    assert len(tasks) == 4
    last = tasks[-1]
    assert [last["text"][s["start"] : s["end"]] for s in last["spans"] if s["label"] in ("CONSULT", "RETREAT")] == [
        "visit",
        "released",
    ]
    assert (tasks[0]["meta"]["document"], tasks[0]["meta"]["start"], tasks[0]["meta"]["published"]) == (
        "one",
        0,
        "2023-05-04",
    )
    for task in tasks:
        text = {"one": FIRST, "two/b": SECOND}[task["meta"]["document"]]
        assert text[task["meta"]["start"] : task["meta"]["end"]] == task["text"]


def test_webanno_counts_utf16_and_escapes() -> None:
    files = annotation.webanno(items())
    assert sorted(files) == ["one.tsv", "two_b.tsv"]
    for name, text in (("one.tsv", FIRST), ("two_b.tsv", SECOND)):
        lines = files[name].splitlines()
        assert lines[0] == "#FORMAT=WebAnno TSV 3.3"
        width = sum(line.count("|") for line in lines if line.startswith("#T_SP="))
        tokens = [line.split("\t") for line in files[name].split("\n") if re.match(r"\d+-\d+\t", line)]
        units = text.encode("utf-16-le")
        for token in tokens:
            assert len(token) == 3 + width + 1 and token[-1] == ""
            start, end = map(int, token[1].split("-"))
            assert units[start * 2 : end * 2].decode("utf-16-le") == token[2]
        assert "".join(token[2] for token in tokens) == re.sub(r"\s", "", text)
    visit = next(line for line in files["two_b.tsv"].splitlines() if "\tvisit\t" in line)
    assert "CONSULT[1]" in visit and "OMN, QAT[1]" in visit and r"00dd" in visit
    assert r"#Text=Qatar\tdenied" in files["one.tsv"]


def test_webanno_gives_each_line_of_a_sentence_a_line_of_its_own() -> None:
    met = items()[0]
    whole = Span(start=met.event.sentence.start, end=FIRST.index(" The talks"))
    told = Told(met.event.model_copy(update={"sentence": whole}), met.document, met.actors)
    lines = annotation.webanno([told])["one.tsv"].split("\n")
    first, second = FIRST.split(" The talks")[0].split("\n")
    assert lines[5:7] == [f"#Text={first}", "#Text=" + second.replace("\t", "\\t")]


def test_the_vault_links_only_to_its_notes_and_names_are_safe() -> None:
    notes = vault.obsidian(items())
    names = {PurePosixPath(name).stem for name in notes}
    assert len(notes) == 5 + 4 + 2 and len({n.casefold() for n in names}) == len(notes)
    for name, text in notes.items():
        assert len(PurePosixPath(name).parts) == 2 and not set(':*?"<>|\\') & set(name)
        assert set(re.findall(r"(?<!\\)\[\[([^\]]+)\]\]", text)) <= names
        front = yaml.safe_load(text.split("---\n")[1])
        assert front.get("id") or front["confidence"] == 0.75
    met = next(text for name, text in notes.items() if "2023-05-03 CONSULT" in name)
    assert "- source: [[Oman]]" in met and "characters 0–" in met
