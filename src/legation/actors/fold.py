"""Text → folded words: the form in which names are compared, whatever their case, accents and punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")
# Marks inside names that are neither spaces nor letters: they join what a transliteration writes apart or together.
_MARKS = dict.fromkeys(map(ord, "'’‘ʿʾʼ`´′"), None)
_GAP = re.compile(r"[\s\-–‐-―'’‘ʿʾʼ`´.&/]{0,3}")
_SPECIAL = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ə": "a", "ħ": "h"}
)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """``word`` in lower case without accents; ``Erdoğan`` and ``ERDOGAN`` give ``erdogan``."""
    low = word.lower()
    if low.isascii():
        return low
    plain = "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))
    return plain.translate(_SPECIAL)


def words(text: str) -> tuple[str, ...]:
    """The folded words of ``text``; hyphens, dots, apostrophes and spaces all part words."""
    return tuple(fold(word) for word in WORD.findall(text))


def slug(text: str) -> str:
    """``text`` as it stands in an id: folded words joined by hyphens; an apostrophe joins instead of parting."""
    return "-".join(words(text.translate(_MARKS)))


def joined(gap: str) -> bool:
    """Whether the characters between two words let them be one name (spaces, a hyphen, an apostrophe, a dot)."""
    return _GAP.fullmatch(gap) is not None and "\n\n" not in gap
