"""Shapes of the API of imports."""

from typing import Any

from rest_framework import serializers
from rest_framework.serializers import Serializer

from command.core.api.fields import Strict
from command.core.api.shapes import shape_of
from resources.importing.models import SheetKind
from resources.importing.selectors import RunCard

RunAnswer = shape_of(RunCard)


class RegisterFileInput(Strict):
    """A file, and which register it is of."""

    sheet = serializers.ChoiceField(SheetKind.choices)
    file = serializers.FileField()


class ConfirmImportInput(Strict):
    """Consent to a preview: its digest, and whether faulty lines are left out."""

    digest = serializers.RegexField(r"^[0-9a-f]{64}\Z")
    leave_out_faulty = serializers.BooleanField(default=False)


class UndoImportInput(Strict):
    """Why an import is undone."""

    reason = serializers.CharField(max_length=200)


class ImportProblemAnswer(Serializer[Any]):
    """Something about one cell; an error keeps its line out."""

    line = serializers.IntegerField()
    column = serializers.CharField()
    value = serializers.CharField(allow_blank=True)
    reason = serializers.CharField()
    remedy = serializers.CharField(allow_blank=True)
    is_error = serializers.BooleanField()


class PreviewAnswer(Serializer[Any]):
    """An import with what it would do: digest, problems, and the first lines."""

    run = RunAnswer()
    digest = serializers.CharField()
    problems = ImportProblemAnswer(many=True)
    sample = serializers.JSONField()
