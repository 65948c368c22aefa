"""Counts the readers' judgements: ``python benchmarks/reading/tally.py`` prints Markdown tables, one a round.

``round-N/A.jsonl`` and ``B.jsonl`` hold one line a drawn record: number, part, layer, document, id, offsets, whether a reader
found it right, for events also each field (and the confidence it had), and a reason for what is wrong.
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


CUTS = (0.1, 0.2, 0.3, 0.4, 0.5)


def load(round_: Path, reader: str) -> list[dict[str, Any]]:
    """The judgements of one reader."""
    file = round_ / f"{reader}.jsonl"
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []


def main() -> int:
    """Print every round."""
    for round_ in sorted(HERE.glob("round-*")):
        print(f"## {round_.name}\n")
        show({name: load(round_, name) for name in ("A", "B")})
    return 0


def show(readers: dict[str, list[dict[str, Any]]]) -> None:
    """Print one round's table, how often its readers agree, and how many events are right above each confidence."""
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
    for name, rows in readers.items():
        events = [r for r in rows if "confidence" in r]
        cuts = ((cut, [r["right"] for r in events if r["confidence"] >= cut]) for cut in CUTS)
        if events:
            print(
                f"\n{name}, events right from a confidence on: " + ", ".join(f"{c}: {sum(k)}/{len(k)}" for c, k in cuts)
            )
    print()


if __name__ == "__main__":
    sys.exit(main())
