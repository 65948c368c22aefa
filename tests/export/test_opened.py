"""Each format opened with its own library, or held against its own schema, beside what the other tests say of its content."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import geojson
import jsonschema
import networkx
import pandas
import pyarrow.parquet
import pytest
import rdflib
import spacy
from lxml import etree
from pyld import jsonld

from export.made import FIRST, items
from legation.export import annotation, documents, events_data, graphs, tables

HERE = Path(__file__).parent
FTM = json.loads((HERE / "followthemoney.json").read_text(encoding="utf-8"))
MEETING = "00aa" * 4
# What TimelineJS's documentation of its JSON format asks of a slide.
DATE = {
    "type": "object", "required": ["year"], "additionalProperties": False,
    "properties": {
        "year": {"type": "integer"}, "month": {"type": "integer", "minimum": 1, "maximum": 12},
        "day": {"type": "integer", "minimum": 1, "maximum": 31},
    },
    "dependentRequired": {"day": ["month"]},
}  # fmt: skip
TIMELINE = {
    "type": "object", "required": ["events"],
    "properties": {
        "scale": {"enum": ["human", "cosmological"]},
        "events": {
            "type": "array",
            "items": {
                "type": "object", "required": ["start_date", "text"], "additionalProperties": False,
                "properties": {
                    "start_date": DATE, "end_date": DATE, "display_date": {"type": "string"}, "group": {"type": "string"},
                    "unique_id": {"type": "string"},
                    "text": {
                        "type": "object", "additionalProperties": False,
                        "properties": {"headline": {"type": "string"}, "text": {"type": "string"}},
                    },
                },
            },
        },
    },
}  # fmt: skip


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_networks_keep_to_the_grammar_of_their_format(name: str) -> None:
    grammar = etree.RelaxNG(etree.parse(HERE / f"{name}.rng"))
    for given in (items(), []):
        grammar.assertValid(etree.fromstring(getattr(graphs, name)(given).encode()))


@pytest.mark.parametrize("name", ["gexf", "graphml"])
def test_networkx_has_a_meeting_of_three_as_one_node_with_three_links(name: str, tmp_path: Path) -> None:
    (tmp_path / "g").write_text(getattr(graphs, name)(items()), encoding="utf-8")
    found = (
        networkx.read_gexf(tmp_path / "g", version="1.3") if name == "gexf" else networkx.read_graphml(tmp_path / "g")
    )
    key = f"event:{MEETING}"
    assert found.is_directed() and sorted(a for a, _ in found.in_edges(key)) == ["actor:IRN", "actor:OMN", "actor:QAT"]
    assert found.out_degree(key) == 0
    node = found.nodes[key]
    assert node["document"] == "one" and node["confidence"] == 0.75 and node["latitude"] == 23.58
    span = ("span_start", "span_end") if name == "gexf" else ("start", "end")
    assert tuple(node[c] for c in span) == (0, len(FIRST.split("\n")[0])) and isinstance(node["geonameid"], int)
    if name == "gexf":
        assert (node["start"], node["end"]) == ("2023-05-03", "2023-05-03")
    else:
        assert [d["role"] for _, _, d in found.in_edges(key, data=True)] == ["source"] * 3


def test_neo4j_headers_and_values_are_as_its_import_tool_reads_them() -> None:
    files = graphs.neo4j(items())
    kinds = {"string": str, "long": int, "double": float}
    for name, text in files.items():
        header, *rows = csv.reader(io.StringIO(text), strict=True)
        assert ({":START_ID", ":END_ID", ":TYPE"} if name == "relationships.csv" else {":ID", ":LABEL"}) <= set(header)
        assert len(set(header)) == len(header) and all(len(row) == len(header) for row in rows)
        for place, column in enumerate(header):
            plain, _, kind = column.partition(":")
            for row in rows:
                if plain and kind and row[place]:
                    kinds[kind](row[place])
    links = list(csv.DictReader(io.StringIO(files["relationships.csv"])))
    met = [link for link in links if f"event:{MEETING}" in (link[":START_ID"], link[":END_ID"])]
    assert [link[":TYPE"] for link in met] == ["SOURCE_OF"] * 3 + ["TOLD_IN"]


def entities() -> dict[str, dict[str, Any]]:
    return {e["id"]: e for e in map(json.loads, documents.followthemoney(items()).splitlines())}


def test_followthemoney_by_its_schemata_as_written_down() -> None:
    found = entities()
    forms = {"date": r"\d{4}(-\d\d(-\d\d)?)?", "country": "[a-z]{2}", "url": r"https?://\S+", "language": "[a-z]{3}",
             "identifier": r"Q\d+"}  # fmt: skip
    for entity in found.values():
        schema = FTM["schemata"][entity["schema"]]
        assert set(schema["required"]) <= set(entity["properties"])
        for name, values in entity["properties"].items():
            kind, _, range = schema["properties"][name].partition(" ")
            for value in values:
                if range:
                    assert range in FTM["schemata"][found[value]["schema"]]["is"]
                assert re.fullmatch(forms.get(kind, r"(?s).+"), value)
    met = next(e for e in found.values() if e["properties"].get("recordId") == [MEETING])
    assert len(met["properties"]["organizer"]) == 3


def test_followthemoney_by_its_own_library() -> None:
    model = pytest.importorskip("followthemoney").model
    for name, written in FTM["schemata"].items():
        schema = model.schemata[name]
        assert (
            sorted(s.name for s in schema.schemata) == written["is"] and sorted(schema.required) == written["required"]
        )
        for property, kind in written["properties"].items():
            known = schema.properties[property]
            assert f"{known.type.name} {known.range.name if known.range else ''}".strip() == kind
    for entity in entities().values():
        proxy = model.get_proxy(entity, cleaned=False)
        proxy.schema.validate(entity)
        for property, values in entity["properties"].items():
            assert sorted(proxy.get(property)) == sorted({value.replace("\x0c", "") for value in values})


def linked() -> dict[str, Any]:
    return json.loads(documents.jsonld(items()))  # type: ignore[no-any-return]


def nowhere(url: str, _: object) -> None:
    raise AssertionError(f"asked the network for {url}")


def test_jsonld_expands_without_a_network_and_drops_nothing() -> None:
    found = linked()
    expanded = jsonld.expand(found, {"documentLoader": nowhere})
    nodes = {node["@id"]: node for node in expanded}
    assert len(nodes) == len(found["@graph"])
    for node in found["@graph"]:
        assert len(nodes[node["@id"]]) == len(node)
        assert all(key.startswith(("@", "http", "urn:")) for key in nodes[node["@id"]])


def test_rdflib_follows_an_event_to_its_three_sources_and_to_the_words_of_its_document() -> None:
    graph = rdflib.Graph().parse(data=documents.jsonld(items()), format="json-ld")
    rows = list(
        graph.query(
            """
            PREFIX s: <https://schema.org/> PREFIX l: <urn:legation:vocabulary:> PREFIX p: <http://www.w3.org/ns/prov#>
            PREFIX o: <http://www.w3.org/ns/oa#>
            SELECT ?name ?start ?end ?quote ?document ?published ?day ?confidence WHERE {
              ?event a s:Event; s:identifier ?id; l:source/s:name ?name; p:wasDerivedFrom ?span; s:startDate ?day;
                l:confidence ?confidence.
              ?span o:hasSelector [o:start ?start; o:end ?end], [o:exact ?quote]; o:hasSource ?from.
              ?from s:identifier ?document; s:datePublished ?published.
            } ORDER BY ?name
            """,
            initBindings={"id": rdflib.Literal(MEETING)},
        )
    )
    assert [str(row.name) for row in rows] == ["Iran", "Oman", "Qatar"]
    text = items()[0].document.text
    first = rows[0]
    assert str(first.quote) == text[first.start.toPython() : first.end.toPython()]
    assert (str(first.document), first.published.toPython().isoformat()) == ("one", "2023-05-04")
    assert first.day.toPython().isoformat() == "2023-05-03" and float(first.confidence) == 0.75
    events = list(graph.subjects(rdflib.RDF.type, rdflib.URIRef("https://schema.org/Event")))
    assert len(events) == 5


def test_geojson_is_valid_by_its_library() -> None:
    found = geojson.loads(documents.geojson(items()))
    assert found.is_valid and [f.geometry and f.geometry.is_valid for f in found.features][:2] == [True, None]
    assert list(geojson.utils.coords(found.features[0])) == [(58.41, 23.58)]


def test_timelinejs_keeps_to_what_its_documentation_asks() -> None:
    jsonschema.validate(json.loads(documents.timelinejs(items())), TIMELINE)


def test_parquet_has_its_types_for_arrow_and_pandas(tmp_path: Path) -> None:
    (tmp_path / "t").write_bytes(tables.parquet(items()))
    types = {field.name: str(field.type) for field in pyarrow.parquet.read_schema(tmp_path / "t")}
    assert (types["start"], types["confidence"], types["quote"]) == ("int64", "double", "string")
    found = pandas.read_parquet(tmp_path / "t")
    assert len(found) == len(tables.dyads(items())) and found["event_id"][0] == MEETING
    assert found["latitude"].isna().sum() == len(found) - 3


@pytest.mark.parametrize(("name", "width"), [("polecat", 40), ("icews", 20), ("gdelt", 58)])
def test_pandas_reads_the_tables_without_an_option_beyond_the_tab(name: str, width: int) -> None:
    text = getattr(events_data, name)(items())
    header = None if name.startswith("gdelt") else 0
    found = pandas.read_csv(io.StringIO(text), sep="\t", dtype=str, header=header)
    assert found.shape[1] == width and len(found) == len(text.splitlines()) - (header is not None)


@pytest.mark.parametrize("name", ["dyadic", "by_actor"])
def test_pandas_reads_the_csv_files_with_their_quotes(name: str) -> None:
    found = pandas.read_csv(io.StringIO(getattr(tables, f"{name}_csv")(items())), dtype=str, keep_default_na=False)
    texts = {item.document.id: item.document.text for item in items()}
    for row in found.to_dict("records"):
        assert row["quote"] == texts[row["document"]][int(row["start"]) : int(row["end"])]


def test_spacy_cuts_the_spans_of_prodigy_at_its_tokens() -> None:
    cut = spacy.blank("en")
    for line in annotation.prodigy(items()).splitlines():
        task = json.loads(line)
        doc = cut(task["text"])
        for span in task["spans"]:
            assert doc.char_span(span["start"], span["end"], label=span["label"]) is not None, span
