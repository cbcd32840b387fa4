"""The command line. Qt is imported only by the commands that show something."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from console.cli_calendar import import_calendar, reexplain
from console.cli_data import demo, importing, init_db
from console.cli_deadline import deadline
from console.cli_doctor import doctor
from console.cli_figures import cases, figures
from console.cli_mapping import mapping
from console.cli_options import At, Db, Json, Lang
from console.cli_organisation import import_grids, import_organisation, template
from console.cli_steward import steward
from console.output import Out, plain_streams, told
from console.screens import choose_input_method, has_screen, use_offscreen

app = typer.Typer(
    help="Zhihui 指挥: command-centre console for street-level governance.",
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("init-db")(init_db)
app.command("demo")(demo)
importing.command("organisation")(import_organisation)
importing.command("grids")(import_grids)
app.add_typer(importing, name="import")
importing.command("calendar")(import_calendar)
app.command("reexplain")(reexplain)
app.add_typer(template, name="template")
app.add_typer(mapping, name="mapping")
app.command("figures")(figures)
app.command("cases")(cases)
app.command("deadline")(deadline)
app.command("doctor")(doctor)
app.command("steward")(steward)

Officer = Annotated[str | None, typer.Option("--officer", help="Code of the officer to act as.")]
Theme = Annotated[str, typer.Option("--theme", help="light or dark.")]
PICTURES = Path("out")


@app.callback(invoke_without_command=True)
def _default(
    context: typer.Context,
    demo: Annotated[bool, typer.Option("--demo", help="Open the demonstration without asking.")] = False,
    no_ask: Annotated[
        bool, typer.Option("--no-ask", help="Open the remembered database, else the demonstration, without asking.")
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        show_desk(None, None, None, None, demo=demo, ask=False if no_ask else None)


@app.command()
def desk(db: Db = None, at: At = None, officer: Officer = None, lang: Lang = None) -> None:
    """Open the duty desk (also what `zhihui` alone does; the first time it asks where to begin)."""
    show_desk(db, at, officer, lang)


@app.command("first-run")
def first_run(lang: Lang = None) -> None:
    """Choose where to begin: demonstration, own street, shared database, a file of cases."""
    show_desk(None, None, None, lang, ask=True)


def show_desk(
    db: str | None, at: str | None, officer: str | None, lang: str | None, *, demo: bool = False,
    ask: bool | None = None,
) -> None:  # fmt: skip
    """Opens the desk; on a machine without a screen it says so and writes pictures instead.

    `demo` opens the demonstration without asking; `ask` says whether to ask where to begin, None: where it is open.
    """
    from console.settings import load_settings

    out = Out(lang or load_settings().lang, False)
    with told(out):
        if not has_screen():
            from console.shots import write_main_pages

            out.say("no_screen", folder=str(PICTURES))
            use_offscreen()
            for path in write_main_pages(PICTURES, db=db, at=at):
                typer.echo(str(path))
            return
        choose_input_method()
        from console.app import run_desk

        raise typer.Exit(run_desk(db, at, officer, out, demo=demo, ask=ask))


@app.command()
def shot(
    page: Annotated[str, typer.Argument(help="Page to show: desk, ledger, import, first-run.")],
    picture: Annotated[Path, typer.Argument(help="PNG file to write.")],
    size: Annotated[str, typer.Option(help="WIDTHxHEIGHT.")] = "1920x1080",
    theme: Theme = "light",
    case: Annotated[str | None, typer.Option("--case", help="Number or id of the case to select.")] = None,
    form: Annotated[
        str | None,
        typer.Option("--form", help="Form to open: an act's, e.g. file, or street, shared, cases."),
    ] = None,
    db: Db = None,
    at: At = None,
    officer: Officer = None,
    as_json: Json = False,
    lang: Lang = None,
) -> None:
    """Write any page of any database as a picture; needs no screen."""
    out = Out(lang, as_json)
    with told(out):
        use_offscreen()
        from console.shots import Shot, take

        wanted = Shot.asked(page, size, out.messages.language, theme, case, form)
        take(wanted, picture, db=db, at=at, officer=officer)
        out.result({"picture": str(picture), "page": page, "size": size})


def run() -> None:
    """Entry point of the `zhihui` command."""
    plain_streams()
    app()
