"""Linguistic and reference data: reviewed YAML and compact tables, loaded through one loader."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML built without libyaml
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


@cache
def load(name: str) -> Any:
    """The parsed content of ``resources/NAME`` (a YAML path such as ``actors/states.yaml``). Read once per process.

    Callers must not change what they get. Raises ``FileNotFoundError`` where there is no such file.
    """
    return yaml.load(_path(name).read_text(encoding="utf-8"), Loader=_Loader)


def read_bytes(name: str) -> bytes:
    """The bytes of ``resources/NAME``."""
    data: bytes = _path(name).read_bytes()
    return data


def names(folder: str, suffix: str = ".yaml") -> list[str]:
    """The resource files directly in ``folder``, as names for :func:`load`, sorted."""
    return sorted(f"{folder}/{item.name}" for item in _path(folder).iterdir() if item.name.endswith(suffix))


def _path(name: str) -> Any:
    where = files(__package__)
    for part in name.split("/"):
        where = where.joinpath(part)
    return where
