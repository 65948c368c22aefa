"""CAMEO, ACLED and PLOVER's first version in terms of PLOVER 2.0: every root, a sample of leaves, and what has no counterpart."""

from __future__ import annotations

from pathlib import Path

import pytest

from imports.test_imports import STATEMENT, TALKS, acled, polecat, table
from legation import resources
from legation.archive import Archive
from legation.codebook import plover
from legation.compare.reports import reports
from legation.imports import imported, load, read
from legation.imports.columns import GDELT_2, ICEWS

ROOTS = {
    "01": None, "02": "REQUEST", "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "08": "RETREAT",
    "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST", "15": "MOBILIZE",
    "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT",
}  # fmt: skip
# Forty codes below the roots, with what the codebooks say of them side by side.
LEAVES = {
    "0211": "REQUEST assist", "0233": "REQUEST assist", "0243": "REQUEST change", "0256": "REQUEST yield",
    "026": "REQUEST meet", "0311": "AGREE", "0332": "AGREE", "0354": "CONCEDE", "036": "AGREE",
    "041": "CONSULT phone", "042": "CONSULT visit", "043": "CONSULT visit", "045": "CONSULT third-party",
    "051": "SUPPORT", "057": "SUPPORT", "0612": "COOPERATE", "064": "COOPERATE", "0712": "AID", "075": "AID",
    "0841": "RETREAT release", "0861": "RETREAT access", "0871": "RETREAT ceasefire", "0873": "RETREAT disarm",
    "092": "ACCUSE investigate", "1012": "REQUEST assist", "1056": "REQUEST yield", "1122": "ACCUSE allege",
    "1246": "REJECT yield", "125": "REJECT meet", "1312": "THREATEN restrict", "1384": "THREATEN violence",
    "1411": "PROTEST demo", "142": "PROTEST hunger", "145": "PROTEST riot", "151": "MOBILIZE police",
    "154": "MOBILIZE troops", "1621": "SANCTION discontinue", "1711": "COERCE seize", "1724": "COERCE martial-law",
    "1831": "ASSAULT suicide-attack", "195": "ASSAULT aerial", "2041": "ASSAULT unconventional",
}  # fmt: skip


def pair(code: str) -> str | None:
    found = plover.from_cameo(code)
    return None if found is None else " ".join(filter(None, found))


@pytest.mark.parametrize(("root", "type"), ROOTS.items())
def test_every_cameo_root(root: str, type: str | None) -> None:
    assert (pair(root) or "").split(" ")[0] == (type or "")
    assert {(pair(f"{root}{digit}") or "").split(" ")[0] != "" for digit in range(10)} == {type is not None}


@pytest.mark.parametrize(("code", "expected"), LEAVES.items())
def test_a_cameo_leaf(code: str, expected: str, tmp_path: Path) -> None:
    assert pair(code) == expected
    (tmp_path / "t").write_text(table([{**TALKS, "EventCode": code}], GDELT_2, header=False), encoding="utf-8")
    (row,) = read("gdelt", tmp_path / "t").rows
    assert " ".join(filter(None, (row.type, row.mode))) == expected
    assert row.quad == plover.quad(row.type or "") and row.code == code and row.untyped is None


@pytest.mark.parametrize(
    ("type", "mode", "expected", "code"),
    [
        ("CONSULT", "visit", ("CONSULT", "visit"), "CONSULT"),
        ("consult", "Visit", ("CONSULT", "visit"), "CONSULT"),
        ("CONSULT", "host", ("CONSULT", "visit"), "CONSULT host"),
        ("DEMAND", "meet", ("REQUEST", "meet"), "DEMAND meet"),
        ("RETREAT", "return", ("RETREAT", "release"), "RETREAT return"),
        ("COERCE", "confiscate", ("COERCE", "seize"), "COERCE confiscate"),
        ("COERCE", "ban", ("COERCE", "restrict"), "COERCE ban"),
        ("ASSAULT", "assassinate", ("ASSAULT", "targeted"), "ASSAULT assassinate"),
        ("ASSAULT", "juggle", ("ASSAULT", None), "ASSAULT juggle"),
        ("AID", "", ("AID", None), "AID"),
    ],
)
def test_old_and_new_names_of_polecat(
    type: str, mode: str, expected: tuple[str, str | None], code: str, tmp_path: Path
) -> None:
    (tmp_path / "t").write_text(polecat({"Event Type": type, "Event Mode": mode}), encoding="utf-8")
    (row,) = read("polecat", tmp_path / "t").rows
    assert ((row.type, row.mode), row.code) == (expected, code)


