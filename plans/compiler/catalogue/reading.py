"""Faults of a document that cannot be read."""

from django.utils.translation import gettext_lazy as _

from plans.compiler.catalogue.entry import Entry

ENTRIES = (
    Entry(
        "E001",
        _("Cannot be read"),
        _("The plan cannot be read at “%(place)s”."),
        _("A value of the wrong kind, out of range or unknown could mean anything."),
        _("Write a value that the JSON Schema of plans allows at “%(place)s”."),
    ),
)
