"""The `portal` command: one file a subcommand, imported when it is called and not before."""

from functools import cached_property
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any

import click

from portal.settings import BadSettings, Settings, instance_folder, load

if TYPE_CHECKING:
    from portal.store.database import Database

REFUSED = 2  # the exit code of every refusal


class Office:
    """What a subcommand is given (`@click.pass_obj`): where the council's instance is, and what it says."""

    def __init__(self, instance: Path) -> None:
        self.instance = instance

    @cached_property
    def settings(self) -> Settings:
        """instance/council.toml, read at first need. Raises BadSettings."""
        return load(self.instance)

    def database(self) -> "Database":
        """The council's database with its keys, opened anew. Raises BadSettings, BadKeys or Unsafe."""
        from portal.store.database import Database
        from portal.store.sealing import read_keys

        return Database(self.settings, read_keys(self.settings.key_file.parent))


FILES = {"import": "import_records"}
"""A subcommand whose file cannot have its name: `import` is a word of Python's."""


class Commands(click.Group):
    """A subcommand is a file of this folder with a `command` in it; `portal staff-list` is staff_list.py."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        called = {file: name for name, file in FILES.items()}
        names = (called.get(module.name, module.name) for module in iter_modules(__path__))
        return sorted(name.replace("_", "-") for name in names if not name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        file = FILES.get(cmd_name, cmd_name.replace("-", "_"))
        found = getattr(import_module(f"{__name__}.{file}"), "command", None)
        return found if isinstance(found, click.Command) else None

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if not (sentence := _sentence(error)):
                raise
            click.echo(sentence, err=True)
            ctx.exit(REFUSED)


def _sentence(error: Exception) -> str:
    """What the operator reads of an exception; "" if it was not written for them. Imported only now, so that `portal due` stays quick."""
    from portal.procedure.model import UnknownSetting

    if isinstance(error, BadSettings | UnknownSetting):
        return str(error)
    from sqlalchemy.exc import OperationalError

    from portal.store.database import Busy, Unsafe
    from portal.store.sealing import BadKeys

    if isinstance(error, OperationalError):
        return f"The database cannot be used: {str(error.orig).splitlines()[0]}"
    return str(error) if isinstance(error, BadKeys | Unsafe | Busy) else ""


@click.command(cls=Commands, name="portal")
@click.option("--instance", type=click.Path(file_okay=False), help="The instance folder; else HEARD_INSTANCE, else ./instance.")
@click.pass_context
def main(ctx: click.Context, instance: str | None) -> None:
    """Heard: a feedback portal for a council's children's services."""
    ctx.obj = Office(instance_folder(instance))
