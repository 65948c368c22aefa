"""Reports made by hand."""

from __future__ import annotations

from typing import Any

from legation.compare.reports import Report


def report(key: str, **given: Any) -> Report:
    """A report of a meeting of Jordan and Iraq on 6 May 2019, with what is ``given`` changed."""
    fields: dict[str, Any] = {
        "document": f"doc-{key}", "origin": "text", "publisher": None, "author": None, "published": "2019-05-07",
        "type": "CONSULT", "mode": "meet", "quad": "verbal cooperation", "contexts": (), "source": ("JOR", "IRQ"),
        "target": (), "absent": (), "first": "2019-05-06", "last": "2019-05-06", "grain": "day", "place": "Amman",
        "place_country": "JOR", "geonameid": 250441, "figures": (), "factuality": "CT+", "holder": "author",
        "confidence": 0.8, "trigger": "met", "start": 0, "end": 40,
    }  # fmt: skip
    fields.update(given)
    if given.get("first") and "last" not in given:
        fields["last"] = given["first"]
    return Report(key, **fields)
