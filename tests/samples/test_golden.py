"""The records of the samples are what they were. They show what a change changes; they do not say that it is right."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from samples.coded import NAMES, records

SCRIPT = Path(__file__).parents[2] / "genscripts" / "golden.py"
FOLDER = Path(__file__).parent / "golden"


@pytest.mark.skipif(
    not SCRIPT.exists() or not FOLDER.exists(), reason="golden records are made by genscripts/golden.py"
)
@pytest.mark.parametrize("name", NAMES)
def test_a_record_is_what_it_was(name: str) -> None:
    spec = importlib.util.spec_from_file_location("golden", SCRIPT)
    assert spec is not None and spec.loader is not None
    golden = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(golden)
    now = golden.written(golden.compact(records()[name])).splitlines()
    before = (FOLDER / f"{name}.json").read_text(encoding="utf-8").splitlines()
    gone = [line for line in before if line not in now]
    new = [line for line in now if line not in before]
    if now != before:
        pytest.fail(
            f"{name} is read otherwise than before. If that is meant, run 'python genscripts/golden.py', read the diff and "
            "commit it.\nbefore:\n" + "\n".join(gone) + "\nnow:\n" + "\n".join(new),
            pytrace=False,
        )
