from __future__ import annotations

import io
import json

import pytest

from legation.errors import InputRefused
from legation.read import document, lines
from legation.read.rows import table


def test_a_row_becomes_a_document_and_its_text_is_kept() -> None:
    row = {
        "id": "a", "text": " Envoys met.\r\n“Well”\u200b ", "title": "Talks", "published": "2021-05-04T23:30:00-05:00",
        "author": None, "outlet": "", "url": "http://x.example/a", "language": "en", "extra": [1],
    }  # fmt: skip
    found = document(row)
    assert found.text == row["text"]
    assert (found.published, found.published_basis) == ("2021-05-04", "given")
    assert (found.title, found.author, found.outlet, found.url) == ("Talks", None, None, "http://x.example/a")


@pytest.mark.parametrize("published", ["4 May 2021", "Tuesday, May 4, 2021", "20210504", "2021-05-04 10:00"])
def test_other_ways_to_write_a_day_are_read(published: str) -> None:
    assert document({"id": "a", "text": "x", "published": published}).published == "2021-05-04"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"id": "a"}, "'text'"),
        ({"text": "x"}, "'id'"),
        ({"id": 12, "text": "x"}, "'id' is a number (12)"),
        ({"id": True, "text": "x"}, "'id' is true or false"),
        ({"id": "a", "text": ["x"]}, "'text' is a list"),
        ({"id": " ", "text": "x"}, "'id' is empty"),
        ({"id": "a", "text": " \n"}, "'text' is empty"),
        ({"id": "a", "text": "x", "title": 3}, "'title' is a number"),
        ({"id": "a", "text": "x", "published": "2019-13-45"}, "'2019-13-45', which is no date"),
        ({"id": "a", "text": "x", "published": "soon"}, "'soon'"),
        ({"id": "a", "text": "x", "published": 20190101}, "'published' is a number"),
        ({"id": "a", "text": "\ud83d"}, "lone surrogate"),
        ({"id": "a", "text": "x" * 11}, "max_characters (10)"),
    ],
)
def test_a_bad_row_is_refused_with_file_line_and_field(row: dict[str, object], said: str) -> None:
    with pytest.raises(InputRefused) as refused:
        document(row, file="in.jsonl", line=7, max_characters=10)
    message = str(refused.value)
    assert message.startswith("in.jsonl:7: ")
    assert said in message
    assert "\n" not in message


def test_lines_are_numbered_and_broken_ones_refused_in_their_place() -> None:
    stream = [
        b'\xef\xbb\xbf{"id": "a"}\n',
        b"\n",
        b'{"id": \n',
        b"[1]\n",
        b"[" * 100_000 + b"\n",
        b'{"n": ' + b"1" * 5000 + b"}\n",
        b'{"id": "b"}',
    ]
    found = list(lines(stream, "in"))
    assert [number for number, _ in found] == [1, 3, 4, 5, 6, 7]
    assert (found[0][1], found[-1][1]) == ({"id": "a"}, {"id": "b"})
    refused = [item for _, item in found if isinstance(item, InputRefused)]
    assert [item.line for item in refused] == [3, 4, 5, 6]
    assert all(item.file == "in" for item in refused)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_lines_are_read_in_the_encodings_people_use(encoding: str) -> None:
    rows = [{"id": "a", "text": "Zoë’s café"}, {"id": "b", "text": "plain"}]
    data = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode(encoding)
    assert [item for _, item in lines(io.BytesIO(data), "in")] == rows


def test_lines_take_text_streams_too() -> None:
    assert list(lines(io.StringIO('{"id": "a"}\n\n{"id": "b"}\n'), "-")) == [(1, {"id": "a"}), (3, {"id": "b"})]


def test_a_line_that_is_too_long_is_refused_unread() -> None:
    found = list(lines([b'{"id": "' + b"x" * 100 + b'"}\n', b"{}\n"], "in", max_bytes=50))
    assert isinstance(found[0][1], InputRefused)
    assert found[1] == (2, {})


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_tables_are_read_with_quotes_and_line_ends_inside(delimiter: str) -> None:
    head = delimiter.join(["ID", "Title", "text", "note"])
    rows = delimiter.join(["a", "One", '"x\ny ""z"""', "n"]) + "\r\n\r\n" + delimiter.join(["b", "", "w", ""])
    assert list(table(f"{head}\r\n{rows}\r\n", "in")) == [
        (2, {"id": "a", "title": "One", "text": 'x\ny "z"'}),
        (5, {"id": "b", "title": "", "text": "w"}),
    ]


def test_a_table_without_its_columns_is_refused_once() -> None:
    found = list(table("name,body\na,b\nc,d\n", "in"))
    assert len(found) == 1
    assert "'id' and 'text'" in str(found[0][1])


def test_a_quote_never_closed_costs_one_row() -> None:
    found = list(table('id,text\na,one\nb,"two\nc,three\nd,"fo"ur\ne,five\n', "in"))
    assert [item["id"] for _, item in found if isinstance(item, dict)] == ["a", "c", "e"]
    assert [item.line for _, item in found if isinstance(item, InputRefused)] == [3, 5]
