"""What commands share: refusals to standard error, exit statuses, output files that are whole or not there."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import typer

from legation.errors import InputRefused, LegationError

if TYPE_CHECKING:
    from legation.settings import Settings

# Newer releases of typer bring their own copy of click, older ones use the package: the errors of the one in use.
_Usage: Any = import_module(typer.BadParameter.__module__).ClickException

DONE, BUG, USAGE, REFUSED = 0, 1, 2, 3


class Refusals:
    """Counts refused inputs and names each on standard error as it comes."""

    def __init__(self) -> None:
        self.count = 0

    def add(self, refused: InputRefused) -> None:
        """Print one refusal."""
        self.count += 1
        print(f"refused: {refused}", file=sys.stderr)

    @property
    def status(self) -> int:
        """Exit status: 3 where something was refused, else 0."""
        return REFUSED if self.count else DONE


@contextlib.contextmanager
def output(path: str) -> Iterator[TextIO]:
    """A text stream to ``path`` (``-``: standard output). The file appears whole at the end or not at all."""
    if path == "-":
        yield sys.stdout
        sys.stdout.flush()
        return
    target = Path(path)
    if target.is_dir():
        raise LegationError(f"{path}: is a folder; give the name of a file")
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent or Path())
    except OSError as error:
        raise LegationError(f"{path}: cannot be written: {error.strerror or error}; choose another place") from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            yield stream
        os.chmod(temporary, 0o666 & ~_umask())  # noqa: PTH101 - a mkstemp file is private, an output is not
        os.replace(temporary, target)  # noqa: PTH105
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108
        raise


def settings(*, workers: int | None = None, model: str | None = None) -> Settings:
    """The settings with what the command line gives. Raises ``LegationError`` where the pipeline is not installed."""
    import importlib.util

    from legation.settings import load

    found = load(workers=workers, model=model)
    name = found.model
    if not Path(name).exists() and not (name.isidentifier() and importlib.util.find_spec(name)):
        raise LegationError(f"model {name!r} is not installed; 'pip install' it or leave --model out")
    return found


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def guarded(run: Callable[..., Any]) -> int:
    """Run the command line and turn what went wrong into one line and an exit status."""
    try:
        result = run(standalone_mode=False)
    except (typer.Exit, SystemExit) as stop:
        code = getattr(stop, "exit_code", getattr(stop, "code", 0))
        return code if isinstance(code, int) else USAGE
    except typer.Abort:
        return USAGE
    except _Usage as error:
        error.show()
        return USAGE
    except InputRefused as error:
        print(f"refused: {error}", file=sys.stderr)
        return REFUSED
    except LegationError as error:
        print(f"error: {error}", file=sys.stderr)
        return USAGE
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
    except Exception as error:
        if os.environ.get("LEGATION_DEBUG"):
            raise
        print(
            f"internal error: {type(error).__name__}: {error} (a bug; set LEGATION_DEBUG=1 to see where)",
            file=sys.stderr,
        )
        return BUG
    return result if isinstance(result, int) else DONE
