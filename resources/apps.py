"""The resources app."""

from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    """Furnish the resources app."""

    name = "resources"
    label = "resources"

    def ready(self) -> None:
        """Open the doors, and answer what incidents record."""
        # Importing the reactions imports the doors, and with them the folds.
        from command.core.reactions import enter
        from resources import closing
        from resources.inside import enter_all
        from resources.reactions import release_when_over
        from resources.sections import fill

        enter("incident.moved", release_when_over)
        closing.enter_all()
        enter_all()
        fill()
