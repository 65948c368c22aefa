"""What on a page is not its article: comment forms, share lines, keyword lists, credits, stray foreign lines."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from legation import resources
from legation.read.layout import Unit, is_prose

_LONGEST, _LONGEST_LIST = 500, 2500
_LATIN_BELOW = 0x250
_FOREIGN_SHARE = 0.5
# Past this share of foreign characters the document itself is foreign, and its lines are not strays.
_STRAY_SHARE = 0.3
_SURE = 0.95
_MIN_FOREIGN_WORDS = 5
_TRIM = " \t*•·‣▪◦●>-—|"


def _compiled(kind: str) -> re.Pattern[str]:
    patterns = resources.load("read/debris.yaml")[kind]
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)


@cache
def _cues() -> dict[str, re.Pattern[str]]:
    return {kind: _compiled(kind) for kind in ("long_lines", "lines", "lines_below", "to_end", "lists")}


def is_debris(text: str, *, first: bool = False) -> bool:
    """Whether one line (normalised, single spaces) is debris by itself. ``first``: it opens the text."""
    bare = text.strip(_TRIM)
    if not bare:
        return True
    if len(bare) > _LONGEST_LIST:
        return False
    cues = _cues()
    if cues["long_lines"].fullmatch(bare):
        return True
    if len(bare) > _LONGEST:
        return False
    return bool(cues["lines"].fullmatch(bare) or (not first and cues["lines_below"].fullmatch(bare)))


def opens_list(text: str) -> bool:
    """Whether a line heads a list of other articles."""
    return len(text) <= _LONGEST and bool(_cues()["lists"].fullmatch(text.strip(_TRIM)))


def mark(units: list[Unit], headings: list[bool]) -> list[bool]:
    """Which units are debris, by their own words or by the section they stand in."""
    cues = _cues()
    flags = [is_debris(unit.text, first=index == 0) for index, unit in enumerate(units)]
    prose_seen, in_list = False, False
    for index, unit in enumerate(units):
        bare = unit.text.strip(_TRIM)
        if prose_seen and len(bare) <= _LONGEST and cues["to_end"].fullmatch(bare):
            flags[index:] = [True] * (len(units) - index)
            break
        if opens_list(unit.text):
            flags[index] = in_list = True
        elif in_list and not flags[index]:
            in_list = flags[index] = not is_prose(unit.text) and not _leads_to_prose(units, headings, index)
        prose_seen = prose_seen or (not flags[index] and is_prose(unit.text))
    for index in _strays(units, flags):
        flags[index] = True
    return flags


def _leads_to_prose(units: list[Unit], headings: list[bool], index: int) -> bool:
    """A heading right above prose ends a list of links: the article goes on."""
    return headings[index] and index + 1 < len(units) and is_prose(units[index + 1].text) and not units[index].bullet


def _strays(units: list[Unit], flags: list[bool]) -> list[int]:
    """Units in another script or language than the document, where these are few."""
    total = sum(len(unit.text) for unit in units) or 1
    scripts = [i for i, u in enumerate(units) if not flags[i] and not u.text.isascii() and _other_script(u.text)]
    if sum(len(units[i].text) for i in scripts) > _STRAY_SHARE * total:
        return []
    other = [i for i, u in enumerate(units) if not flags[i] and i not in scripts and _looks_foreign(u.text)]
    if sum(len(units[i].text) for i in other) > _STRAY_SHARE * total:
        return scripts
    return scripts + [i for i in other if _is_foreign(units[i].text)]


def _other_script(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    foreign = sum(not _is_latin(c) for c in letters)
    return bool(letters) and foreign > _FOREIGN_SHARE * len(letters)


@lru_cache(maxsize=4096)
def _is_latin(character: str) -> bool:
    return ord(character) < _LATIN_BELOW or unicodedata.name(character, "").startswith(("LATIN", "MODIFIER"))


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(resources.load("read/languages.yaml")[kind])


def _looks_foreign(text: str) -> bool:
    """Five words or more, none of them an English function word, two of them another language's."""
    words = re.findall(r"[^\W\d_]+", text[:600].lower())
    if len(words) < _MIN_FOREIGN_WORDS:
        return False
    english, foreign = _words("english"), _words("foreign")
    if any(w in english and w not in foreign for w in words):
        return False
    return sum(w in foreign for w in words) >= 2 or sum(not c.isascii() for c in text if c.isalpha()) >= 3


@lru_cache(maxsize=1024)
def _is_foreign(text: str) -> bool:
    language, sure = _identifier().classify(text)
    return bool(language != "en" and sure >= _SURE)


@cache
def _identifier():  # type: ignore[no-untyped-def]
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
