"""The rooms of docs/ARCHITECTURE.md: a lower room never imports an upper one, and modules and functions stay small."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "legation"
# From the ground up. A room imports from those before it and from the common ground, never from those after it.
ROOMS = (
    "read", "parse", "actors", "codebook", "events", "attribution", "engines", "archive", "imports", "compare", "analyse",
    "export", "desk", "evaluate", "commands", "cli",
)  # fmt: skip
# What every room may import; it imports no room itself.
GROUND = ("errors", "record", "layers", "resources", "settings", "tokens")
LINES, FUNCTION_LINES = 400, 70
MODULES = sorted(PACKAGE.rglob("*.py"))


def room(module: Path) -> str:
    """The first part of a module's path below the package, without its ending."""
    return module.relative_to(PACKAGE).with_suffix("").parts[0]


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and room of every import from within the package, those inside functions and for types too."""
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            first, *rest = name.split(".")
            if first == "legation" and rest and rest[0] in (*ROOMS, *GROUND):
                yield node.lineno, rest[0]


def parsed(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def test_every_module_stands_in_a_room_or_on_the_ground() -> None:
    assert {room(module) for module in MODULES} <= {*ROOMS, *GROUND, "__init__"}


def test_no_room_imports_from_the_rooms_above_it() -> None:
    wrong = [
        f"{module.relative_to(PACKAGE)}:{line} imports {other}"
        for module in MODULES
        if room(module) in ROOMS
        for line, other in imported(parsed(module))
        if other in ROOMS and ROOMS.index(other) > ROOMS.index(room(module))
    ]
    assert wrong == []


def test_the_ground_stands_on_no_room() -> None:
    wrong = [
        f"{module.relative_to(PACKAGE)}:{line} imports {other}"
        for module in MODULES
        if room(module) in GROUND
        for line, other in imported(parsed(module))
        if other in ROOMS
    ]
    assert wrong == []


def test_no_import_is_relative() -> None:
    """The checks above read names as they are written."""
    wrong = [
        f"{module.relative_to(PACKAGE)}:{node.lineno}"
        for module in MODULES
        for node in ast.walk(parsed(module))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert wrong == []


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_and_its_functions_are_small(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert text.count("\n") < LINES
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 >= FUNCTION_LINES
    ]
    assert long == []
