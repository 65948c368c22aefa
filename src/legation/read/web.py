"""HTML pages and fragments → text and metadata.

What the page states of itself is read first: JSON-LD (schema.org), then ``<meta>``, then ``<time>``. The body is
trafilatura's; its paragraphs are set apart by blank lines, and that text is what offsets refer to. Dates are never
guessed from other parts of a page.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

from legation import resources
from legation.errors import InputRefused
from legation.read.dates import published_day
from legation.read.decoding import decode, mend

# Larger pages are data, not articles, and take minutes to clean.
MAX_BYTES = 10_000_000
_MAX_TAGS = 150_000
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{3,30})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w-]{3,30})")
_SPACES = re.compile(r"[ \t\r\f\v]*\n[ \t\r\f\v]*|[ \t\r\f\v]+")
_BREAKING = frozenset({"p", "head", "item", "quote", "row", "list", "table", "div", "h1", "h2", "h3", "h4", "h5", "h6",
                       "li", "ul", "ol", "tr", "blockquote", "section", "article", "pre", "code"})  # fmt: skip
_DROPPED = frozenset({"script", "style", "template", "noscript"})


def page(
    data: bytes, *, file: str | None = None, line: int | None = None, charset: str | None = None
) -> dict[str, Any]:
    """A row (see ``rows.document``) of what an HTML page says, without an id. ``charset`` is the HTTP header's.

    Raises ``InputRefused`` where it holds no article.
    """
    if len(data) > MAX_BYTES:
        raise InputRefused(
            f"is a page of {len(data)} bytes, more than {MAX_BYTES}; save the article alone", file=file, line=line
        )
    head = data[:4096]
    named = _CHARSET.search(head) or _XML_CHARSET.search(head)
    declared = charset or (named[1].decode("ascii", "ignore") if named else None)
    html = mend(decode(data, file=file, line=line, declared=declared))
    if (tags := html.count("<")) > _MAX_TAGS:
        raise InputRefused(
            f"is a page of {tags} tags, more than {_MAX_TAGS}; save the article alone", file=file, line=line
        )
    tree = _tree(html)
    text = _body(html, tree) if tree is not None else ""
    if tree is None or not text:
        raise InputRefused("holds no article text; save the page again, or its text alone", file=file, line=line)
    return {"text": text, **_stated(tree)}


def fragment(html: str) -> str:
    """The text of a piece of HTML, such as a feed's summary: paragraphs set apart by blank lines."""
    if "<" not in html and "&" not in html:
        return clean(html)
    tree = _tree(f"<div>{html}</div>")
    return clean("".join(_pieces(tree))) if tree is not None else ""


def clean(text: str) -> str:
    """Extracted text with composed characters, no soft hyphens and no needless space."""
    plain = unicodedata.normalize("NFC", text).replace("\xad", "").replace("\x00", "")
    plain = _SPACES.sub(lambda m: "\n" if "\n" in m[0] else " ", plain)
    return re.sub(r"\n{3,}", "\n\n", plain).strip()


def _tree(html: str) -> Any:
    from lxml import etree
    from lxml import html as parser

    try:
        return parser.fromstring(html.encode(), parser=parser.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _body(html: str, tree: Any) -> str:
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    found: Any = trafilatura.bare_extraction(html, include_comments=False, with_metadata=False)
    text = clean("".join(_pieces(found.body))) if found is not None and found.body is not None else ""
    if text:
        return text
    paragraphs = [clean("".join(p.itertext())) for p in tree.iter("p")]
    return "\n\n".join(p for p in paragraphs if p)


def _pieces(root: Any) -> Iterator[str]:
    """The text below ``root`` in order, a blank line round each element that breaks the flow. No recursion."""
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        element, leaving = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else None
        breaking = tag in _BREAKING
        if leaving:
            yield "\n\n" if breaking else ""
            yield _flow(element.tail)
            continue
        stack.append((element, True))
        if tag is None or tag in _DROPPED:
            continue
        yield "\n\n" if breaking else ("\n" if tag in ("lb", "br") else (" " if tag in ("cell", "td", "th") else ""))
        yield element.text or "" if tag == "pre" else _flow(element.text)
        stack.extend((child, False) for child in reversed(element))


def _flow(text: str | None) -> str:
    return re.sub(r"\s+", " ", text) if text else ""


@cache
def _names(kind: str) -> tuple[str, ...]:
    return tuple(resources.load("read/html.yaml")[kind])


def _stated(tree: Any) -> dict[str, Any]:
    """title, published, author, outlet, url and language, where the page states them."""
    meta = _metas(tree)
    linked = _linked(tree)
    found: dict[str, Any] = {}
    for kind in ("title", "author", "outlet", "url"):
        values = [linked.get(kind), *(meta.get(name) for name in _names(kind))]
        found[kind] = next((v for v in values if v and (kind == "url" or "://" not in v)), None)
    days = [linked.get("published"), *(meta.get(name) for name in _names("published")), _time(tree)]
    found["published"] = next((day for d in days if d and (day := published_day(d))), None)
    canonical = tree.xpath("string(//link[@rel='canonical']/@href)")
    found["url"] = canonical or found["url"]
    found["title"] = found["title"] or _heading(tree)
    language = str(tree.xpath("string(/html/@lang)") or "").strip().lower()[:2]
    found["language"] = language if len(language) == 2 and language.isalpha() else None
    return {name: clean(str(value)) for name, value in found.items() if value}


def _heading(tree: Any) -> str | None:
    for path in ("//h1", "//title"):
        texts = [_flow("".join(e.itertext())).strip() for e in tree.xpath(path)]
        if len(texts) == 1 and texts[0]:
            return str(texts[0])
    return None


def _metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _time(tree: Any) -> str | None:
    for path in ("//time[@itemprop='datePublished']", "//time[@pubdate]", "//article//time", "//header//time"):
        for element in tree.xpath(path):
            if element.get("datetime"):
                return str(element.get("datetime"))
    return None


def _linked(tree: Any) -> dict[str, str]:
    """What the page's JSON-LD says of the first article it describes."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            data = json.loads((script.text or "").strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(data):
            values = {
                "published": thing.get("datePublished"),
                "author": _called(thing.get("author")),
                "outlet": _called(thing.get("publisher")),
                "title": thing.get("headline"),
                "url": thing.get("url"),
            }
            kept = {name: value for name, value in values.items() if isinstance(value, str) and value.strip()}
            if "published" in kept or "author" in kept:
                return kept
    return {}


def _things(data: Any) -> Iterator[dict[str, Any]]:
    """The articles among the objects of a JSON-LD document, those that a graph lists included; pages come last."""
    waiting, pages = [data], []
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting = item + waiting
        elif isinstance(item, dict):
            types = item.get("@type")
            kinds = {str(t).lower() for t in (types if isinstance(types, list) else [types])}
            if kinds & {"webpage", "itempage"}:
                pages.append(item)
            elif kinds & set(_names("articles")):
                yield item
            waiting.extend(item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item)
    yield from pages


def _called(value: Any) -> str | None:
    """The name of a person or organisation, or of several, as JSON-LD writes them."""
    if isinstance(value, list):
        return ", ".join(name for v in value if (name := _called(v))) or None
    if isinstance(value, dict):
        value = value.get("name")
        return _called(value) if isinstance(value, list) else (value if isinstance(value, str) else None)
    return value if isinstance(value, str) and "://" not in value else None
