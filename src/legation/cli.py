"""The command line: parse arguments, call the API, print. Thin on purpose; ``legation --help`` loads no parser."""

from __future__ import annotations

import sys

import typer

from legation.commands import archive, camps, coding, exchange, identities, ledgers, measuring, ruling

app = typer.Typer(
    name="legation",
    help="Reads what is written about foreign affairs and builds from it a record that can be checked.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
coding.register(app)
archive.register(app)
exchange.register(app)
ruling.register(app)
ledgers.register(app)
camps.register(app)
identities.register(app)
measuring.register(app)


def main() -> None:
    """Entry point. A bug ends with one line and exit status 1, never with a traceback (``LEGATION_DEBUG=1`` shows it)."""
    from legation.commands.reporting import guarded

    sys.exit(guarded(app))


if __name__ == "__main__":
    main()
