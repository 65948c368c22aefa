"""Actor phrases, with the country of the text and the day, against the coding a guide asks for.

Errors are shown for two thirds of the cases; the third whose CRC-32 is divisible by three is measured and never shown.
"""

from __future__ import annotations

import csv
import zlib
from pathlib import Path

from legation.evaluate.report import Report
from legation.settings import Settings

Row = dict[str, str]
ASPECTS = ("country", "sector", "kind")
THIRDS = 3


def score(gold: Path, settings: Settings) -> Report:
    """``gold`` is a table with text, country, date and expect_country, expect_sector, expect_kind, or its folder.

    A phrase is resolved as ``legation resolve`` does it; an empty expectation asks for none.
    """
    from legation.actors import resolve
    from legation.actors.lexicon import load

    path = gold / "cases.tsv" if gold.is_dir() else gold
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    lexicon = load(settings.extra_actors)
    right = dict.fromkeys(("all three", *ASPECTS), 0)
    apart = [0, 0]
    faults: list[tuple[str, float, str]] = []
    for row in rows:
        actor = resolve(row["text"], row["country"] or None, row["date"] or None, lexicon=lexicon)
        found = {name: (getattr(actor, name) if actor else None) or "" for name in ASPECTS}
        wrong = [name for name in ASPECTS if found[name] != (row[f"expect_{name}"] or "")]
        for name in ASPECTS:
            right[name] += name not in wrong
        right["all three"] += not wrong
        if _kept_apart(row["text"]):
            apart[0] += not wrong
            apart[1] += 1
        elif wrong:
            faults.append((_class(wrong, actor is None, row, found), 1.0, _told(row, found)))
    report = Report("resolve")
    for name, hit in right.items():
        report.share(f"{name} right", hit, len(rows))
    report.share("all three right, two thirds", right["all three"] - apart[0], len(rows) - apart[1])
    report.share("all three right, third kept apart", apart[0], apart[1])
    report.classes(faults, shown=5)
    return report


def _kept_apart(text: str) -> bool:
    return zlib.crc32(text.encode()) % THIRDS == 0


def _class(wrong: list[str], nobody: bool, row: Row, found: Row) -> str:
    """What is wrong, with the expected and found codes where one aspect alone is."""
    if nobody:
        return "nobody found"
    if len(wrong) > 1:
        return f"{', '.join(wrong)} wrong"
    return f"{wrong[0]} wrong: {found[wrong[0]] or 'none'} for {row[f'expect_{wrong[0]}'] or 'none'}"


def _told(row: Row, found: Row) -> str:
    given = " ".join(filter(None, (row["country"], row["date"])))
    expected = "/".join(row[f"expect_{name}"] or "-" for name in ASPECTS)
    return (
        f"{row['text']}{f' ({given})' if given else ''}: {'/'.join(found[n] or '-' for n in ASPECTS)}, not {expected}"
    )
