"""Charts in templates."""

from django import template

from command.board.cards import Gauge
from command.board.drawing import Spark, spark

register = template.Library()


@register.filter
def sparkline(gauge: Gauge) -> Spark | None:
    """Return the line of a sensor's last readings; None when there are too few to draw."""
    return spark(gauge.readings, gauge.limit)
