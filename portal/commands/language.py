"""`portal language`: which translations there are, and by whom each was checked."""

from datetime import date, datetime

import click

from portal import language as languages
from portal.commands import REFUSED


@click.group("language")
def command() -> None:
    """Translations: list, waiting, checked."""


@command.command("list")
def list_languages() -> None:
    """One line for each language: its code, its name, who checked it and when, and how many sentences wait to be checked again."""
    for one in languages.there_are():
        review = languages.review_of(one)
        checked = f"checked by {review.by} on {review.on}" if review else "checked by nobody: off outside a demonstration"
        click.echo(f"{one}\t{languages.own_name(one)}\t{checked}\t{len(languages.fallen_back(one))} waiting")


@command.command("waiting")
@click.argument("code", type=click.Choice(languages.there_are()))
def waiting(code: str) -> None:
    """Print each sentence that waits to be checked, the English first; the public reads the English until then."""
    for english, text in languages.fallen_back(code):
        click.echo(f"{english}\n    {text}\n")


@command.command("checked")
@click.argument("code", type=click.Choice(languages.there_are()))
@click.option("--by", required=True, help="Who read every sentence: a name.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), required=True, help="The day they did.")
def checked(code: str, by: str, on: datetime) -> None:
    """Write down that a named person has checked a language, above all its safety, consent, Exit and 'what happens next' texts."""
    if not by.strip() or on.date() > date.today():
        click.echo("Say who checked it, and a day that is not in the future.", err=True)
        raise SystemExit(REFUSED)
    number = languages.write_review(code, by.strip(), on.date())
    click.echo(f"{number} sentences of {languages.own_name(code)} are marked as checked by {by.strip()}. Switch it on with council.languages.")
