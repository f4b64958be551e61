"""The routing app."""

from django.apps import AppConfig


class RoutingConfig(AppConfig):
    """Furnish the routing app."""

    name = "resources.routing"
    label = "routing"
