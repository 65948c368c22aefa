from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from legation.errors import InputRefused, LegationError
from legation.read import documents
from legation.record import Document

from .builders import page, pdf, warc

PROSE = "The envoys of both river states met in the border town for two days. They left without a text to sign."
MORE = "A second round is planned for the autumn, said the host, who would not name a place or the men invited."


def read(path: Path, **options: int) -> list[Document | InputRefused]:
    return list(documents(path, **options))


def one(path: Path, **options: int) -> Document:
    found = read(path, **options)
    assert len(found) == 1
    assert isinstance(found[0], Document), found[0]
    return found[0]


def refusal(path: Path, **options: int) -> str:
    found = read(path, **options)
    assert len(found) == 1
    assert isinstance(found[0], InputRefused), found[0]
    message = str(found[0])
    assert message.startswith(str(path))
    assert "; " in message
    assert "\n" not in message
    return message


def test_a_missing_path_is_an_error_at_once(tmp_path: Path) -> None:
    with pytest.raises(LegationError, match="no such file or folder"):
        documents(tmp_path / "none")


def test_a_folder_is_read_in_order_and_bad_files_do_not_stop_it(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(PROSE)
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "d.md").write_text(f"---\ntitle: River\ndate: 2021-05-04\n---\n{PROSE}")
    (tmp_path / ".hidden").write_text(PROSE)
    (tmp_path / "z.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    found = read(tmp_path)
    assert [item.id if isinstance(item, Document) else Path(str(item.file)).name for item in found] == [
        "a.txt", "b", "d", "z.png",
    ]  # fmt: skip
    assert isinstance(found[2], Document)
    assert (found[2].title, found[2].published) == ("River", "2021-05-04")


def test_text_is_kept_to_the_letter(tmp_path: Path) -> None:
    text = f" “{PROSE}”\r\n\r\n{MORE}\u00a0"
    (tmp_path / "a.txt").write_bytes(text.encode())
    assert one(tmp_path / "a.txt").text == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"])
def test_encodings_are_found(tmp_path: Path, encoding: str) -> None:
    text = f"Zoë Müller said: {PROSE} Señor Núñez agreed."
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    assert one(tmp_path / "a.txt").text == text


def test_another_alphabet_is_found(tmp_path: Path) -> None:
    text = "Послы двух государств встретились в пограничном городе и говорили о воде два дня. Они уехали без договора."
    (tmp_path / "a.txt").write_bytes(text.encode("cp1251"))
    assert one(tmp_path / "a.txt").text == text


def test_a_stray_byte_in_utf8_and_certain_mojibake_are_mended(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(f"Zoë’s “{PROSE}” — café ".encode() + b"\x93yes\x94")
    assert one(tmp_path / "a.txt").text.endswith("café “yes”")
    (tmp_path / "b.txt").write_text(f"Zoë’s “{PROSE}”".encode().decode("cp1252", "replace").replace("\ufffd", "\x9d"))
    assert one(tmp_path / "b.txt").text == f"Zoë’s “{PROSE}”"
    (tmp_path / "c.txt").write_text("SÃO Â£ fine ÃO")
    assert one(tmp_path / "c.txt").text == "SÃO Â£ fine ÃO"


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\n ", "is empty"),
        ("a.txt", bytes(range(256)) * 20, "binary"),
        ("a.txt", b"PK\x03\x04rest", "ZIP"),
        ("a.html", b"<html><body></body></html>", "no article text"),
        ("a.html", b"<", "no article text"),
        ("a.pdf", pdf([(50, 700, PROSE)])[:-40], "truncated"),
        ("a.pdf", b"%PDF-1.4 nothing %%EOF", "damaged"),
        ("a.pdf", b"no pdf", "truncated"),
        ("a.pdf", pdf([]), "OCR"),
        ("a.rss", b"<rss version='2.0'><channel><title>T</title></channel></rss>", "without entries"),
        ("a.xml", b"<book><p>x</p></book>", "neither RSS nor Atom"),
        ("a.warc", b"no archive", "damaged"),
        ("a.warc.gz", b"\x1f\x8b\x08\x00broken", "no WARC record"),
        ("a.csv", b"x,y\n1,2\n", "no column"),
        ("a.json", b'{"id": "a"}', "'text'"),
        ("a.json", b"[3]", "list of objects"),
    ],
)
def test_bad_files_say_what_is_wrong_and_what_to_do(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert said in refusal(tmp_path / name)


def test_an_unreadable_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(PROSE)

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    assert "permissions" in refusal(tmp_path / "a.txt")


def test_a_broken_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone")
    (tmp_path / "b.txt").write_text(PROSE)
    found = read(tmp_path)
    assert isinstance(found[0], InputRefused)
    assert isinstance(found[1], Document)


def test_bad_lines_are_refused_with_their_numbers_and_the_rest_is_read(tmp_path: Path) -> None:
    rows = ['{"id": "a", "text": "x"}', "{", '{"id": "b"}', '{"id": 3, "text": "x"}',
            '{"id": "c", "text": "x", "published": "2019-13-45"}', "", '{"id": "d", "text": "x"}']  # fmt: skip
    (tmp_path / "a.jsonl").write_text("\n".join(rows))
    found = read(tmp_path / "a.jsonl")
    assert [item.id if isinstance(item, Document) else item.line for item in found] == ["a", 2, 3, 4, 5, "d"]


def test_a_second_document_of_an_id_is_refused_unless_it_is_the_same(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": "x"}, {"id": "a", "text": "x"}, {"id": "a", "text": "y"}]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(row) for row in rows))
    found = read(tmp_path / "a.jsonl")
    assert isinstance(found[0], Document)
    assert isinstance(found[1], InputRefused)
    assert found[1].line == 3
    assert "a.jsonl:1" in str(found[1])
    assert len(found) == 2


def test_over_long_inputs_are_refused_fast(tmp_path: Path) -> None:
    started = time.perf_counter()
    (tmp_path / "a.txt").write_bytes(b"x" * 20_000_000)
    (tmp_path / "b.jsonl").write_bytes(
        b'{"id": "b", "text": "' + b"word " * 4_000_000 + b'"}\n{"id": "c", "text": "x"}\n'
    )
    (tmp_path / "d.jsonl").write_bytes(b"x" * 70_000_000 + b'\n{"id": "d", "text": "x"}\n')
    (tmp_path / "e.html").write_bytes(b"<p>" + b"word " * 4_000_000)
    found = read(tmp_path)
    assert [item.id for item in found if isinstance(item, Document)] == ["c", "d"]
    assert len([item for item in found if isinstance(item, InputRefused)]) == 4
    assert time.perf_counter() - started < 20
    (tmp_path / "f.html").write_bytes(b"<a href=x>link</a> " * 100_000)
    assert "tags" in refusal(tmp_path / "f.html")
    (tmp_path / "f.txt").write_text(PROSE)
    assert "max_characters (50)" in refusal(tmp_path / "f.txt", max_characters=50)


def test_pages_state_their_origin_and_give_their_article(tmp_path: Path) -> None:
    linked = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "River Post", "datePublished": "1999-01-01"},
            {"@type": ["NewsArticle"], "headline": "Two states", "datePublished": "2021-05-04T08:00Z",
             "author": [{"name": "Jo Doe"}, {"name": "Al Roe"}], "publisher": {"name": "River Post"}},
        ],
    }  # fmt: skip
    head = (
        f"<title>Two states - River Post</title><script type='application/ld+json'>{json.dumps(linked)}</script>"
        "<meta property='article:published_time' content='2020-01-01'>"
        "<link rel='canonical' href='http://x.example/two'>"
    )
    last = f"{MORE} The agree&shy;ment waits.<br>It does."
    body = f"<h1>Two states, one river</h1><p>{PROSE}</p><h2>What next</h2><p>{last}</p>"
    (tmp_path / "a.html").write_text(page(body, head))
    found = one(tmp_path / "a.html")
    assert (found.title, found.author, found.outlet) == ("Two states", "Jo Doe, Al Roe", "River Post")
    assert (found.published, found.published_basis) == ("2021-05-04", "given")
    assert (found.url, found.language) == ("http://x.example/two", "en")
    assert found.text.split("\n\n")[-3:] == [PROSE, "What next", f"{MORE} The agreement waits.\nIt does."]
    assert "Home" not in found.text


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("<meta name='DC.date.issued' content='2021-05-04'>", "2021-05-04"),
        ("<meta itemprop='datePublished' content='May 4, 2021'>", "2021-05-04"),
        ("<script type='application/ld+json'>{broken</script><meta name='pubdate' content='2021-05-04'>", "2021-05-04"),
        ("<meta name='date' content='soon'>", None),
        ("", None),
    ],
)
def test_the_day_of_a_page_is_read_from_its_meta_tags_and_never_guessed(
    tmp_path: Path, head: str, day: str | None
) -> None:
    (tmp_path / "a.html").write_text(page(f"<h1>River</h1><p>{PROSE}</p><p>{MORE} They met on May 9, 2019.</p>", head))
    assert one(tmp_path / "a.html").published == day