def test_the_old_names_all_lead_to_new_ones() -> None:
    older = resources.load("exchange/datasets.yaml")["polecat"]
    assert set(older["types"].values()) <= set(plover.TYPES) and not set(older["types"]) & set(plover.TYPES)
    for name, mode in older["modes"].items():
        type, _, old = name.partition(" ")
        assert mode in plover.modes(type) and old not in plover.modes(type)


def test_every_class_of_acled_has_a_type_or_a_reason(tmp_path: Path) -> None:
    kinds = resources.load("exchange/datasets.yaml")["acled"]
    changes = [{"event_id_cnty": f"A{n}", "sub_event_type": kind, "notes": ""} for n, kind in enumerate(kinds)]
    (tmp_path / "t").write_text(acled(*changes), encoding="utf-8")
    found = read("acled", tmp_path / "t").rows
    assert len(found) == len(kinds)
    for row in found:
        assert (row.untyped is None) == (row.type is not None) == (kinds[row.code] is not None)
        assert row.mode is None or row.mode in plover.modes(row.type or "")
    assert next(row.untyped for row in found if row.code == "Other") == "an event that ACLED itself puts in no class"


def test_what_plover_does_not_code_is_kept_with_its_reason_and_counts_nowhere(tmp_path: Path) -> None:
    (tmp_path / "t").write_text(table([STATEMENT], ICEWS), encoding="utf-8")
    with Archive(":memory:") as archive:
        load(archive, "icews", tmp_path / "t")
        (row,) = imported(archive)
        assert (row.type, row.code, row.publisher) == (None, "010", "Our Wire")
        assert (row.untyped or "").startswith("a statement")
        assert reports(archive) == []


def test_one_icews_id_on_two_days_is_two_events(tmp_path: Path) -> None:
    rows = [{**STATEMENT, "CAMEO Code": "042"}, {**STATEMENT, "CAMEO Code": "051", "Event Date": "2014-01-03"}]
    (tmp_path / "t").write_text(table(rows, ICEWS), encoding="utf-8")
    with Archive(":memory:") as archive:
        assert load(archive, "icews", tmp_path / "t").added == 2
        assert [(r.id, r.mode) for r in imported(archive)] == [("7@2014-01-02", "visit"), ("7@2014-01-03", None)]


@pytest.mark.parametrize(
    ("actor", "group", "place", "expected"),
    [
        ("ROM", "", "RO", ("ROU", "ROU")),
        ("TMP", "", "TT", ("TLS", "TLS")),
        ("GZS", "", "GZ", ("PSE", "PSE")),
        ("KSV", "", "KV", ("XKX", "XKX")),
        ("MTN", "", "MJ", ("MNE", "MNE")),
        ("EUR", "", "OC", (None, None)),
        ("EUR", "EEC", "BE", ("EUR", "BEL")),
        ("WST", "", "", (None, None)),
    ],
)
def test_countries_that_gdelt_writes_in_its_own_way(
    actor: str, group: str, place: str, expected: tuple[str | None, str | None], tmp_path: Path
) -> None:
    told = {"Actor1CountryCode": actor, "Actor1KnownGroupCode": group, "ActionGeo_CountryCode": place}
    (tmp_path / "t").write_text(table([{**TALKS, **told}], GDELT_2, header=False), encoding="utf-8")
    (row,) = read("gdelt", tmp_path / "t").rows
    assert (row.source_country, row.place_country) == expected
