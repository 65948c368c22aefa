"""Counts the readers' judgements: ``python benchmarks/reading/tally.py`` prints a Markdown table.

``judgements-A.jsonl`` and ``-B.jsonl`` hold one line a drawn record: number, part, layer, document, id, offsets, whether a
reader found it right, for events also each field, and a reason for what is wrong.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LAYERS = {"relations": "standing", "interests": "standing", "forecasts": "standing"}
FIELDS = ("type_right", "source_right", "target_right", "factuality_right")


def load(reader: str) -> list[dict[str, Any]]:
    """The judgements of one reader."""
    file = HERE / f"judgements-{reader}.jsonl"
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []


def main() -> int:
    """Print the table, and how often two readers agree."""
    readers = {name: load(name) for name in ("A", "B")}
    print(
        "| reader | part | "
        + " | ".join(("events", "claims", "standing", "type", "source", "target", "factuality"))
        + " |"
    )
    print("| --- " * 9 + "|")
    for name, rows in readers.items():
        for part in ("articles", "unread"):
            right: Counter[str] = Counter()
            total: Counter[str] = Counter()
            for row in (r for r in rows if r["part"] == part):
                layer = LAYERS.get(row["layer"], row["layer"])
                total[layer] += 1
                right[layer] += row["right"]
                for field in FIELDS if layer == "events" else ():
                    total[field] += 1
                    right[field] += bool(row.get(field))
            if total:
                shown = (f"{right[k]}/{total[k]}" for k in ("events", "claims", "standing", *FIELDS))
                print(f"| {name} | {part} | " + " | ".join(shown) + " |")
    if all(readers.values()):
        same = sum(a["right"] == b["right"] for a, b in zip(readers["A"], readers["B"], strict=True))
        print(f"\nThe readers agree on {same} of {len(readers['A'])}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
