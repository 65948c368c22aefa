"""The documentation says what is there: generated pages are current, and no command, setting, view or dependency is left out."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
import typer.main
import yaml

import legation
from legation import evaluate, record
from legation.analyse import VIEWS
from legation.cli import app
from legation.engines.streams import LAYERS
from legation.settings import ENVIRONMENT_PREFIX, FILE_VARIABLE, Settings

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [*(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")), *sorted(DOCS.glob("*.md"))]
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def script(path: str) -> ModuleType:
    """A module of the repository that is not part of the package."""
    spec = importlib.util.spec_from_file_location(Path(path).stem, ROOT / path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", ["genscripts/schema.py", "genscripts/codebook.py"])
def test_a_generated_page_is_what_its_script_writes(path: str) -> None:
    generator = script(path)
    same = generator.written() == generator.PAGE.read_text(encoding="utf-8")
    assert same, f"{generator.PAGE.name} is not current; run 'python {path}'"


def test_the_benchmarks_page_is_what_its_measurements_say() -> None:
    run = script("benchmarks/run.py")
    entries = yaml.safe_load((ROOT / "benchmarks" / "sets.yaml").read_text(encoding="utf-8"))
    results = run.json.loads(run.RESULTS.read_text(encoding="utf-8"))
    assert run.page(entries, results) == run.PAGE.read_text(encoding="utf-8"), "run 'python benchmarks/run.py --page'"
    assert {entry["layer"] for entry in entries} == set(evaluate.LAYERS)


def test_the_first_command_of_the_readme_is_the_demo_and_the_second_runs_the_tests() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", README, re.S)
    assert blocks[0].strip().endswith(".venv/bin/legation demo")
    assert blocks[1].strip().endswith(".venv/bin/pytest")


def commands() -> Iterator[tuple[str, list[str]]]:
    """Every command with its long options."""
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        options = [o for parameter in command.params for o in parameter.opts if o.startswith("--")]
        yield name, [option for option in options if option != "--help"]


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_a_command_is_documented(name: str) -> None:
    assert f"| `legation {name}" in README


def test_the_filters_of_show_are_documented() -> None:
    for option in dict(commands())["show"]:
        assert option in README, option


@pytest.mark.parametrize("name", [*VIEWS, *LAYERS])
def test_a_view_or_layer_is_documented(name: str) -> None:
    assert f"`{name}`" in README


@pytest.mark.parametrize("status", [0, 1, 2, 3])
def test_an_exit_status_is_documented(status: int) -> None:
    assert f"\n| {status} |" in README


@pytest.mark.parametrize("name", legation.__all__)
def test_a_public_name_is_documented(name: str) -> None:
    assert f"legation.{name}" in README


@pytest.mark.parametrize("name", list(Settings.model_fields))
def test_a_setting_is_documented(name: str) -> None:
    field = Settings.model_fields[name]
    default = f"`{field.default}`" if field.default not in ((), None) else "none"
    assert f"| `{name}` | {default} | {field.description} |" in (DOCS / "SETTINGS.md").read_text(encoding="utf-8")


def test_the_variables_that_are_read_are_documented() -> None:
    text = (DOCS / "SETTINGS.md").read_text(encoding="utf-8")
    package = ROOT / "src" / "legation"
    read = {
        v
        for file in package.rglob("*.py")
        for v in re.findall(r"\bLEGATION_[A-Z]+\b", file.read_text(encoding="utf-8"))
    }
    assert {name for name in read - {f"{ENVIRONMENT_PREFIX}FIELD"} if f"`{name}" not in text} == set()
    assert FILE_VARIABLE in text


def dependencies() -> Iterator[str]:
    """The names in pyproject.toml, with those of the extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for listed in (project["dependencies"], *project["optional-dependencies"].values()):
        for requirement in listed:
            yield re.split(r"[<>=!~\[; ]", requirement)[0]


def test_each_dependency_has_its_line_and_no_line_is_left_over() -> None:
    listed = re.findall(r"^\| `([^`]+)` \|", (DOCS / "DEPENDENCIES.md").read_text(encoding="utf-8"), re.M)
    assert sorted(listed) == sorted(set(dependencies()))


@pytest.mark.parametrize("name", list(record.Record.model_fields))
def test_each_layer_of_the_record_and_its_fields_are_told(name: str) -> None:
    text = (DOCS / "RECORD.md").read_text(encoding="utf-8")
    layers = {
        "document": record.Document, "coded_by": record.CodedBy, "actors": record.Actor, "events": record.Event,
        "claims": record.Claim, "agreements": record.Agreement, "relations": record.Relation,
        "interests": record.Interest, "forecasts": record.Forecast,
    }  # fmt: skip
    assert f"## {name}\n" in text or f"`{name}`" in text
    if name in layers:
        assert [field for field in layers[name].model_fields if f"`{field}`" not in text] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert [link for link in LINK.findall(text) if not (page.parent / link).exists()] == []
