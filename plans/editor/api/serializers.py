"""Shapes of plans as files."""

from typing import Any

from rest_framework import serializers
from rest_framework.serializers import Serializer

from command.core.api.fields import Strict
from plans.editor.files import LARGEST_FILE


class PlanFileInput(Strict):
    """The file of a plan, YAML or JSON, as text."""

    text = serializers.CharField(
        max_length=LARGEST_FILE, trim_whitespace=False, help_text="/api/plans/schema/"
    )


class PlanImportInput(PlanFileInput):
    """A file that becomes a new plan; what stands beside it replaces what it says."""

    city = serializers.RegexField(r"^[0-9]{6}\Z", required=False, default="")
    title = serializers.CharField(max_length=120, allow_blank=True, default="")
    title_en = serializers.CharField(max_length=160, allow_blank=True, default="")


class DraftFileInput(PlanFileInput):
    """A file that becomes the draft; ``seen`` is the digest of what the writer began with."""

    seen = serializers.CharField(max_length=64, allow_blank=True, default="")


class PlanFileQuery(Serializer[Any]):
    """Which version, and in which form."""

    version = serializers.IntegerField(min_value=1, max_value=10**9, required=False)
    form = serializers.ChoiceField(["yaml", "json"], default="yaml")


class WrittenDraftAnswer(Serializer[Any]):
    """The draft as it is now."""

    plan = serializers.UUIDField()
    version = serializers.IntegerField()
    digest = serializers.CharField()
