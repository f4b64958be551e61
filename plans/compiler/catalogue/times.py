"""Faults of time."""

from django.utils.translation import gettext_lazy as _

from plans.compiler.catalogue.entry import Entry

ENTRIES = (
    Entry(
        "E301",
        _("The deadline is shorter than the way"),
        _("Step %(step)s must be done in %(due)s min, but %(quantity)s %(what)s from %(city)s"
          " can be in %(region)s only after %(minutes)s min."),
        _("The step would be late before it has begun."),
        _("Allow at least %(minutes)s min, need less, or take it from nearer by."),
    ),
    Entry(
        "E302",
        _("Asked for sooner than it can come"),
        _("%(what)s is asked of %(city)s within %(within)s min, but the way alone takes"
          " %(minutes)s min."),
        _("What cannot be kept is no promise."),
        _("Ask for it within %(minutes)s min or later, or ask a nearer city."),
    ),
    Entry(
        "W301",
        _("Little time left beside the way"),
        _("Of the %(due)s min of step %(step)s the way of %(quantity)s %(what)s takes"
          " %(minutes)s min."),
        _("Less time is left for the work than for the way: one delay and it is late."),
        _("Allow more time, or place the force nearer beforehand."),
    ),
)  # fmt: skip
