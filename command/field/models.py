"""What phones have sent, what of it disagreed with newer data, and which phones there are.

Node-local: a phone speaks to its node, and what it did is in the journal and in the tables
of the rooms below.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from command.core.ids import new_id
from command.core.models import Person, Region
from command.core.models.rule import Rule, rule_constraints

WORDS_LENGTH = 300
VERSION_LENGTH = 64


class FieldOperation(models.Model):
    """One act on a phone, under the id that the phone made; written with what it did.

    ``claimed_at`` is the phone's own time, ``occurred_at`` that time corrected by
    ``ahead_ms``, by which the phone's clock was ahead when it sent. ``thing`` is what it was
    about, ``before`` and ``after`` that thing's versions. ``code`` is read over the radio.
    ``reason`` is in Chinese, ``reason_en`` in English: whoever reads it is seldom who sent it.
    """

    class Outcome(models.TextChoices):
        """What became of it. What is refused leaves no row."""

        APPLIED = "applied", pgettext_lazy("operation", "Applied")
        CONFLICT = "conflict", pgettext_lazy("operation", "Before the liaison")
        LEFT = "left", pgettext_lazy("operation", "Let be")

    id = models.UUIDField(primary_key=True, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    exercise = models.ForeignKey(
        "core.Exercise", models.PROTECT, null=True, editable=False, related_name="+"
    )
    device = models.UUIDField()
    sequence = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=24)
    payload = models.JSONField(default=dict)
    base_version = models.CharField(max_length=VERSION_LENGTH, blank=True)
    claimed_at = models.DateTimeField()
    occurred_at = models.DateTimeField()
    received_at = models.DateTimeField()
    received_on = models.DateField()
    ahead_ms = models.BigIntegerField(default=0)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.APPLIED)
    reason = models.CharField(max_length=WORDS_LENGTH, blank=True)
    reason_en = models.CharField(max_length=WORDS_LENGTH, blank=True, db_default="")
    code = models.CharField(max_length=6)
    thing = models.CharField(max_length=60, blank=True)
    before = models.CharField(max_length=VERSION_LENGTH, blank=True)
    after = models.CharField(max_length=VERSION_LENGTH, blank=True)
    result = models.JSONField(default=dict)

    class Meta:
        ordering = ["-received_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "received_on"], name="field_fieldoperation_code_once"
            ),
            models.CheckConstraint(
                name="field_fieldoperation_outcome_known",
                condition=Q(outcome__in=["applied", "conflict", "left"]),
            ),
            models.CheckConstraint(
                name="field_fieldoperation_not_of_the_future",
                condition=Q(occurred_at__lte=models.F("received_at")),
            ),
        ]
        indexes = [
            # moved_on: what one person did to one thing.
            models.Index(
                fields=["person", "thing", "-received_at"], name="field_fieldoperation_thing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class FieldConflict(models.Model):
    """An act on a phone that newer data disagrees with, before the liaison of ``city``.

    ``wanted`` is the act in words and ``stands`` what was found instead, both as the
    catalogue of kinds says them; ``room`` is where it is told.
    """

    class How(models.TextChoices):
        """How it was settled."""

        APPLIED = "applied", pgettext_lazy("field conflict", "Applied")
        LEFT = "left", pgettext_lazy("field conflict", "Let be")

    operation = models.OneToOneField(
        FieldOperation, models.PROTECT, primary_key=True, related_name="conflict"
    )
    exercise = models.ForeignKey(
        "core.Exercise", models.PROTECT, null=True, editable=False, related_name="+"
    )
    city = models.ForeignKey(Region, models.PROTECT, related_name="+")
    room = models.CharField(max_length=100)
    incident = models.UUIDField(null=True)
    title = models.CharField(max_length=200)
    stands = models.JSONField(default=dict)
    why = models.CharField(max_length=WORDS_LENGTH)
    why_en = models.CharField(max_length=WORDS_LENGTH, blank=True, db_default="")
    raised_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    how = models.CharField(max_length=8, choices=How.choices, blank=True)
    words = models.CharField(max_length=WORDS_LENGTH, blank=True)

    class Meta:
        ordering = ["raised_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="field_fieldconflict_settled_wholly",
                condition=Q(how="", decided_at__isnull=True, decided_by__isnull=True)
                | Q(how__in=["applied", "left"], decided_at__isnull=False)
                & Q(decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="field_fieldconflict_left_with_words",
                condition=~Q(how="left") | ~Q(words=""),
            ),
        ]
        indexes = [
            # The inbox of a city's liaison.
            models.Index(
                fields=["city", "raised_at"],
                name="field_fieldconflict_open",
                condition=Q(how=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.operation_id}"


class FieldDevice(models.Model):
    """One installation of the phone application in the hands of one person.

    ``seen_at`` is when the server heard of it last, ``ahead_ms`` by how much its clock was
    ahead then, ``waiting`` how many acts it said it still had to send.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    device = models.UUIDField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    app_version = models.CharField(max_length=40, blank=True)
    first_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ahead_ms = models.BigIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["device", "person"], name="field_fielddevice_once"),
        ]
        indexes = [models.Index(fields=["person", "-seen_at"], name="field_fielddevice_of")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.device}"


class FieldLimit(Rule):
    """One number of the field: see ``command.field.limits`` for the codes."""

    value = models.PositiveIntegerField(_("value"))
    unit = models.CharField(_("unit"), max_length=12, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = rule_constraints("field_fieldlimit")


class Hotline(Rule):
    """One telephone number that every phone of an authority has, also without a network."""

    position = models.PositiveSmallIntegerField(_("position"), default=0)
    name_zh = models.CharField(_("name (Chinese)"), max_length=60)
    name_en = models.CharField(_("name (English)"), max_length=80)
    phone = models.CharField(_("telephone"), max_length=24)

    class Meta:
        ordering = ["code"]
        constraints = rule_constraints("field_hotline")
