"""PDF → text: pages in reading order, lines joined to paragraphs, words joined over line ends."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from typing import Any

from legation.errors import InputRefused

# PDFium puts one of these where a word is broken at a line's end.
_BREAKS = "\x02\ufffe\xad"
# It leaves out the line end after such a word, so a line ends with the mark as well.
_LINE = re.compile(f"[^\r\n{_BREAKS}]*[{_BREAKS}]?")
_END = b"%%EOF"
_TAIL = 4096
_LIGATURES = {ord(c): unicodedata.normalize("NFKC", c) for c in "ﬀﬁﬂﬃﬄﬅﬆ"}
_SENTENCE_END = tuple(".?!:\"'”’)")
_RUNNING_PAGES = 3
_RUNNING_SHARE = 0.5
# A line that stops this much short of the column's width ends its paragraph.
_FILLED = 0.8
# A gap this much wider than usual between two lines sets paragraphs apart.
_GAP = 1.35


def extract(data: bytes, *, file: str | None = None, max_characters: int | None = None) -> dict[str, Any]:
    """A row (see ``rows.document``) with the text of a PDF and its title and author, without an id.

    Title and author are taken from the file's properties only where the first page shows them. Running heads and page
    numbers are left out. Raises ``InputRefused`` for a damaged, truncated, locked or merely photographed PDF.
    """
    import pypdfium2

    if _END not in data[-_TAIL:]:
        raise InputRefused("is a truncated PDF; fetch it again", file=file)
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "assword" in str(error)
        reason = "is a PDF locked with a password; unlock it" if locked else "is a damaged PDF; fetch it again"
        raise InputRefused(reason, file=file) from error
    try:
        pages, total = [], 0
        for index in range(len(pdf)):
            pages.append(_lines(pdf[index]))
            total += sum(len(line[0]) for line in pages[-1])
            if max_characters is not None and total > max_characters:
                raise InputRefused(f"has more than {max_characters} characters (max_characters); split it", file=file)
        properties = pdf.get_metadata_dict()
    except pypdfium2.PdfiumError as error:
        raise InputRefused("is a damaged PDF; fetch it again", file=file) from error
    finally:
        pdf.close()
    text = _text(_without_running(pages))
    if not text:
        raise InputRefused("is a PDF without text (pictures of pages); run OCR on it first", file=file)
    shown = " ".join(line[0] for line in pages[0]).casefold() if pages else ""
    row: dict[str, Any] = {"text": text}
    for name, key in (("title", "Title"), ("author", "Author")):
        value = " ".join(properties.get(key, "").split())
        if len(value) > 3 and value.casefold() in shown:
            row[name] = value
    return row


# A line: its text, left edge, right edge, bottom.
_Line = tuple[str, float, float, float]


def _lines(page: Any) -> list[_Line]:
    textpage = page.get_textpage()
    try:
        found: list[_Line] = []
        text = textpage.get_text_range()
        if textpage.count_chars() != len(text):  # characters outside the BMP: positions would be off
            return [(line, 0.0, 0.0, 0.0) for line in text.split("\r\n")]
        for piece in _LINE.finditer(text):
            line, start = piece[0], piece.start()
            stripped = line.strip()
            if stripped:
                first = start + line.index(stripped[0])
                last = start + len(line.rstrip(" \t" + _BREAKS)) - 1
                left, bottom, _, _ = textpage.get_charbox(first, loose=True)
                right = textpage.get_charbox(max(first, last), loose=True)[2]
                found.append((stripped, left, right, bottom))
        return found
    finally:
        textpage.close()
        page.close()


def _without_running(pages: list[list[_Line]]) -> list[list[_Line]]:
    """Pages without the heads and feet that recur (their numbers apart) on at least half of them."""
    if len(pages) < _RUNNING_PAGES:
        return [[line for line in page if not line[0].isdigit()] for page in pages]

    def key(line: _Line) -> str:
        return re.sub(r"\d+", "#", line[0])

    edge = Counter(k for page in pages for k in dict.fromkeys(key(line) for line in page[:2] + page[-2:]))
    running = {k for k, n in edge.items() if n >= max(_RUNNING_PAGES, _RUNNING_SHARE * len(pages)) or k == "#"}
    kept = []
    for page in pages:
        last = len(page) - 2
        kept.append([line for i, line in enumerate(page) if not ((i < 2 or i >= last) and key(line) in running)])
    return kept


def _text(pages: list[list[_Line]]) -> str:
    words = Counter(w for page in pages for line in page for w in re.findall(r"[\w-]+", line[0].lower()))
    paragraphs: list[str] = []
    before: _Line | None = None
    for page in pages:
        gaps = sorted(a[3] - b[3] for a, b in itertools.pairwise(page) if a[3] > b[3])
        gap = gaps[len(gaps) // 2] if gaps else 0.0
        fresh = True
        for line in page:
            if before is not None and _continues(before, line, gap, page, turned=fresh):
                paragraphs[-1] = _joined(paragraphs[-1], line[0], words)
            else:
                paragraphs.append(line[0])
            before, fresh = line, False
    whole = "\n\n".join(re.sub(f"[{_BREAKS}]", "-", p) for p in paragraphs).translate(_LIGATURES)
    whole = re.sub(r"[^\S\n]+", " ", unicodedata.normalize("NFC", whole)).replace("\x00", "")
    return whole.strip()


def _continues(before: _Line, line: _Line, gap: float, page: list[_Line], *, turned: bool) -> bool:
    """Whether ``line`` goes on with the paragraph of ``before``; ``turned``: a page or a column lies between them."""
    if before[0][-1] in _BREAKS:
        return True
    ended = before[0].endswith(_SENTENCE_END)
    drop = before[3] - line[3]
    if turned or drop <= 0:
        return not ended and (line[0][0].islower() or len(before[0]) > 60)
    if gap and drop > _GAP * gap:
        return False
    column = [x for x in page if abs(x[1] - line[1]) < 30]
    width = max(x[2] for x in column) - min(x[1] for x in column)
    margin = min(x[1] for x in column)
    if width <= 0:
        return line[0][0].islower() or not ended
    if ended and (before[2] < margin + _FILLED * width or line[1] > before[1] + 5):
        return False
    return line[0][0].islower() or before[2] >= margin + _FILLED * width


def _joined(paragraph: str, line: str, words: Counter[str]) -> str:
    """``paragraph`` with ``line`` after it; a word broken between them is made whole, a true hyphen is kept."""
    if paragraph[-1] not in _BREAKS:
        return f"{paragraph} {line}"
    head = paragraph.rstrip(_BREAKS)
    before, after = re.search(r"\w*$", head), re.match(r"\w*", line)
    left, right = (before[0] if before else "").lower(), (after[0] if after else "").lower()
    hyphenated = words[f"{left}-{right}"] > words[left + right] or not line[0].islower()
    return f"{head}{'-' if hyphenated else ''}{line}"
