"""Networks: an event is a node, its actors are linked by role, and the files hold what their formats ask for."""

from __future__ import annotations

import csv
import io

from lxml import etree

from export.made import FIRST, items
from legation.export import graphs

GEXF, GRAPHML = "{http://gexf.net/1.3}", "{http://graphml.graphdrawing.org/xmlns}"
LINKS = [
    ("IRN", "aa", "source"), ("OMN", "aa", "source"), ("QAT", "aa", "source"), ("IRN", "bb", "target"),
    ("QAT", "bb", "holder"), ("QAT", "bb", "source"), ("IRN", "dd", "source"), ("OMN", "dd", "target"),
    ("QAT", "dd", "target"), ("person/ali-karimi", "dd", "holder"),
]  # fmt: skip
EXPECTED = sorted((f"actor:{actor}", f"event:{f'00{event}' * 4}", role) for actor, event, role in LINKS)


def test_gexf_has_its_order_dates_and_declared_attributes() -> None:
    root = etree.fromstring(graphs.gexf(items()).encode())
    assert (root.tag, root.get("version")) == (f"{GEXF}gexf", "1.3")
    graph = root.find(f"{GEXF}graph")
    assert [child.tag.removeprefix(GEXF) for child in graph] == ["attributes", "attributes", "nodes", "edges"]
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    declared = {a.get("id") for a in graph.iter(f"{GEXF}attribute")}
    assert {v.get("for") for v in graph.iter(f"{GEXF}attvalue")} <= declared
    nodes = {n.get("id"): n for n in graph.iter(f"{GEXF}node")}
    assert len(nodes) == 4 + 5
    praised = nodes["event:" + "00cc" * 4]
    assert (praised.get("start"), praised.get("end")) == ("2022-01-01", "2022-12-31")
    assert nodes["event:" + "00bb" * 4].get("start") is None
    edges = list(graph.iter(f"{GEXF}edge"))
    assert sorted((e.get("source"), e.get("target"), e.get("kind")) for e in edges) == EXPECTED
    assert {e.get("source") for e in edges} | {e.get("target") for e in edges} <= set(nodes)
    assert len({e.get("id") for e in edges}) == len(edges)


def test_graphml_carries_the_evidence_of_each_event() -> None:
    root = etree.fromstring(graphs.graphml(items()).encode())
    keys = {k.get("id"): (k.get("attr.name"), k.get("attr.type")) for k in root.iter(f"{GRAPHML}key")}
    nodes = {
        n.get("id"): {keys[d.get("key")][0]: d.text for d in n.iter(f"{GRAPHML}data")} for n in root.iter(f"{GRAPHML}node")
    }  # fmt: skip
    met = nodes["event:" + "00aa" * 4]
    assert met["quote"] == FIRST[int(met["start"]) : int(met["end"])]
    assert (met["published"], met["confidence"], met["document"]) == ("2023-05-04", "0.75", "one")
    assert (
        "\x0c" not in nodes["event:" + "00bb" * 4]["quote"]
        and "<Iran> & others" in nodes["event:" + "00bb" * 4]["quote"]
    )
    edges = [
        (e.get("source"), e.get("target"), e.find(f"{GRAPHML}data[@key='e_role']").text) for e in root.iter(f"{GRAPHML}edge")
    ]  # fmt: skip
    assert sorted(edges) == EXPECTED
    assert keys["n_confidence"] == ("confidence", "double")


def test_neo4j_files_agree_with_each_other() -> None:
    files = {name: list(csv.DictReader(io.StringIO(text), strict=True)) for name, text in graphs.neo4j(items()).items()}
    nodes = {row[":ID"] for name in ("actors.csv", "events.csv", "documents.csv") for row in files[name]}
    assert len(nodes) == 4 + 5 + 2
    links = files["relationships.csv"]
    assert {link[":START_ID"] for link in links} | {link[":END_ID"] for link in links} == nodes
    told = [link for link in links if link[":TYPE"] == "TOLD_IN"]
    assert len(told) == 5 and all(link["start:long"].isdigit() for link in told)
    assert (
        sorted((r[":START_ID"], r[":END_ID"], r[":TYPE"].removesuffix("_OF").lower()) for r in links if r not in told)
        == EXPECTED
    )
