"""A labelled set of our own: which names of two documents are one actor. A wrong join is worse than a missed one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from legation.actors.identity import unlisted
from legation.archive import Archive
from legation.compare.identity import identities
from legation.record import Record

PAIRS = Path(__file__).parent / "actors.yaml"
PRECISION, RECALL = 0.97, 0.9


def one_each(kind: str, pair: list[Any]) -> bool:
    """Whether the two names, each in a document of its own, come out as one actor."""
    ids = []
    with Archive(":memory:") as archive:
        for number, (name, country, role) in enumerate((pair[:3], pair[3:6])):
            body = f"org/{name.lower().replace(' ', '-')}-{country}"
            ids.append(unlisted(name, country) if kind == "person" else body)
            actor = {
                "id": ids[-1], "name": name, "kind": kind, "country": country, "role": role,
                "mentions": [{"start": 0, "end": len(name), "text": name, "form": "name"}],
            }  # fmt: skip
            archive.put(
                Record.model_validate(
                    {
                        "document": {"id": f"d{number}", "text": f"{name} spoke.", "published": "2021-05-04"},
                        "coded_by": {"legation": "0", "codebook": "0", "parser": "0"},
                        "actors": [actor],
                    }
                )
            )
        known = identities(archive)
    for merge in known.merges:
        assert merge.reasons, merge
    return known.one(ids[0]) == known.one(ids[1])


def test_names_of_two_documents_are_one_actor_or_two() -> None:
    data = yaml.safe_load(PAIRS.read_text(encoding="utf-8"))
    labelled = [(kind, p) for kind, name in (("person", "persons"), ("organization", "bodies")) for p in data[name]]
    assert len(labelled) >= 60
    told = [(kind, p, one_each(kind, p)) for kind, p in labelled]
    right = [p for _, p, said in told if said and p[6]]
    wrong = [p for _, p, said in told if said and not p[6]]
    missed = [p for _, p, said in told if not said and p[6]]
    print("wrong", *wrong, "missed", *missed, sep="\n  ")
    assert len(right) / (len(right) + len(wrong)) >= PRECISION, wrong
    assert len(right) / (len(right) + len(missed)) >= RECALL, missed


def test_a_command_rules_for_good(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from legation.cli import app

    file = tmp_path / "a.duckdb"
    names = ("Yusuf Warsame", "Amal Dirie")
    ids = [unlisted(n, "SOM") for n in names]
    with Archive(file) as archive:
        for number, name in enumerate(names):
            actor = {"id": ids[number], "name": name, "kind": "person", "mentions": []}
            document = {"id": f"d{number}", "text": f"{name} spoke."}
            coded = {"legation": "0", "codebook": "0", "parser": "0"}
            archive.put(Record.model_validate({"document": document, "coded_by": coded, "actors": [actor]}))
    for command, merges in (("same", 1), ("different", 0)):
        done = CliRunner().invoke(app, [command, *ids, "--archive", str(file)])
        assert done.exit_code == 0, done.output
        with Archive(file, read_only=True) as archive:
            assert len(identities(archive).merges) == merges
