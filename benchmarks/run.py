"""Measure every layer and the speed, and write docs/BENCHMARKS.md.

    python benchmarks/run.py --gold FOLDER [--only KEY …] [--full]
    python benchmarks/run.py --page                                     # write the page anew, measure nothing

``FOLDER`` holds the gold sets as sets.yaml names them; a set that is not there is skipped with a sentence. Figures are kept in
benchmarks/results.json, so that ``--only`` renews one of them and leaves the others as they stand.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from legation import __version__, evaluate
from legation.codebook import frames
from legation.engines.local import Coder
from legation.errors import LegationError
from legation.read import documents
from legation.record import Document
from legation.settings import load

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "BENCHMARKS.md"
RESULTS = HERE / "results.json"
WORDS = HERE / "words.md"
SAMPLES = HERE.parent / "src" / "legation" / "resources" / "samples"
ROUNDS = 5
Entry = dict[str, Any]


def main() -> int:
    """Run what is asked for and write the page."""
    parser = argparse.ArgumentParser(description="measure every layer and the speed, write docs/BENCHMARKS.md")
    parser.add_argument("--gold", type=Path, default=HERE.parent.parent / "shared" / "gold", help="folder of gold sets")
    parser.add_argument("--only", nargs="+", metavar="KEY", help="keys of sets.yaml, or speed")
    parser.add_argument("--page", action="store_true", help="only write the page, from what was measured before")
    parser.add_argument("--full", action="store_true", help="all of the sets that are else cut to their first items")
    given = parser.parse_args()
    entries: list[Entry] = yaml.safe_load((HERE / "sets.yaml").read_text(encoding="utf-8"))
    unknown = set(given.only or ()) - {e["key"] for e in entries} - {"speed"}
    if unknown:
        parser.error(f"no set {', '.join(sorted(unknown))}; sets.yaml has {', '.join(e['key'] for e in entries)}")
    results: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    chosen = () if given.page else given.only or [*(entry["key"] for entry in entries), "speed"]
    for entry in entries:
        if entry["key"] in chosen:
            measured = measure(entry, given.gold, full=given.full)
            if measured is not None:
                results[entry["key"]] = measured
                print(entry["key"], {k: round(v["value"], 3) for k, v in measured["figures"].items()}, flush=True)
    if "speed" in chosen:
        results["speed"] = speed()
        print("speed", results["speed"], flush=True)
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(page(entries, results), encoding="utf-8")
    return 0


def measure(entry: Entry, gold: Path, *, full: bool) -> dict[str, Any] | None:
    """The figures of one set, None where it is not there."""
    path = (HERE.parent if entry.get("own") else gold) / entry["path"]
    if not path.exists():
        print(f"{entry['key']}: {path} is not there; skipped", file=sys.stderr)
        return None
    first = None if full else entry.get("first")
    with tempfile.TemporaryDirectory() as folder:
        try:
            report = evaluate.run(entry["layer"], _cut(path, first, Path(folder)) if first else path, load())
        except LegationError as error:
            print(f"{entry['key']}: {error}; skipped", file=sys.stderr)
            return None
    figures = {f.name: {"value": f.value, "hit": f.hit, "total": f.total} for f in report.figures}
    return {"figures": figures, "first": first, "version": __version__}


def _cut(path: Path, first: int, folder: Path) -> Path:
    """A copy of an XML file of articles that holds the first of them."""
    tree = ET.parse(path)
    root = tree.getroot()
    for article in list(root)[first:]:
        root.remove(article)
    cut = folder / path.name
    tree.write(cut, encoding="utf-8", xml_declaration=True)
    return cut


def speed() -> dict[str, float]:
    """Ratios of Legation's time to that of spaCy alone on the same text, each the median of interleaved rounds."""
    coder = Coder(load())
    found = [d for d in documents(SAMPLES) if isinstance(d, Document)]
    sentences = [example for frame in frames.frames() for example in frame.examples][:500]
    alone, whole, after, classified, parsed = [], [], [], [], []
    for _ in range(ROUNDS + 1):
        alone.append(_timed(lambda: [coder.grammar.nlp(d.text) for d in found]))
        with _Stopwatch(coder) as watch:
            whole.append(_timed(lambda: [coder.code(d) for d in found]))
        after.append((whole[-1] - watch.seconds) / watch.seconds)
        parsed.append(_timed(lambda: [coder.grammar.nlp(e.text) for e in sentences]))
        classified.append(_timed(lambda: [coder.classify(e.text, list(e.source), list(e.target)) for e in sentences]))
    # The first round loads the data files.
    pairs = list(zip(whole, alone, strict=True))[1:]
    rows = list(zip(classified, parsed, strict=True))[1:]
    return {
        "code to spaCy alone": statistics.median(w / a for w, a in pairs),
        "after the parse to the parse": statistics.median(after[1:]),
        "classify to spaCy alone": statistics.median(c / p for c, p in rows),
        "characters a second": statistics.median(sum(len(d.text) for d in found) / w for w, _ in pairs),
    }


