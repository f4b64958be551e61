"""The tasking app."""

import importlib
from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

DATA = Path(__file__).parent / "data"


class TaskingConfig(AppConfig):
    """Furnish the tasking app."""

    name = "command.tasking"
    label = "tasking"

    def ready(self) -> None:
        """Enter what tasking does about facts below it, and its kinds for decisions."""
        from command.core import media, reactions, rules
        from command.tasking import closing, errands, images, models, recon, sections
        from command.tasking.lifecycle import TaskKind
        from command.tasking.reactions import draft_decided
        from incidents import service
        from incidents.joint.words import enter_task_kinds

        reactions.enter("decision.task_wanted", draft_decided)
        enter_task_kinds(TaskKind.choices)
        recon.enter_all()
        errands.enter_all()
        closing.enter_all()
        images.enter_target()
        media.enter_seer(
            importlib.import_module("command.tasking.selectors.recipients").may_see
        )
        service.enter(importlib.import_module("command.tasking.selectors.sent").is_sent)
        importlib.import_module("command.tasking.files").enter_purpose()
        # Workers find tasks by import.
        importlib.import_module("command.tasking.clock")
        sections.fill()
        rules.enter(
            rules.Book(
                slug="task-limits",
                title=_("Limits and clocks of tasks"),
                model=models.TaskLimit,
                shipped=DATA / "task_limits.csv",
                columns=("value", "unit"),
            )
        )
        rules.enter(
            rules.Book(
                slug="task-templates",
                title=_("Task templates"),
                model=models.TaskTemplate,
                shipped=DATA / "task_templates.csv",
                columns=("title", "kind", "due_minutes"),
            )
        )
