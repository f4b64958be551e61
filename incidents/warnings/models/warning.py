"""Warnings: a header that stays with its issuer, and the messages sent about it."""

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from command.core.models import MediaFile, OwnedModel, Person, Region, one_of_each
from incidents.models import EventType, Incident
from incidents.warnings.lifecycle import Certainty, Handling, Kind, Urgency


def codes(*, blank: bool = False) -> "ArrayField[list[str], list[str]]":
    """Return a field for a list of region codes or other short words."""
    return ArrayField(models.CharField(max_length=12), default=list, blank=blank)


class PublicWarning(OwnedModel):
    """One warning event, from its issue to its end; what it says is in its versions.

    ``region`` is the jurisdiction of the issuing unit; of a foreign warning, that of
    the authority which took it in. ``room`` is where it is told.
    """

    heir_of = "incident"

    incident = models.ForeignKey(Incident, models.PROTECT, null=True, related_name="warnings")
    event_type = models.ForeignKey(EventType, models.PROTECT, null=True, related_name="+")
    event_text = models.CharField(max_length=120, blank=True)  # as a foreign sender calls it
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    unit_code = models.CharField(max_length=64)
    unit_name = models.CharField(max_length=120)
    unit_name_en = models.CharField(max_length=120, blank=True)
    foreign = models.BooleanField(default=False)
    room = models.CharField(max_length=100)
    issued_at = models.DateTimeField()

    class Meta:
        ordering = ["-issued_at", "pk"]
        constraints = [
            one_of_each("warnings_publicwarning_one_of_each"),
            models.CheckConstraint(
                name="warnings_publicwarning_named",
                condition=~Q(unit_code="")
                & ~Q(unit_name="")
                & (Q(foreign=True) | Q(event_type__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["-issued_at"], name="warnings_publicwarning_newest")]

    def __str__(self) -> str:
        return f"{self.unit_code} {self.issued_at:%Y%m%d%H%M}"


class WarningVersion(OwnedModel):
    """What a warning says from one moment on. Inserted only; the last one holds.

    Of the eight things that the law wants said, the kind and the issuing unit stand in
    the header, the other six here. ``regions`` are codes of GB/T 2260, ``polygons``
    lists of ``[lat, lon]`` that end where they begin, ``circles`` are ``[lat, lon, m]``,
    all WGS 84. ``addressed`` are the cities that must acknowledge. ``carried`` is what
    a message holds that nothing here is made of; ``original`` its file, if foreign.
    """

    heir_of = "warning"

    warning = models.ForeignKey(PublicWarning, models.PROTECT, related_name="versions")
    step = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    handling = models.CharField(max_length=8, choices=Handling.choices)
    identifier = models.CharField(max_length=200)
    sent_at = models.DateTimeField()
    level = models.PositiveSmallIntegerField(null=True)
    urgency = models.CharField(max_length=10, choices=Urgency.choices)
    certainty = models.CharField(max_length=12, choices=Certainty.choices)
    effective_at = models.DateTimeField(null=True)
    onset_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    headline = models.CharField(max_length=300)
    matters = models.TextField(max_length=4000, blank=True)
    advice = models.TextField(max_length=4000, blank=True)
    area_text = models.CharField(max_length=500, blank=True)
    regions = codes()
    polygons = models.JSONField(default=list)
    circles = models.JSONField(default=list)
    channels = codes(blank=True)
    addressed = codes(blank=True)
    note = models.CharField(max_length=500, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    carried = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    original = models.ForeignKey(MediaFile, models.PROTECT, null=True, related_name="+")
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["step", "origin"]
        constraints = [
            one_of_each("warnings_warningversion_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "warning", "step"], name="warnings_warningversion_step_once"
            ),
            models.UniqueConstraint(
                fields=["origin", "exercise", "identifier"],
                condition=~Q(kind="expired") & Q(original__isnull=True),
                nulls_distinct=False,
                name="warnings_warningversion_identifier_once",
            ),
            models.CheckConstraint(
                name="warnings_warningversion_kind_known", condition=Q(kind__in=Kind.values)
            ),
            models.CheckConstraint(
                name="warnings_warningversion_whole",
                condition=Q(original__isnull=False)
                | (
                    Q(level__range=(1, 4), onset_at__isnull=False, expires_at__isnull=False)
                    & ~Q(matters="")
                    & ~Q(advice="")
                    & ~Q(area_text="")
                    & ~Q(regions=[])
                ),
            ),
            models.CheckConstraint(
                name="warnings_warningversion_ends_after_it_begins",
                condition=Q(original__isnull=False) | Q(expires_at__gt=F("onset_at")),
            ),
        ]
        indexes = [
            models.Index(fields=["warning", "-step"], name="warnings_version_latest"),
            models.Index(fields=["identifier"], name="warnings_version_identifier"),
        ]

    def __str__(self) -> str:
        return self.identifier


class WarningAcknowledgement(OwnedModel):
    """One addressed city has taken note of one version; who did, and when."""

    heir_of = "version"

    version = models.ForeignKey(WarningVersion, models.PROTECT, related_name="acknowledgements")
    city = models.ForeignKey(Region, models.PROTECT, related_name="+")
    actor = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    occurred_at = models.DateTimeField()

    class Meta:
        ordering = ["occurred_at", "pk"]
        constraints = [
            one_of_each("warnings_warningacknowledgement_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "version", "city"], name="warnings_acknowledgement_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.city_id}"
