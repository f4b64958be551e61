"""The tasking app."""

from django.apps import AppConfig


class TaskingConfig(AppConfig):
    """Furnish the tasking app."""

    name = "command.tasking"
    label = "tasking"

    def ready(self) -> None:
        """Enter what tasking does about facts below it, and its kinds for decisions."""
        from command.core import reactions
        from command.tasking import closing, sections
        from command.tasking.lifecycle import TaskKind
        from command.tasking.reactions import draft_decided
        from incidents.joint.words import enter_task_kinds

        reactions.enter("decision.task_wanted", draft_decided)
        enter_task_kinds(TaskKind.choices)
        closing.enter_all()
        sections.fill()
