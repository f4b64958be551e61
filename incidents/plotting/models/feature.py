"""Drawn features: a header, insert-only versions, and what they say now."""

from django.contrib.gis.db import models
from django.db.models import Q

from command.core.folding import Change, State
from command.core.models import OwnedModel, Person, one_of_each
from incidents.models import Incident
from incidents.plotting.lifecycle import Style, Visibility


class Feature(OwnedModel):
    """Something that somebody drew on the map of an incident. What it is now: ``state``."""

    heir_of = "incident"

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="features")
    author = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    drawn_at = models.DateTimeField()

    class Meta:
        ordering = ["drawn_at", "pk"]
        constraints = [one_of_each("plotting_feature_one_of_each")]

    def __str__(self) -> str:
        return str(self.pk)


class FeatureVersion(Change):
    """One version of a feature, whole: its geometry and all properties stand in ``data``.

    ``data["changed"]`` names what differs from the version before. An undo or a
    restoration is a version too.
    """

    heir_of = "feature"

    feature = models.ForeignKey(Feature, models.PROTECT, related_name="versions")

    class Meta:
        ordering = ["step", "origin"]
        constraints = [
            one_of_each("plotting_featureversion_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "feature", "step"],
                name="plotting_featureversion_step_once",
            ),
            models.CheckConstraint(
                name="plotting_featureversion_step_counts", condition=Q(step__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.feature_id} {self.step} {self.kind}"


class FeatureState(State):
    """What a feature is now; the fold of its versions. Node-local.

    ``step`` is the number of the version. ``shape`` is WGS 84, kept as geography:
    its index answers how many metres lie between. ``buffer_m`` is the width of the
    zone around it, 0 for none.
    """

    feature = models.OneToOneField(
        Feature, models.PROTECT, primary_key=True, related_name="state"
    )
    shape = models.GeometryField(srid=4326, geography=True, null=True)
    category = models.CharField(max_length=6)
    label = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    visibility = models.CharField(
        max_length=4, choices=Visibility.choices, default=Visibility.ROOM
    )
    expires_at = models.DateTimeField(null=True)
    buffer_m = models.PositiveIntegerField(default=0)
    style = models.CharField(max_length=6, choices=Style.choices, default=Style.SOLID)
    removed = models.BooleanField(default=False)
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="plotting_featurestate_words_known",
                condition=Q(visibility__in=Visibility.values, style__in=Style.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.feature_id} {self.step}"
