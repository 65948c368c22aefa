"""Toponyms against LGL-style XML: found, resolved to the exact GeoNames id, and to the right country."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

from legation.engines.local import Coder
from legation.evaluate.report import Report, overlap, precision_recall
from legation.record import Document
from legation.settings import Settings


def score(gold: Path, settings: Settings) -> Report:
    """``gold`` is one XML file of articles with ``text`` and ``toponyms``."""
    coder = Coder(settings)
    right = wrong = missed = exact = resolvable = 0
    for number, article in enumerate(ET.parse(gold).getroot().iter("article")):
        text = article.findtext("text") or ""
        found = coder.read(Document(id=str(number), text=text), only="places").places if text.strip() else ()
        used: set[int] = set()
        for toponym in article.iter("toponym"):
            span = (int(toponym.findtext("start") or 0), int(toponym.findtext("end") or 0))
            tag = toponym.find("gaztag")
            wanted = tag.get("geonameid") if tag is not None else None
            resolvable += bool(wanted)
            match = next((i for i, f in enumerate(found) if i not in used and overlap((f.start, f.end), span)), None)
            if match is None:
                missed += 1
                continue
            used.add(match)
            right += 1
            exact += bool(wanted) and str(found[match].geonameid) == wanted
        wrong += len(found) - len(used)
    report = Report("places")
    for figure, value in zip(("precision", "recall", "F1"), precision_recall(right, wrong, missed), strict=True):
        report.add(f"found {figure}", value)
    report.share("exact id of all toponyms", exact, resolvable)
    return report
