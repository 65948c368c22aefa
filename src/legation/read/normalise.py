"""Text as given → text as the parser likes it, one character for one character.

Offsets into either text are the same. What stands for a space becomes a space, what stands for a straight quote or a
hyphen becomes one, and the marks of Markdown are blanked out.
"""

from __future__ import annotations

import re
import unicodedata

_DOUBLE_QUOTES = "“”„‟«»″〝〞「」『』"
_SINGLE_QUOTES = "‘’‚‛‹›′`´ʻʼʽʹʿʾ"
_HYPHENS = "‐‑‒−﹣"
_LONG_DASHES = "―⸺⸻﹘"
_SPACE_CATEGORIES = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co"})
_FIRST_COMPATIBILITY = 0x2000
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)

_WORD_EN_DASH = re.compile(r"(?<=\w)–(?=\w)")
_LINE_MARK = re.compile(r"(?m)^[ \t]*(#{1,6}[ \t]|[*•·‣▪◦●][ \t]*(?!\*)|>[ \t]?|[-–+][ \t]+)")
_LINK = re.compile(r"(!?\[)([^\[\]\n]{0,300})(\]\([^()\s]{1,2000}\))")
_EMPHASIS = re.compile(r"(?<![\w*_])(\*{1,3}|_{1,3})(?=[^\s*_])([^*\n]{0,300}?[^\s*_])(\1)(?![\w*_])")


class _Characters(dict[int, str]):
    """The character that stands for another, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _one(chr(code))
        return found


def _one(character: str) -> str:
    if unicodedata.category(character) in _SPACE_CATEGORIES or ord(character) in _VARIATION_SELECTORS:
        return " "
    if ord(character) >= _FIRST_COMPATIBILITY and character.isalnum():
        plain = unicodedata.normalize("NFKC", character)
        return plain if len(plain) == 1 else character
    return character


_CHARACTERS = _Characters(
    {ord(c): to for given, to in ((_DOUBLE_QUOTES, '"'), (_SINGLE_QUOTES, "'"), (_HYPHENS, "-"), (_LONG_DASHES, "—"))
     for c in given}
)  # fmt: skip
# Full-width forms of ASCII punctuation.
_CHARACTERS.update({code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)})


def normalise(text: str) -> str:
    """``text`` with odd spaces, quotes and dashes made plain; always of the same length.

    Line ends, zero-width characters and control characters become spaces. An en dash inside a word (``Iran–Iraq``)
    becomes a hyphen, any other becomes an em dash: the parser reads the one as a compound, the other as an aside.
    """
    marked = text
    if "](" in text:
        marked = _LINK.sub(_blank_link, marked)
    if "*" in text or "_" in text:
        marked = _EMPHASIS.sub(lambda m: " " * len(m[1]) + m[2] + " " * len(m[3]), marked)
    marked = _LINE_MARK.sub(lambda m: " " * len(m[0]), marked)
    plain = marked.translate(_CHARACTERS)
    if "–" in plain:
        plain = _WORD_EN_DASH.sub("-", plain).replace("–", "—")
    if len(plain) != len(text):
        raise AssertionError("normalisation changed the length of the text")
    return plain


def _blank_link(found: re.Match[str]) -> str:
    kept = " " * len(found[2]) if found[1].startswith("!") else found[2]
    return " " * len(found[1]) + kept + " " * len(found[3])
