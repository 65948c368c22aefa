"""What a user does wrong is told in one line with an exit status; nothing is left half-written; no traceback is shown."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from commands.running import run

GOOD = "Iran met Syria in Damascus on 3 May 2020.\n"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("errors")
    (folder / "good.txt").write_text(GOOD)
    assert run("read", folder / "good.txt", "--archive", folder / "a.duckdb").status == 0
    return folder / "a.duckdb"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\t\n", "is empty"),
        ("noise.txt", bytes(range(256)) * 8, "binary data"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(64), "is a picture"),
        ("cut.pdf", b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog", "truncated PDF"),
        ("rows.jsonl", b'{"id": "a", "text": \n', "rows.jsonl:1: is no JSON"),
        ("rows.jsonl", b'{"id": "a"}\n', "has no 'text'"),
        ("rows.jsonl", b'{"id": "a", "text": "Iran met.", "published": "2019-13-45"}\n', "2019-13-45"),
        ("rows.csv", b"name,body\na,b\n", "has no column"),
        ("page.html", b"<html><body></body></html>", "page.html"),
        ("feed.xml", b"<rss><channel>", "feed.xml"),
        ("pages.warc", b"WARC/1.0\r\nbroken", "pages.warc"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_and_the_others_are_read(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text(GOOD)
    outcome = run("read", tmp_path / name, tmp_path / "good.txt", "--archive", tmp_path / "a.duckdb")
    assert outcome.status == 3
    assert outcome.complaint.startswith("refused: ") and said in outcome.complaint
    assert "1 added" in outcome.out and "1 refused" in outcome.out


def test_latin_1_is_read(tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes("René Duval met the minister in Genève.".encode("latin-1"))
    assert run("read", tmp_path / "latin.txt", "--archive", tmp_path / "a.duckdb").status == 0
    found = run("search", "Genève", "--archive", tmp_path / "a.duckdb", "--format", "json")
    assert "[Genève]" in found.out


USAGE = [
    (("code", "{nothing}"), "check the path"),
    (("code", "{folder}"), "is a folder"),
    (("code", "{good}", "--model", "no_such_pipeline"), "not installed"),
    (("annotate", "{good}", "{good}"), "no layer"),
    (("annotate", "weather", "{good}"), "actors, places, dates"),
    (("classify", "{good}"), "marked_sentence"),
    (("read", "{nothing}", "--archive", "{new}"), "no such file or folder"),
    (("read", "{good}", "--archive", "{good}"), "is no Legation archive"),
    (("read", "{good}", "--archive", "{folder}"), "archive"),
    (("read", "{good}", "--archive", "{good}/a.duckdb"), "archive"),
    (("read", "{good}", "--archive", "{new}", "--model", "no_such_pipeline"), "not installed"),
    (("show", "everything", "--archive", "{archive}"), "choose one of documents, events"),
    (("show", "events", "--archive", "{archive}", "--format", "xml"), "table, json, csv, parquet, markdown"),
    (("show", "events", "--archive", "{archive}", "--format", "parquet"), "--out"),
    (("show", "events", "--archive", "{archive}", "--since", "2019-13-45"), "YYYY-MM-DD"),
    (("show", "events", "--archive", "{archive}", "--until", "soon"), "YYYY-MM-DD"),
    (("show", "events", "--archive", "{archive}", "--actor", "Zamunda"), "no actor 'Zamunda'"),
    (("show", "events", "--archive", "{nothing}"), "no such archive"),
    (("search", "Iran", "--archive", "{nothing}"), "no such archive"),
    (("search", '"open', "--archive", "{archive}"), "cannot search"),
    (("explain", "zzz", "--archive", "{archive}"), "nothing with the id"),
    (("brief", "--archive", "{nothing}", "--out", "{new}"), "no such archive"),
    (("demo", "--out", "{good}"), "cannot be made"),
    (("evaluate", "weather", "--gold", "{folder}"), "weather"),
    (("evaluate", "factuality", "--gold", "{nothing}"), "nothing.duckdb"),
]


@pytest.mark.parametrize(("words", "said"), USAGE, ids=[" ".join(words) for words, _ in USAGE])
def test_bad_usage_is_one_line_and_status_2(words: tuple[str, ...], said: str, tmp_path: Path, archive: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(GOOD)
    named = {"nothing": tmp_path / "nothing.duckdb", "new": tmp_path / "new", "good": good, "folder": tmp_path}
    outcome = run(*(word.format(archive=archive, **named) for word in words))
    assert outcome.status == 2, outcome
    assert outcome.complaint.startswith("error: ") and said in outcome.complaint
    assert outcome.out == ""
    assert list(tmp_path.iterdir()) == [good]


@pytest.mark.parametrize(
    "words",
    [
        ("code", "{rows}", "--out"),
        ("annotate", "dates", "{rows}", "--out"),
        ("show", "events", "--archive", "{archive}", "--format", "json", "--out"),
        ("show", "events", "--archive", "{archive}", "--format", "csv", "--out"),
        ("show", "events", "--archive", "{archive}", "--format", "parquet", "--out"),
        ("search", "Iran", "--archive", "{archive}", "--format", "markdown", "--out"),
        ("brief", "--archive", "{archive}", "--out"),
    ],
)
@pytest.mark.parametrize("where", ["", "missing/out", "rows.jsonl/out"])
def test_an_output_that_cannot_be_written_is_status_2(
    words: tuple[str, ...], where: str, tmp_path: Path, archive: Path
) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": "a", "text": "Iran met Syria on 3 May 2020."}\n')
    outcome = run(*(word.format(rows=rows, archive=archive) for word in words), tmp_path / where)
    assert outcome.status == 2, outcome
    assert outcome.complaint.startswith("error: ")
    assert list(tmp_path.iterdir()) == [rows]


@pytest.mark.parametrize("words", [("bogus",), ("show",), ("code", "-", "--workers", "0"), ("read", "x", "--nonsense")])
def test_a_command_line_that_is_none_is_status_2(words: tuple[str, ...]) -> None:
    outcome = run(*words)
    assert outcome.status == 2
    assert "Error: " in outcome.err and "Traceback" not in outcome.err


def test_a_bug_leaves_the_earlier_output_and_tells_how_to_see_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("legation.engines.local.Coder.code", lambda *_: 1 / 0)
    monkeypatch.delenv("LEGATION_DEBUG", raising=False)
    out = tmp_path / "out.jsonl"
    out.write_text("earlier\n")
    outcome = run("code", "-", "--out", out, stdin=b'{"id": "a", "text": "Iran met Syria."}\n')
    assert outcome.status == 1
    assert len(outcome.err.splitlines()) == 1 and "LEGATION_DEBUG=1" in outcome.err
    assert out.read_text() == "earlier\n"
    assert list(tmp_path.iterdir()) == [out]


def test_an_interrupted_run_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("legation.engines.local.Coder.code", interrupted)
    outcome = run("code", "-", "--out", tmp_path / "out.jsonl", stdin=b'{"id": "a", "text": "Iran met Syria."}\n')
    assert outcome.status == 130 and "Traceback" not in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_an_archive_that_another_process_holds_is_refused(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    code = f"import duckdb, sys; c = duckdb.connect({str(archive)!r}); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None and other.stdout.readline() == "held\n"
        outcomes = [
            run("read", tmp_path / "good.txt", "--archive", archive),
            run("show", "events", "--archive", archive),
        ]
        other.communicate("")
    for outcome in outcomes:
        assert outcome.status == 2 and "another process" in outcome.complaint
    assert run("show", "events", "--archive", archive, "--format", "json").status == 0


@pytest.fixture
def locked_folder() -> Iterator[Path]:
    """A folder that this process may read and not write, though root may all."""
    root = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "good.txt").write_text(GOOD)
        assert run("read", folder / "good.txt", "--archive", folder / "a.duckdb").status == 0
        (folder / "a.duckdb.fts.sqlite").unlink()
        assert run("search", "Iran", "--archive", folder / "a.duckdb").status == 0
        (folder / "a.duckdb.fts.sqlite").unlink()
        folder.chmod(0o555)
        if root:
            os.seteuid(65534)
        try:
            yield folder
        finally:
            if root:
                os.seteuid(0)
            folder.chmod(0o755)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="needs file permissions as POSIX has them")
def test_a_folder_that_cannot_be_written(locked_folder: Path) -> None:
    before = sorted(locked_folder.iterdir())
    outcomes = [
        run("read", locked_folder / "good.txt", "--archive", locked_folder / "new.duckdb"),
        run("code", "-", "--out", locked_folder / "out.jsonl", stdin=b'{"id": "a", "text": "Iran met Syria."}'),
        run("brief", "--archive", locked_folder / "a.duckdb", "--out", locked_folder / "brief.html"),
    ]
    if os.getuid() == 0:
        outcomes.append(run("read", locked_folder / "good.txt", "--archive", locked_folder / "a.duckdb"))
    for outcome in outcomes:
        assert outcome.status == 2, outcome
        assert "cannot be" in outcome.complaint
    shown = run("show", "events", "--archive", locked_folder / "a.duckdb", "--format", "json")
    assert shown.status == 0 and "CONSULT" in shown.out
    assert run("search", "Damascus", "--archive", locked_folder / "a.duckdb").status == 0
    assert sorted(locked_folder.iterdir()) == before


def test_settings_that_cannot_be_used_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "legation.toml").write_text("workers = 0\n")
    assert "workers" in run("code", "-").complaint
    (tmp_path / "legation.toml").write_text("workers = [\n")
    assert "not a TOML file" in run("code", "-").complaint
    (tmp_path / "legation.toml").unlink()
    monkeypatch.setenv("LEGATION_MIN_CONFIDENCE", "high")
    outcome = run("code", "-")
    assert outcome.status == 2 and "min_confidence" in outcome.complaint


def test_an_archive_without_rows_shows_so(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "other.duckdb")) as connection:
        connection.execute("CREATE TABLE theirs (x INTEGER)")
    outcome = run("show", "events", "--archive", tmp_path / "other.duckdb")
    assert outcome.status == 2 and "archive" in outcome.complaint
