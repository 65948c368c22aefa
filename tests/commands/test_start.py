"""The program as it is installed: in its own process, from a shell."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

HEAVY = ("spacy", "thinc", "duckdb", "trafilatura", "numpy", "rich.table", "pypdfium2", "lxml")


def legation(*words: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    code = "from legation.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *words], input=stdin, capture_output=True, text=True, timeout=120, check=False
    )


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom legation.cli import main\nsys.argv = ['legation', '--help']\n"
        "try:\n    main()\nexcept SystemExit as stop:\n    code = stop.code\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], code, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stderr.strip() == "[] 0"
    for command in ("code", "annotate", "read", "show", "explain", "brief", "demo"):
        assert command in done.stdout


def test_the_script_of_the_package_runs_main() -> None:
    scripts = entry_points(group="console_scripts", name="legation")
    assert [script.value for script in scripts] == ["legation.cli:main"]


def test_exit_status_and_streams_of_the_process() -> None:
    done = legation("code", "-", stdin='{"id": "a", "text": "Iran met Syria."}\nnonsense\n')
    assert done.returncode == 3
    assert json.loads(done.stdout)["document"]["id"] == "a"
    assert done.stderr.startswith("refused: -:2: ") and len(done.stderr.splitlines()) == 1


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    rows = tmp_path / "in.jsonl"
    rows.write_text("".join(json.dumps({"text": "Iran", "n": n, "x": "y" * 2000}) + "\n" for n in range(200)))
    command = f"{sys.executable} -c 'from legation.cli import main; main()' resolve {rows} | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=120, check=True)
    assert json.loads(done.stdout)["country"] == "IRN"
    assert done.stderr == ""
