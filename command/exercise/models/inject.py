"""The inject: what the players are confronted with, and what was seen of their answer."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from command.core.models import Duty, OwnedModel, Person, Region, one_of_each
from plans.models import ActivationStep

TITLE_LENGTH, TEXT_LENGTH = 120, 1000


class Inject(OwnedModel):
    """One line of the master scenario events list: said to players at its time.

    ``at_minutes`` counts scenario minutes from T0. ``sender`` is who says it in the play.
    It goes to every player, or to those of ``region`` and its counties, or of ``post``.
    ``expects`` is what they should do, within ``within_minutes`` scenario minutes.
    """

    class State(models.TextChoices):
        """Planned, then released or left out."""

        PLANNED = "planned", pgettext_lazy("inject", "Planned")
        RELEASED = "released", pgettext_lazy("inject", "Released")
        SKIPPED = "skipped", pgettext_lazy("inject", "Left out")

    class Channel(models.TextChoices):
        """How it would come in."""

        PHONE = "phone", pgettext_lazy("inject", "Telephone")
        RADIO = "radio", pgettext_lazy("inject", "Radio")
        WRITTEN = "written", pgettext_lazy("inject", "In writing")
        MEDIA = "media", pgettext_lazy("inject", "Press and networks")

    number = models.PositiveIntegerField()
    at_minutes = models.IntegerField()
    title = models.CharField(max_length=TITLE_LENGTH)
    text = models.TextField(max_length=TEXT_LENGTH, blank=True)
    sender = models.CharField(max_length=60, blank=True)
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.PHONE)
    post = models.CharField(max_length=16, choices=Duty.Post.choices, blank=True)
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    expects = models.CharField(max_length=300, blank=True)
    within_minutes = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PLANNED)
    reason = models.CharField(max_length=300, blank=True)
    released_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at_minutes", "number"]
        constraints = [
            one_of_each("exercise_inject_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "exercise", "number"], name="exercise_inject_numbered_once"
            ),
            models.CheckConstraint(
                name="exercise_inject_of_an_exercise", condition=Q(exercise__isnull=False)
            ),
            models.CheckConstraint(
                name="exercise_inject_released_dated",
                condition=Q(state="released", released_at__isnull=False)
                | Q(state__in=["planned", "skipped"], released_at__isnull=True),
            ),
        ]
        indexes = [
            # release_due: what waits for its time.
            models.Index(
                fields=["exercise", "at_minutes"],
                name="exercise_inject_waiting",
                condition=Q(state="planned"),
            )
        ]

    def __str__(self) -> str:
        return f"#{self.number} {self.title}"


class InjectAck(OwnedModel):
    """A player has read an inject; inserted, never changed."""

    heir_of = "inject"

    inject = models.ForeignKey(Inject, models.PROTECT, related_name="acks")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of_each("exercise_injectack_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "inject", "person"], name="exercise_injectack_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.inject_id} {self.person_id}"


class Observation(OwnedModel):
    """What an evaluator saw; inserted, never changed: the newest by one evaluator counts.

    About an inject, a step of an activated plan, or the exercise as a whole.
    """

    class Verdict(models.TextChoices):
        """How far what was expected was done."""

        MET = "met", pgettext_lazy("observation", "Met")
        PARTLY = "partly", pgettext_lazy("observation", "Partly")
        MISSED = "missed", pgettext_lazy("observation", "Missed")
        NOTE = "note", pgettext_lazy("observation", "Note")

    heir_of = "inject"

    inject = models.ForeignKey(Inject, models.PROTECT, null=True, related_name="observations")
    step = models.ForeignKey(ActivationStep, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=6, choices=Verdict.choices)
    text = models.CharField(max_length=TEXT_LENGTH, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [
            one_of_each("exercise_observation_one_of_each"),
            models.CheckConstraint(
                name="exercise_observation_of_an_exercise", condition=Q(exercise__isnull=False)
            ),
            models.CheckConstraint(
                name="exercise_observation_of_one_thing",
                condition=Q(inject__isnull=True) | Q(step__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} {self.at:%H:%M}"
