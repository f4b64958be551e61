"""``manage.py plan_errors > command/docs/plan_errors.md``: the error catalogue of plans."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from plans.compiler.catalogue import CATALOGUE, Entry
from plans.compiler.catalogue.entry import DATA

HEAD = """# The error catalogue of plans

What the compiler can find in a plan. An **E** keeps it from being submitted, a **W** does not.
The examples are changes to the plan at the end of this page: a place of the document, and the
value that stands there. Made by `python3 manage.py plan_errors`; a test fails when it is not
current, and another when an example does not show its fault alone or its remedy does not help.
`python3 manage.py check_plans` compiles files, or the library, and ends with a status for CI.
"""


class Command(BaseCommand):
    """Prints the catalogue as Markdown."""

    help = "Print every code of the plan compiler with its reason, its remedy and an example."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one section a code, and the plan that the examples change."""
        with translation.override("en"):
            parts = [HEAD, *(_section(entry) for entry in CATALOGUE.values())]
        sound = (DATA / "sound.yaml").read_text(encoding="utf-8")
        parts.append(f"## The sound plan\n\n```yaml\n{sound}```\n")
        self.stdout.write("\n".join(parts).rstrip("\n"))


def _section(entry: Entry) -> str:
    wrong, right = "\n".join(entry.example.wrong_lines), "\n".join(entry.example.right_lines)
    return (
        f"## {entry.code} {entry.title}\n\n"
        f"{entry.general_says} {entry.why}\n\n"
        f"**Remedy**: {entry.general_remedy}\n\n"
        f"```yaml\n# wrong\n{wrong}\n# right\n{right}\n```\n"
    )