def test_a_page_in_the_encoding_it_declares(tmp_path: Path) -> None:
    head = "<meta http-equiv='Content-Type' content='text/html; charset=windows-1250'>"
    (tmp_path / "a.html").write_bytes(page(f"<p>{PROSE} Vůdce přišel.</p><p>{MORE}</p>", head).encode("cp1250"))
    assert "Vůdce přišel." in one(tmp_path / "a.html").text


def test_a_pdf_gives_paragraphs_whole_words_and_columns_in_order(tmp_path: Path) -> None:
    first = [
        "Delegates of the two river states met again on Tuesday to settle how much",
        "water the upper dam may hold back in summer, and how the lower state is to be",
        "told of it. Nobody signed. The hosts spoke of progress in the negoti-",
        "ations, the guests of patience.",
    ]
    second = [
        "A second paragraph begins here, and it goes on over the end of the line to the",
        "next one, where it stops.",
    ]
    lines = [(50.0, 750.0, "Water talks resume")]
    lines += [(50.0, 710.0 - 12 * i, words) for i, words in enumerate(first)]
    lines += [(50.0, 640.0 - 12 * i, words) for i, words in enumerate(second)]
    (tmp_path / "a.pdf").write_bytes(pdf([*lines, (300.0, 30.0, "1")], title="Water talks resume"))
    found = one(tmp_path / "a.pdf")
    assert found.title == "Water talks resume"
    assert found.text.split("\n\n") == [
        "Water talks resume",
        " ".join(first).replace("negoti- ations", "negotiations"),
        " ".join(second),
    ]
    left = ["The left column tells of", "the first meeting, which", "was held in the old town", "hall and ended late."]
    right = ["The right column tells of", "the second, which was put", "off twice because of the", "snow on the pass."]
    drawn = [(x, 700.0 - 12 * i, w) for x, side in ((50.0, left), (320.0, right)) for i, w in enumerate(side)]
    (tmp_path / "b.pdf").write_bytes(pdf(drawn))
    assert one(tmp_path / "b.pdf").text == f"{' '.join(left)}\n\n{' '.join(right)}"


