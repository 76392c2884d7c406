"""The command line: thin commands over the flows. The only place with exit codes.

Exit codes: 0 done (or nothing new, or nothing different), 1 the data failed its gate, or releases differ, or one is not as it was
published, 2 the call or the input was wrong, 3 a fault of the program, 130 interrupted. Nothing heavy is imported before a
command runs, so that `--help` is instant.
"""

import sys
from typing import Annotated

import typer

import flows
from flows.cli import corrections, pipeline, published

app = typer.Typer(
    name="dyad",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help="Turn English text about how states deal with each other into a dataset release.",
    epilog="Example: [bold]dyad release --raw raw --releases releases[/bold]",
)

COMMANDS = {
    "From text to a release": {
        pipeline.release: "dyad release --raw my_texts --releases my_releases",
        pipeline.ingest: "dyad ingest --raw my_texts --work work",
        pipeline.extract: "dyad extract --work work --workers 2",
        pipeline.validate: "dyad validate --work work",
        pipeline.publish: "dyad publish --work work --releases my_releases",
        pipeline.serve: 'dyad serve --cron "0 3 * * *"',
    },
    "Releases": {
        published.versions: "dyad versions --releases my_releases",
        published.diff: "dyad diff 0.1.0 latest",
        published.verify: "dyad verify 0.2.0 --rebuild",
        published.export: "dyad export latest --format csv --table figures",
        corrections.correct: 'dyad correct "report#f120-135" status=forecast --reason "it says: is to reach" --author "A. Rey"',
    },
}


@app.callback(invoke_without_command=True)
def dyad(
    version: Annotated[bool, typer.Option("--version", help="Print the version of the program and stop.")] = False,
) -> None:
    """Options of the program itself."""
    if version:
        typer.echo(f"dyad {flows.__version__}")
        raise typer.Exit


for panel, commands in COMMANDS.items():
    for command, example in commands.items():
        app.command(epilog=f"Example: [bold]{example}[/bold]", rich_help_panel=panel)(command)


def main() -> None:
    """Run the command line."""
    sys.exit(app(standalone_mode=True))
