"""Rows as views make them, for the tests of tables."""

from __future__ import annotations

MEETING: dict[str, object] = {
    "date": "2031-05-04", "mode": "meet", "participants": "Kenya (defence minister), Ada Achieng-Wanyama (President), Uganda",
    "missing": "Rwanda", "surprising": "", "place": "Nairobi",
    "rank": None, "format": "trilateral of defence ministers", "factuality": "CT+",
    "quote": "The two sides met in Nairobi without Rwanda and agreed to nothing at all.", "document": "nairobi-1",
    "start": 10, "end": 83,
    "latitude": -1.28, "sides": ["KEN", "UGA"], "id": "0123456789abcdef",
}  # fmt: skip
MATTER: dict[str, object] = {
    "kind": "inclusion", "about": "Rwanda: is a partner, or is left out (with Kenya)",
    "a": "is a partner", "a_holder": "author", "a_document": "nairobi-1",
    "a_quote": "Rwanda is a close partner of Kenya.", "a_start": 0, "a_end": 35, "a_id": None,
    "b": "is left out", "b_holder": "Kenya", "b_document": "nairobi-2",
    "b_quote": "Kenya has sidelined Rwanda.", "b_start": 0, "b_end": 27, "b_id": None,
    "also": [], "actor_ids": ["RWA", "KEN"], "a_voices": 2, "b_voices": 1,
}  # fmt: skip
