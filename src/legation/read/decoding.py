"""Bytes → text: UTF-8 first, then byte order marks, then what a page declares, then detection."""

from __future__ import annotations

import codecs
import re

from legation.errors import InputRefused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# First bytes of what people hand in by mistake.
_KINDS = (
    (b"%PDF-", "a PDF under another name"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x7fELF", "a program"),
    (b"PAR1", "a Parquet table"),
    (b"SQLite format 3", "a database"),
)
_SAMPLE = 200_000
# A text in a Western alphabet has few bytes above 127; more of them speak for another alphabet, left to detection.
_WESTERN_SHARE = 0.12
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROL_SHARE = 0.002


def decode(data: bytes, *, file: str | None = None, line: int | None = None, declared: str | None = None) -> str:
    """The text that ``data`` holds. ``declared`` is the encoding that a page or a header names.

    Raises ``InputRefused`` where the bytes are no text, or in no encoding that can be told.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                break
    for first, kind in _KINDS:
        if data.startswith(first):
            raise InputRefused(f"is {kind}, not text; save it as text, HTML or PDF", file=file, line=line)
    sample = data[:_SAMPLE]
    if b"\x00" in sample:
        wide = _wide(data, sample)
        if wide is None:
            raise InputRefused("holds binary data, not text; save it as text, HTML or PDF", file=file, line=line)
        return wide
    if len(_CONTROL.findall(sample)) > max(2, _CONTROL_SHARE * len(sample)):
        raise InputRefused("holds binary data, not text; save it as text, HTML or PDF", file=file, line=line)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    text = _almost_utf8(data) or _declared(data, declared) or _detected(data, sample)
    if text is None:
        raise InputRefused("is in an encoding that cannot be told; save it as UTF-8", file=file, line=line)
    return text


def _wide(data: bytes, sample: bytes) -> str | None:
    """UTF-16 without a byte order mark: nearly all zero bytes stand at odd, or at even, places."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(data) % 2 or max(even, odd) < 0.3 * len(sample) / 2 or min(even, odd) > 0.05 * max(even, odd):
        return None
    try:
        text = data.decode("utf-16-le" if odd > even else "utf-16-be")
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text else text


def _almost_utf8(data: bytes) -> str | None:
    """UTF-8 in which a few bytes of another encoding stand, as when two files were pasted together."""
    text = data.decode("utf-8", "surrogateescape")
    strays = re.findall("[\udc80-\udcff]", text)
    proper = len(re.findall("[^\x00-\x7f\udc80-\udcff]", text))
    if not strays or proper < 3 * len(strays):
        return None
    return re.sub("[\udc80-\udcff]", lambda m: _western(bytes([ord(m[0]) - 0xDC00])), text)


def _western(data: bytes) -> str:
    """Windows-1252, with the five bytes that it leaves undefined read as Latin-1."""
    return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in data)


def _declared(data: bytes, declared: str | None) -> str | None:
    if not declared:
        return None
    name = "cp1252" if declared.strip().lower().replace("_", "-") in ("iso-8859-1", "latin-1", "us-ascii") else declared
    try:
        return data.decode(name.strip())
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _detected(data: bytes, sample: bytes) -> str | None:
    import charset_normalizer

    high = sum(1 for b in sample if b > 0x7F)
    if high <= _WESTERN_SHARE * len(sample):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    best = charset_normalizer.from_bytes(sample).best()
    if best is None:
        return None
    try:
        return data.decode(best.encoding)
    except UnicodeDecodeError:
        return None


def _mojibake_pattern() -> re.Pattern[str]:
    """UTF-8 that was once read as Windows-1252: a lead character and the right number of continuations."""
    tail = "[" + "".join(re.escape(_western(bytes([b]))) for b in range(0x80, 0xC0)) + "]"
    return re.compile(f"[\xc2-\xdf]{tail}|[\xe0-\xef]{tail}{{2}}|[\xf0-\xf4]{tail}{{3}}")


_MOJIBAKE = _mojibake_pattern()
_TO_BYTE = {_western(bytes([b])): b for b in range(0x80, 0x100)}


def mend(text: str) -> str:
    """``text`` with UTF-8 that was read as Windows-1252 put right, where that is certain.

    Certain is a sequence of three or four characters that make one, or two sequences of two that begin with the lead
    of Latin letters and signs; a single pair may be what the author wrote.
    """
    if text.isascii():
        return text
    found = _MOJIBAKE.findall(text)
    proof = sum(2 if len(s) > 2 else 1 for s in found if len(s) > 2 or s[0] in "\xc2\xc3")
    return _MOJIBAKE.sub(lambda m: _mended(m[0]), text) if proof >= 2 else text


def _mended(run: str) -> str:
    try:
        return bytes(_TO_BYTE[c] for c in run).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return run
