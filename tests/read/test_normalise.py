from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legation.read import prepare
from legation.read.normalise import normalise
from legation.record import Document

# Unicode at large, and texts dense in what the rules look for.
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=400)
DENSE = st.lists(
    st.sampled_from(
        ["By ", "Al Roe", "\n", "\r\n", "\n\n", "June 15, 2016", " — ", "MOSCOW (", "Agency) -", "# ", "**",
         "[a](b)", "* ", "1. ", "Leave a Reply", "Key words: ", "Photo: x", "–", "’", "\u200b", "\ufeff", "\u2028",
         "سلام", "---\n", "a: b\n", "?", ".", " ", "the envoy left"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@pytest.mark.parametrize(
    ("given_text", "wanted"),
    [
        ("“No”, said Sana‘a’s envoy", "\"No\", said Sana'a's envoy"),
        ("a\u00a0b\u2009c\u3000d\te\r\nf", "a b c d e  f"),
        ("left\u200bright\ufeff", "left right "),
        ("Iran–Iraq war – a long one—ended", "Iran-Iraq war — a long one—ended"),
        ("non‑proliferation", "non-proliferation"),
        ("ＵＮ ２０１６！", "UN 2016!"),
        ("**Bold** and *slanted* [words](http://x.example/y)", "  Bold   and  slanted   words" + " " * 21),
        ("• one\n- two\n## three", "  one   two    three"),
        ("snake_case and 2*3*4 stay", "snake_case and 2*3*4 stay"),
    ],
)
def test_characters_are_made_plain_one_for_one(given_text: str, wanted: str) -> None:
    assert normalise(given_text) == wanted


@given(ANYTHING)
def test_length_is_kept_whatever_the_text(text: str) -> None:
    assert len(normalise(text)) == len(text)


@given(ANYTHING | DENSE)
def test_prepare_never_raises_and_its_spans_are_in_order(text: str) -> None:
    reading = prepare(Document(id="x", text=text))
    assert len(reading.text) == len(text)
    assert reading.document.text == text
    end = 0
    for block in reading.blocks:
        assert end <= block.start < block.end <= len(text)
        end = block.end
    end = -1
    for start, stop in reading.boilerplate:
        assert end < start < stop <= len(text)
        end = stop
    span = reading.document.published_span
    assert span is None or span.end <= len(text)


@given(DENSE)
def test_blocks_cover_every_word(text: str) -> None:
    reading = prepare(Document(id="x", text=text))
    outside = list(reading.text)
    for block in reading.blocks:
        outside[block.start : block.end] = " " * (block.end - block.start)
    assert not any(c.isalnum() for c in outside)


@given(DENSE)
def test_prepare_gives_the_same_reading_each_time(text: str) -> None:
    document = Document(id="x", text=text)
    assert prepare(document) == prepare(document)