class _Stopwatch:
    """Adds up the time a coder spends in spaCy: all else, our own copy of its tokens too, comes after the parse."""

    def __init__(self, coder: Coder) -> None:
        self.seconds = 0.0
        self._grammar, self._pipeline = coder.grammar, coder.grammar.nlp

    def make_doc(self, text: str) -> Any:
        return self._pipeline.make_doc(text)

    def __call__(self, doc: Any) -> Any:
        start = time.perf_counter()
        try:
            return self._pipeline(doc)
        finally:
            self.seconds += time.perf_counter() - start

    def __enter__(self) -> _Stopwatch:
        self._grammar.nlp = self  # type: ignore[assignment]
        return self

    def __exit__(self, *_: object) -> None:
        self._grammar.nlp = self._pipeline


def _timed(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def page(entries: list[Entry], results: dict[str, Any]) -> str:
    """docs/BENCHMARKS.md: the words of words.md around the tables."""
    lines = ["| layer | set | figure | ours | target |", "| --- | --- | --- | --- | --- |"]
    notes: list[str] = []
    for entry in entries:
        measured = results.get(entry["key"])
        lines += _rows(entry, measured)
        first = f"{measured['first']} articles" if measured and measured.get("first") else "all of it"
        where = entry["path"] if entry.get("own") else f"$GOLD/{entry['path']}"
        notes.append(
            f"### {entry['key']}\n\nSet: {entry['set']} ({first}). Peers: {entry['peers']}.\n\n{entry['words']}\n\n"
            f"    legation evaluate {entry['layer']} --gold {where}\n"
        )
    text = WORDS.read_text(encoding="utf-8")
    return (
        text.replace("{table}", "\n".join(lines))
        .replace("{notes}", "\n".join(notes).rstrip())
        .replace("{speed}", _speed(results.get("speed")))
    )


def _rows(entry: Entry, measured: dict[str, Any] | None) -> list[str]:
    rows = []
    for name, target in entry["figures"].items():
        figure = (measured or {"figures": {}})["figures"].get(name)
        ours, reached = "not measured", ""
        if figure is not None:
            counts = f" ({figure['hit']:g} of {figure['total']})" if figure["total"] else ""
            ours = f"{figure['value']:.3f}{counts}"
            if target is not None:
                met = figure["value"] <= target if name in entry.get("less", ()) else figure["value"] >= target
                reached = "" if met else ", not reached"
        sign = "≤" if name in entry.get("less", ()) else "≥"
        wanted = "" if target is None else f"{sign} {target:g}{reached}"
        rows.append(f"| {entry['layer']} | {entry['key']} | {name} | {ours} | {wanted} |")
    return rows


def _speed(measured: dict[str, float] | None) -> str:
    if measured is None:
        return "Not measured yet."
    targets = {"code to spaCy alone": 2.0, "after the parse to the parse": 0.25, "classify to spaCy alone": 1.5}
    lines = ["| ratio | ours | target |", "| --- | --- | --- |"]
    for name, value in measured.items():
        target = targets.get(name)
        missed = ", not reached" if target is not None and value > target else ""
        shown = f"{value:.2f}" if target is not None else f"{value:,.0f} on {platform.machine()}, one core"
        lines.append(f"| {name} | {shown} | {'' if target is None else f'≤ {target:g}{missed}'} |")
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
