"""Write docs/record.schema.json: the JSON Schema of the record, from the classes of ``legation.record``."""

from __future__ import annotations

import json
from pathlib import Path

from legation import record

PAGE = Path(__file__).parents[1] / "docs" / "record.schema.json"


def written() -> str:
    """The schema as the file holds it."""
    return json.dumps(record.schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    PAGE.write_text(written(), encoding="utf-8")
