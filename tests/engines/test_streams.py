"""Rows in, rows out: the same bytes in any order, with any number of workers, whatever stands between them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commands.running import run
from samples.coded import records, sample_documents

FEW = sample_documents()[:6]


def write(path: Path, documents: tuple[object, ...]) -> Path:
    lines = [json.dumps({"id": d.id, "text": d.text, "published": d.published}) + "\n" for d in documents]  # type: ignore[attr-defined]
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    folder = tmp_path_factory.mktemp("streams")
    source = write(folder / "in.jsonl", FEW)
    outcome = run("code", source, "--out", folder / "out.jsonl")
    assert (outcome.status, outcome.out, outcome.err) == (0, "", "")
    return source, (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()


def test_records_come_in_the_order_of_the_documents(once: tuple[Path, list[str]]) -> None:
    assert [json.loads(line)["document"]["id"] for line in once[1]] == [d.id for d in FEW]


def test_the_command_writes_what_the_coder_reads(once: tuple[Path, list[str]]) -> None:
    stated = {d.id: records()[d.id] for d in FEW if not d.published}
    assert stated
    for line in once[1]:
        name = json.loads(line)["document"]["id"]
        if name in stated:
            assert line == stated[name].to_json()


def test_again_and_on_standard_streams_the_bytes_are_the_same(once: tuple[Path, list[str]]) -> None:
    outcome = run("code", "-", stdin=once[0].read_bytes())
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out.splitlines() == once[1]


def test_two_workers_and_another_order_change_nothing(once: tuple[Path, list[str]], tmp_path: Path) -> None:
    source = write(tmp_path / "back.jsonl", FEW[::-1])
    outcome = run("code", source, "--out", tmp_path / "out.jsonl", "--workers", "2")
    assert (outcome.status, outcome.err) == (0, "")
    assert (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines() == once[1][::-1]


def test_a_line_that_cannot_be_read_is_named_and_the_others_are_coded() -> None:
    lines = [
        '{"id": "a", "text": "Iran met Syria in Damascus."}', '{"id": "b", "text": ', '{"id": "c"}', "[1]",
        '{"id": "d", "text": "Turkey condemned the attack.", "published": "2019-13-45"}', "", '{"id": "", "text": "x"}',
        '{"id": "e", "text": 5}', '{"id": "f", "text": "Iraq thanked Oman.", "published": "2019-03-18"}',
    ]  # fmt: skip
    outcome = run("code", "-", stdin="\n".join(lines).encode())
    assert outcome.status == 3
    assert [json.loads(line)["document"]["id"] for line in outcome.out.splitlines()] == ["a", "f"]
    refused = outcome.err.splitlines()
    assert [line.split(":")[2] for line in refused] == ["2", "3", "4", "5", "7", "8"]
    assert all(line.startswith("refused: -:") and "; " in line for line in refused)
    assert "2019-13-45" in refused[3] and "'text'" in refused[1]


def test_bytes_in_latin_1_are_read_as_what_they_are() -> None:
    outcome = run("code", "-", stdin=b'{"id": "a", "text": "Ren\xe9 Duval met the minister in Gen\xe8ve."}\n')
    assert outcome.status == 0
    assert json.loads(outcome.out)["document"]["text"] == "René Duval met the minister in Genève."


@pytest.mark.parametrize("layer", ["actors", "places", "dates", "claims", "factuality", "events"])
def test_a_layer_alone_is_added_to_the_row(layer: str) -> None:
    row = {
        "id": "a",
        "text": "Iran denied on 3 May 2020 that its minister had met the Syrians in Damascus.",
        "mine": [1],
    }
    if layer == "factuality":
        start = row["text"].index("met")  # type: ignore[attr-defined]
        row["targets"] = [{"start": start, "end": start + 3}]
    outcome = run("annotate", layer, "-", stdin=json.dumps(row).encode())
    assert (outcome.status, outcome.err) == (0, "")
    found = json.loads(outcome.out)
    assert found["mine"] == [1] and found["text"] == row["text"]
    added = found["targets" if layer == "factuality" else layer]
    assert added
    for item in added if layer in ("places", "dates", "factuality") else []:
        assert 0 <= item["start"] < item["end"] <= len(row["text"])  # type: ignore[arg-type]
    if layer == "factuality":
        assert added[0]["factuality"] == "CT-" and -3 <= added[0]["factuality_score"] < -1


@pytest.mark.parametrize("targets", [[{"start": 3}], [{"start": 5, "end": 999}], [{"start": 5, "end": 5}], ["x"]])
def test_targets_outside_the_text_are_refused(targets: object) -> None:
    outcome = run(
        "annotate", "factuality", "-", stdin=json.dumps({"id": "a", "text": "Iran met.", "targets": targets}).encode()
    )
    assert outcome.status == 3 and outcome.out == ""
    assert outcome.complaint.startswith("refused: ")


def test_a_document_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEGATION_MAX_CHARACTERS", "1000")
    rows = [{"id": "a", "text": "Iran met Syria. " * 80}, {"id": "b", "text": "Iran met Syria."}]
    outcome = run("code", "-", stdin="\n".join(map(json.dumps, rows)).encode())
    assert outcome.status == 3 and "max_characters" in outcome.complaint
    assert [json.loads(line)["document"]["id"] for line in outcome.out.splitlines()] == ["b"]


def test_events_below_the_wanted_confidence_are_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    line = json.dumps({"id": "a", "text": FEW[0].text}).encode()
    everything = json.loads(run("code", "-", stdin=line).out)["events"]
    monkeypatch.setenv("LEGATION_MIN_CONFIDENCE", "0.6")
    sure = json.loads(run("code", "-", stdin=line).out)["events"]
    assert [e["id"] for e in sure] == [e["id"] for e in everything if e["confidence"] >= 0.6]
    assert 0 < len(sure) < len(everything)


def test_phrases_are_resolved_row_by_row() -> None:
    rows = [{"text": "the Iranian parliament"}, {"text": "zxqv"}, {"phrase": "no text"}]
    outcome = run("resolve", "-", stdin="\n".join(map(json.dumps, rows)).encode())
    assert outcome.status == 3
    first, second = map(json.loads, outcome.out.splitlines())
    assert (first["country"], first["sector"]) == ("IRN", "LEG")
    assert set(second) == {"text", "name", "kind", "country", "sector", "role", "id"}
    assert ":3:" in outcome.complaint


def test_a_table_keeps_its_rows_and_gains_three_columns() -> None:
    table = (
        "n\tmarked_sentence\n1\t<s>Iran</s> accused <t>Israel</t> of sabotage.\n2\tno marks\n"
        "3\t<s>Oman</s> thanked <t>Iraq</t> for its help.\n"
    )
    outcome = run("classify", "-", stdin=table.encode())
    assert outcome.status == 3 and ":3:" in outcome.complaint
    rows = [line.split("\t") for line in outcome.out.splitlines()]
    assert rows[0] == ["n", "marked_sentence", "type", "quad", "confidence"]
    assert [r[2] for r in rows[1:]] == ["ACCUSE", "", "SUPPORT"]
    assert rows[1][3] == "verbal conflict" and 0 < float(rows[1][4]) <= 1
