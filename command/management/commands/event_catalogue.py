"""``manage.py event_catalogue > command/docs/events.md``: every kind of fact there is."""

from dataclasses import fields
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from command.core.events import CATALOGUE

HEAD = """# The catalogue of facts

Every entry of the journal is one of these. The same text is what the feed says.
Made by `python3 manage.py event_catalogue`; a test fails when a fact is missing.

| kind | says | fields |
|---|---|---|
"""


class Command(BaseCommand):
    """Prints the catalogue as Markdown."""

    help = "Print every kind of fact with its sentence and its fields."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one row a kind."""
        with translation.override("en"):
            rows = [
                f"| `{kind}` | {event.says} | {', '.join(f.name for f in fields(event))} |"
                for kind, event in sorted(CATALOGUE.items())
            ]
        self.stdout.write(HEAD + "\n".join(rows))
