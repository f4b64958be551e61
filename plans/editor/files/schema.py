"""The JSON Schema of a plan's file, for editors and machines elsewhere.

What is asked of each field comes from ``plans.document.schema``, so that what is published
is what is read; here it gets names, and the head of the file around it.
"""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final

from django.utils.translation import gettext as _

from command.core import regions
from command.core.models import Organisation
from plans.document.rules import Parts
from plans.document.schema import schema_of
from plans.document.shape import FORMAT, Document
from plans.editor.words import hint_of, label_of
from plans.models import Plan

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
SCHEMA_ID: Final = "urn:joint-command:plan:1"


def file_schema() -> dict[str, Any]:
    """Return the schema of a file, its titles in the language of the reader."""
    return {
        "$schema": DRAFT,
        "$id": SCHEMA_ID,
        "title": _("Plan of a city"),
        "description": _("A contingency plan as data, in YAML or JSON."),
        "type": "object",
        "additionalProperties": False,
        "required": ["format", "city", "kind", "title", "document"],
        "properties": _head() | {"document": _named(Document, schema_of(Document))},
    }


def _head() -> dict[str, Any]:
    return {
        "format": {"title": _("Format"), "const": FORMAT},
        "city": {
            "title": _("City"),
            "description": "GB/T 2260",
            "enum": [*regions.CITIES, regions.REGION],
        },
        "kind": {"title": _("Kind of plan"), "enum": list(Plan.Kind.values)},
        "department": {"title": _("Department"), "enum": ["", *Organisation.Kind.values]},
        "title": {"title": _("Title"), "type": "string", "minLength": 1, "maxLength": 120},
        "title_en": {"title": _("Title in English"), "type": "string", "maxLength": 160},
        "event_types": {
            "title": _("Kinds of events"),
            "description": _("Codes of the national list, or how they begin."),
            "type": "array",
            "items": {"type": "string", "pattern": "^1[1-4][A-Z0-9]{0,3}$"},
            "maxItems": 50,
        },
    }


def _named(part: type, schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of ``part`` with a title and a description at each field."""
    properties: dict[str, Any] = {}
    for field in fields(part):
        told = dict(schema["properties"][field.name])
        rule = field.metadata["rule"]
        if isinstance(rule, Parts):
            told["items"] = _named(rule.of, told["items"])
        told["title"] = label_of(part, field.name)
        if hint := hint_of(part, field.name):
            told["description"] = hint
        properties[field.name] = told
    return {**schema, "properties": properties}
