"""Faults against what the law wants of every plan."""

from django.utils.translation import gettext_lazy as _

from plans.compiler.catalogue.entry import Entry

ENTRIES = (
    Entry(
        "E701",
        _("A chapter is missing"),
        _("The chapter “%(chapter)s” is missing (%(basis)s)."),
        _("A plan without it will not pass the review."),
        _("Write the chapter."),
    ),
    Entry(
        "E702",
        _("A step that the law wants is missing"),
        _("There is no step for “%(demand)s” (%(basis)s)."),
        _("What the law orders must be somebody's task."),
        _("Add a step for it."),
    ),
    Entry(
        "W701",
        _("A chapter says next to nothing"),
        _("The chapter “%(chapter)s” has %(length)s characters, fewer than %(least)s."),
        _("A heading alone guides nobody."),
        _("Write out what holds."),
    ),
)
