"""No name, place or quote, however strange, makes a file that its format's readers cannot open."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path, PurePosixPath

import networkx
import yaml
from hypothesis import HealthCheck, given, settings
from lxml import etree
from pyld import jsonld

from export.test_opened import TIMELINE, jsonschema, nowhere
from export.test_round_trips import archives
from legation.export import annotation, documents, graphs, tables, vault
from legation.export.told import Told

GRAMMARS = {name: etree.RelaxNG(etree.parse(Path(__file__).parent / f"{name}.rng")) for name in ("gexf", "graphml")}
quick = settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])


@quick
@given(made=archives())
def test_networks(made: list[Told]) -> None:
    links = sum(len(item.roles()) for item in made)
    for name, grammar in GRAMMARS.items():
        root = etree.fromstring(getattr(graphs, name)(made).encode())
        grammar.assertValid(root)
        assert len(root.findall(".//{*}edge")) == links
    found = networkx.parse_graphml(graphs.graphml(made)) if made else networkx.MultiDiGraph()
    assert found.number_of_edges() == links
    for item in made:
        assert found.in_degree(f"event:{item.event.id}") == len(item.roles())
    for text in graphs.neo4j(made).values():
        header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
        assert all(len(row) == len(header) for row in rows)


@quick
@given(made=archives())
def test_json(made: list[Told]) -> None:
    features = json.loads(documents.geojson(made))["features"]
    assert [f["properties"]["quote"] for f in features] == [item.quote for item in made]
    jsonschema.validate(json.loads(documents.timelinejs(made)), TIMELINE)
    for text in (documents.followthemoney(made), annotation.prodigy(made)):
        assert all(json.loads(line) for line in text.split("\n") if line)
    told = json.loads(documents.jsonld(made))
    expanded = jsonld.expand(told, {"documentLoader": nowhere})
    assert len(expanded) == len(told["@graph"])


@quick
@given(made=archives())
def test_lines_and_notes(made: list[Told]) -> None:
    for text in annotation.webanno(made).values():
        tokens = [line.split("\t") for line in text.split("\n") if re.match(r"\d+-\d+\t", line)]
        assert all(len(token) == 13 for token in tokens)
    notes = vault.obsidian(made)
    for name, text in notes.items():
        assert len(PurePosixPath(name).parts) == 2 and not set(':*?"<>|\\') & set(name)
        front = yaml.safe_load(text.split("---\n")[1])
        assert isinstance(front, dict)
    for line in tables.quadruples(made).splitlines():
        assert len(line.split("\t")) == 4
