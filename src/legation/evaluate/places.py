"""Toponyms against LGL-style XML: found, resolved to the exact GeoNames id, and to the right country.

Countries are compared where the set names them as our own list does; a toponym not found counts as wrong.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

from legation.engines.local import Coder
from legation.evaluate.report import Report, overlap, precision_recall
from legation.record import Document
from legation.resources import load
from legation.settings import Settings


def score(gold: Path, settings: Settings) -> Report:
    """``gold`` is one XML file of articles with ``text`` and ``toponyms``."""
    coder = Coder(settings)
    codes = {
        name.lower(): state["id"] for state in load("actors/states.yaml") for name in (state["name"], *state["names"])
    }
    right = wrong = missed = exact = resolvable = countries = country_right = 0
    for number, article in enumerate(ET.parse(gold).getroot().iter("article")):
        text = article.findtext("text") or ""
        found = coder.read(Document(id=str(number), text=text), only="places").places if text.strip() else ()
        used: set[int] = set()
        for toponym in article.iter("toponym"):
            span = (int(toponym.findtext("start") or 0), int(toponym.findtext("end") or 0))
            tag = toponym.find("gaztag")
            wanted = tag.get("geonameid") if tag is not None else None
            resolvable += bool(wanted)
            country = codes.get((toponym.findtext("gaztag/country") or "").lower())
            countries += country is not None
            match = next((i for i, f in enumerate(found) if i not in used and overlap((f.start, f.end), span)), None)
            if match is None:
                missed += 1
                continue
            used.add(match)
            right += 1
            country_right += country is not None and found[match].country == country
            exact += bool(wanted) and str(found[match].geonameid) == wanted
        wrong += len(found) - len(used)
    report = Report("places")
    for figure, value in zip(("precision", "recall", "F1"), precision_recall(right, wrong, missed), strict=True):
        report.add(f"found {figure}", value)
    report.share("exact id of all toponyms", exact, resolvable)
    report.share("country of all toponyms", country_right, countries)
    return report
