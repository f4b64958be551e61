"""The JSON Schema of a plan's document, made from the rules that read it."""

from dataclasses import MISSING, fields
from typing import Any

from plans.document.rules import Parts
from plans.document.shape import Document


def schema_of(part: type = Document) -> dict[str, Any]:
    """Return the schema of ``part``: an object of known properties only."""
    known = {field.name: field for field in fields(part)}
    required = [name for name, field in known.items() if field.default is MISSING]
    return {
        "type": "object",
        "additionalProperties": False,
        **({"required": required} if required else {}),  # OpenAPI wants no empty list
        "properties": {name: _of(field.metadata["rule"]) for name, field in known.items()},
    }


def _of(rule: Any) -> dict[str, Any]:
    if isinstance(rule, Parts):
        return {"type": "array", "items": schema_of(rule.of), "maxItems": rule.most}
    described: dict[str, Any] = rule.schema()
    return described
