"""Each layer's evaluation on a few sentences of ours, in the gold sets' formats: what is right counts, what is wrong does not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from legation import evaluate
from legation.errors import LegationError
from legation.evaluate.attribution import brat
from legation.evaluate.dates import read as read_timeml
from legation.evaluate.report import Report, f1_by_label, precision_recall
from legation.evaluate.roles import plain
from legation.settings import Settings


def run(layer: str, gold: Path) -> Report:
    return evaluate.run(layer, gold, Settings())


def test_precision_recall_and_f1_of_counts() -> None:
    assert precision_recall(3, 1, 2) == (0.75, 0.6, pytest.approx(2 / 3))
    assert precision_recall(0, 0, 0) == (0.0, 0.0, 0.0)
    assert f1_by_label(["a", "a", "b"], ["a", "b", "b"], ["a", "b"])["a"] == (1.0, 0.5, pytest.approx(2 / 3))


def test_classified_types_are_scored_by_type(tmp_path: Path) -> None:
    rows = [
        ("<s>Norway</s> condemned <t>Belarus</t>.", "ACCUSE", "3"),
        ("<s>Peru</s> sent food to <t>Haiti</t>.", "AID", "2"),
    ]
    table = tmp_path / "gold.tsv"
    lines = ["marked_sentence\tgold_root\tgold_penta", *("\t".join(row) for row in rows)]
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    report = run("plover", table)
    assert report["accuracy"] == report["macro-F1"] == report["lowest F1 of a type"] == 1.0
    by_type, matrix = report.tables
    assert by_type.rows[1] == ("ACCUSE", "1.000", "1.000", "1.000", "1")
    assert matrix.rows == (("", "ACCUS", "AID"), ("ACCUSE", "1", "."), ("AID", ".", "1"))
    assert run("roles", table)["all"] == 1.0


def test_errors_are_counted_by_class_and_the_surest_are_shown() -> None:
    report = Report("x")
    report.classes([("b", 0.2, "one"), ("a", 0.1, "two"), ("b", 0.9, "three"), ("b", 0.95, "")], shown=1)
    assert report.errors == ["b: 3", "  0.90  three", "a: 1", "  0.10  two"]


@pytest.mark.parametrize(
    ("gold", "fault"),
    [
        ("<s>Norway</s> praised <t>Belarus</t>.", "pair found, other type"),
        (
            "<s>Chile's minister</s> said that Norway had condemned <t>Belarus</t>.",
            "type and target right, other source",
        ),
        ("Norway condemned Belarus, near <s>Chile</s> and <t>Peru</t>.", "type right, other actors"),
        ("<s>Norway</s> is a country near <t>Sweden</t>.", "no event written"),
    ],
)
def test_what_is_wrong_with_a_sentence_is_named(tmp_path: Path, gold: str, fault: str) -> None:
    table = tmp_path / "gold.tsv"
    table.write_text(f"marked_sentence\tgold_root\tgold_penta\n{gold}\tACCUSE\t3\n", encoding="utf-8")
    assert [line.rsplit(":", 1)[0] for line in run("roles", table).errors if not line.startswith(" ")] == [fault]


def test_marks_may_nest_and_give_spans_of_the_plain_text() -> None:
    assert plain("<s>A and <t>B</t></s> met") == ("A and B met", [(0, 7)], [(6, 7)])


def test_dates_are_scored_by_span_and_value(tmp_path: Path) -> None:
    (tmp_path / "a.tml").write_text(
        '<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2016-06-15" functionInDocument="CREATION_TIME">June 15'
        '</TIMEX3></DCT><TEXT>They left on <TIMEX3 tid="t1" type="DATE" value="2016-06-13">Monday</TIMEX3> &amp; will be back '
        '<TIMEX3 tid="t2" type="DATE" value="2016-06-18">tomorrow</TIMEX3>.</TEXT></TimeML>',
        encoding="utf-8",
    )
    text, day, found = read_timeml(tmp_path / "a.tml")
    assert day == "2016-06-15" and [text[t.start : t.end] for t in found] == ["Monday", "tomorrow"]
    report = run("dates", tmp_path)
    assert report["relaxed F1"] == 1.0
    assert report["value right on found"] == 0.5


def test_places_are_scored_by_id_and_country(tmp_path: Path) -> None:
    text = "The envoys met in Geneva, Switzerland."
    start = text.index("Geneva")
    (tmp_path / "gold.xml").write_text(
        f"<articles><article><text>{text}</text><toponyms><toponym><start>{start}</start><end>{start + 6}</end>"
        '<gaztag geonameid="2660646"><country>Switzerland</country></gaztag></toponym></toponyms></article></articles>',
        encoding="utf-8",
    )
    report = run("places", tmp_path / "gold.xml")
    assert report["exact id of all toponyms"] == report["country of all toponyms"] == 1.0


def test_factuality_is_scored_by_distance(tmp_path: Path) -> None:
    row = {"text": "The army withdrew .", "targets": [{"span1": [2, 3], "label": 3.0}]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    report = run("factuality", tmp_path / "gold.jsonl")
    assert report["MAE"] == 0.0 and report["events"] == 1


def test_factuality_is_read_on_the_steps_of_a_set_that_has_steps(tmp_path: Path) -> None:
    rows = [
        {"text": "The army plans to withdraw .", "targets": [{"span1": [4, 5], "label": label}]} for label in (3.0, 2.2)
    ]
    (tmp_path / "stepped.jsonl").write_text(json.dumps(rows[0]) + "\n", encoding="utf-8")
    (tmp_path / "graded.jsonl").write_text(json.dumps(rows[1]) + "\n", encoding="utf-8")
    report = run("factuality", tmp_path / "stepped.jsonl")
    assert report["MAE of values on MEANTIME's steps"] == 0.0 and report["MAE"] > 0.0
    assert not any("steps" in figure.name for figure in run("factuality", tmp_path / "graded.jsonl").figures)


def test_claims_are_scored_at_half_overlap(tmp_path: Path) -> None:
    text = "The minister said that the border would stay closed."
    content = (text.index("that"), len(text) - 1)
    annotation = (
        f"T1\tContent {content[0]} {content[1]}\tx\nT2\tSource 0 12\tx\nT3\tCue 13 17\tx\n"
        "E1\tContent:T1 Source:T2 Cue:T3\n"
    )
    assert brat(annotation) == [{"Content": content, "Source": (0, 12), "Cue": (13, 17)}]
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "one.txt").write_text(text, encoding="utf-8")
    (tmp_path / "attributions" / "one_anna.ann").write_text(annotation, encoding="utf-8")
    report = run("claims", tmp_path)
    assert report["content F1"] == 1.0 and report["source right on matched"] == 1.0


def test_names_are_scored_as_pairs(tmp_path: Path) -> None:
    rows = "name1,name2,is_match\nSergey Ivanov,Sergei Ivanov,true\nSergey Ivanov,Maria Lopez,false\n"
    (tmp_path / "gold.csv").write_text(rows, encoding="utf-8")
    assert run("names", tmp_path / "gold.csv")["F1"] == 1.0


def test_what_cannot_be_scored_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(LegationError, match="no layer 'colour'"):
        run("colour", tmp_path)
    with pytest.raises(LegationError, match="no such file"):
        run("names", tmp_path / "nowhere.csv")
    (tmp_path / "gold.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(LegationError, match="is not gold"):
        run("names", tmp_path / "gold.csv")
