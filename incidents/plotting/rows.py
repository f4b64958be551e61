"""Rows of an import: a GeoJSON collection from elsewhere, judged row by row."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from command.core.errors import Invalid
from incidents.plotting.api.serializers import FeatureInput

# What our own export says besides, and other programs leave standing.
LEFT_OUT = {"id", "bbox"}
KNOWN = {"category", "label", "note", "visibility", "expires_at", "buffer_m", "style"}


def read(features: Sequence[Any]) -> list[dict[str, Any]]:
    """Return the rows as the door takes them. Raises ``Invalid`` that names the wrong ones.

    Properties that a drawing does not have are passed over: files come from many
    programs. What a drawing has must be right.
    """
    rows, wrong = [], []
    for number, feature in enumerate(features, start=1):
        given = {name: value for name, value in feature.items() if name not in LEFT_OUT}
        properties = given.get("properties")
        if isinstance(properties, dict):
            given["properties"] = {n: v for n, v in properties.items() if n in KNOWN}
        row = FeatureInput(data=given)
        if row.is_valid():
            rows.append(dict(row.validated_data))
        else:
            wrong.append({"row": number, "message": _said(row.errors)})
    if wrong:
        raise Invalid(
            _("%(count)s rows cannot be drawn; nothing was.") % {"count": len(wrong)},
            rows=wrong,
        )
    return rows


def _said(errors: Any, name: str = "") -> str:
    if isinstance(errors, dict):
        return "; ".join(_said(inner, str(key)) for key, inner in errors.items())
    told = " ".join(map(str, errors)) if isinstance(errors, list) else str(errors)
    return f"{name}: {told}" if name else told
