"""Telling the neighbours (article 62): what was told to whom, and who answered."""

from django.db import models
from django.db.models import Q

from command.core.folding import Change, State
from command.core.models import OwnedModel, one_of_each
from incidents.joint.lifecycle import GARRISON, Stage
from incidents.models.hanging import OfIncident


class Notification(OfIncident):
    """What an authority told others about an incident. Inserted, never changed."""

    number = models.CharField(max_length=40)
    text = models.TextField(max_length=2000)

    class Meta:
        ordering = ["-occurred_at", "pk"]
        constraints = [
            one_of_each("joint_notification_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "incident", "number"], name="joint_notification_number_once"
            ),
            models.CheckConstraint(name="joint_notification_said", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.number


class Addressee(OwnedModel):
    """One city, or the garrison, that was told. Inserted by whoever told it."""

    heir_of = "notification"

    notification = models.ForeignKey(Notification, models.PROTECT, related_name="addressees")
    to = models.CharField(max_length=8)

    class Meta:
        ordering = ["to"]
        constraints = [
            one_of_each("joint_addressee_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "notification", "to"], name="joint_addressee_once"
            ),
            models.CheckConstraint(
                name="joint_addressee_somebody",
                condition=Q(to=GARRISON) | Q(to__regex=r"^\d{6}$"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notification_id} → {self.to}"


class AddresseeMark(Change):
    """What happened with a notification at one addressee: seen, acknowledged, called."""

    heir_of = "addressee"

    addressee = models.ForeignKey(Addressee, models.PROTECT, related_name="marks")

    class Meta:
        ordering = ["step", "origin"]
        constraints = [
            one_of_each("joint_addresseemark_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "addressee", "step"], name="joint_addresseemark_step_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.addressee_id} {self.step} {self.kind}"


class AddresseeState(State):
    """The receipt: how far the notification has come there. Node-local, and its lock.

    ``chase_at`` is when the city's commander is called, empty when nobody is waited for.
    """

    addressee = models.OneToOneField(
        Addressee, models.PROTECT, primary_key=True, related_name="state"
    )
    stage = models.CharField(max_length=12, choices=Stage.choices)
    seen_at = models.DateTimeField(null=True)
    seen_by = models.CharField(max_length=150, blank=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.CharField(max_length=150, blank=True)
    by_phone = models.BooleanField(default=False)
    remark = models.CharField(max_length=300, blank=True)
    chase_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="joint_addresseestate_stage_dated",
                condition=(Q(stage=Stage.SENT) & Q(seen_at=None) & Q(acknowledged_at=None))
                | (Q(stage=Stage.SEEN) & Q(seen_at__isnull=False) & Q(acknowledged_at=None))
                | (Q(stage=Stage.ACKNOWLEDGED) & Q(acknowledged_at__isnull=False)),
            )
        ]
        indexes = [
            # chase_notifications: who has not acknowledged in time.
            models.Index(
                fields=["chase_at"],
                name="joint_addresseestate_to_chase",
                condition=Q(chase_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.addressee_id} {self.stage}"


class NotificationWaiver(OfIncident):
    """Signed: why the neighbours are not told of an incident of this grade."""

    grade = models.PositiveSmallIntegerField(null=True)
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [
            one_of_each("joint_notificationwaiver_one_of_each"),
            models.CheckConstraint(
                name="joint_notificationwaiver_reasoned", condition=~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.reason}"