def test_running_heads_and_page_numbers_of_a_pdf_are_left_out(tmp_path: Path) -> None:
    pages = [
        [(50.0, 780.0, f"River Review {n}"), (50.0, 700.0, f"Page {word} tells of the dam."), (300.0, 20.0, str(n))]
        for n, word in enumerate(["one", "two", "three", "four"], 1)
    ]
    (tmp_path / "a.pdf").write_bytes(pdf(*pages))
    assert one(tmp_path / "a.pdf").text.split("\n\n") == [
        f"Page {word} tells of the dam." for word in ("one", "two", "three", "four")
    ]


def test_feeds_give_an_entry_each(tmp_path: Path) -> None:
    rss = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>River Post</title><language>en-gb</language>
      <item><title>Two states</title><link>http://x.example/1</link><guid>one</guid><author>Jo Doe</author>
        <pubDate>Tue, 04 May 2021 10:00:00 GMT</pubDate>
        <description>&lt;p&gt;{PROSE}&lt;/p&gt;&lt;p&gt;{MORE}&lt;/p&gt;</description></item>
      <item><title>No text</title><link>http://x.example/2</link></item></channel></rss>"""
    (tmp_path / "a.rss").write_text(rss)
    found = read(tmp_path / "a.rss")
    assert isinstance(found[0], Document)
    assert (found[0].id, found[0].title) == ("one", "Two states")
    assert (found[0].published, found[0].outlet) == ("2021-05-04", "River Post")
    assert found[0].text == f"{PROSE}\n\n{MORE}"
    assert isinstance(found[1], InputRefused)
    atom = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>River Post</title>
      <entry><id>urn:1</id><title>Two</title>
      <published>2021-05-04T10:00:00Z</published><content type="html">{PROSE}</content></entry></feed>"""
    (tmp_path / "b.xml").write_text(atom)
    assert (one(tmp_path / "b.xml").id, one(tmp_path / "b.xml").published) == ("urn:1", "2021-05-04")


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_web_archives_give_their_pages(tmp_path: Path, name: str) -> None:
    html = page(f"<h1>River</h1><p>{PROSE}</p><p>{MORE}</p>", "<meta name='pubdate' content='2021-05-04'>").encode()
    warc(
        tmp_path / name,
        ("http://x.example/1", "200 OK", "text/html; charset=utf-8", html),
        ("http://x.example/2", "404 Not Found", "text/html", html),
        ("http://x.example/3", "200 OK", "image/png", b"\x89PNG"),
        ("http://x.example/4", "200 OK", "text/html", b"<html></html>"),
        ("http://x.example/5", "200 OK", "text/plain", PROSE.encode()),
        ("http://x.example/1", "200 OK", "text/html", html.replace(b"two days", b"three days")),
    )
    found = read(tmp_path / name)
    assert [item.id if isinstance(item, Document) else "refused" for item in found] == [
        "http://x.example/1", "refused", "http://x.example/5", "http://x.example/1 2021-05-04T10:00:00Z",
    ]  # fmt: skip
    assert isinstance(found[0], Document)
    assert (found[0].url, found[0].published) == ("http://x.example/1", "2021-05-04")
    whole = (tmp_path / name).read_bytes()
    (tmp_path / f"cut-{name}").write_bytes(whole[: len(whole) // 2])
    assert isinstance(read(tmp_path / f"cut-{name}")[-1], InputRefused)


def test_csv_and_json_files(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'id,text,published\na,"{PROSE}",2021-05-04\n')
    (tmp_path / "b.tsv").write_text(f"id\ttext\nb\t{PROSE}\n")
    (tmp_path / "c.json").write_text(json.dumps([{"id": "c", "text": PROSE}, {"id": "d", "text": PROSE}]))
    (tmp_path / "e.json").write_text(
        json.dumps({"id": "e", "text": PROSE}) + "\n" + json.dumps({"id": "f", "text": MORE})
    )
    assert [item.id for item in read(tmp_path) if isinstance(item, Document)] == ["a", "b", "c", "d", "e", "f"]
