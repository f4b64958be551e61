"""The tables of the intake."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from command.core.models import OwnedModel, Region, one_of_each
from command.core.models.rule import Rule, rule_constraints


class FeedDevice(OwnedModel):
    """A machine with a key that pushes readings: a gateway, a data centre, a broker's feed.

    It speaks for the stations of ``region``, or only for those listed. ``ident`` begins with
    the code of the authority, so that no two authorities give the same. Of the key only the
    SHA-256 is kept: it is random and long, so that no slower digest is needed.
    """

    key = ""  # said once by the doors that make one; never kept

    ident = models.CharField(max_length=24)
    label = models.CharField(max_length=60)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    stations = ArrayField(models.UUIDField(), default=list, blank=True)
    secret = models.BinaryField(max_length=32)
    enabled = models.BooleanField(default=True)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["ident"]
        constraints = [
            one_of_each("intake_feeddevice_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "ident"], name="intake_feeddevice_ident_once"
            ),
            models.CheckConstraint(
                name="intake_feeddevice_named", condition=~Q(ident="") & ~Q(label="")
            ),
        ]
        indexes = [models.Index(fields=["ident"], name="intake_feeddevice_by_ident")]

    def __str__(self) -> str:
        return self.ident


class Subscription(OwnedModel):
    """A topic of an MQTT broker that is listened to in the name of a device.

    ``broker`` is its name in the setting ``JC_MQTT``, where its address and secret stand.
    ``topic`` is a template, ``sensors/{station}/{stream}``; ``paths`` says where in a JSON
    message the value, its time, its unit and the names stand, if not under their own names.
    """

    heir_of = "device"

    device = models.ForeignKey(FeedDevice, models.PROTECT, related_name="subscriptions")
    broker = models.CharField(max_length=24)
    topic = models.CharField(max_length=200)
    paths = models.JSONField(default=dict)
    enabled = models.BooleanField(default=True)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["broker", "topic", "pk"]
        constraints = [
            one_of_each("intake_subscription_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "device", "broker", "topic"],
                name="intake_subscription_once",
            ),
            models.CheckConstraint(
                name="intake_subscription_named", condition=~Q(broker="") & ~Q(topic="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.broker} {self.topic}"


class BrokerState(models.Model):
    """Whether the listener hears a broker, as it last said so. Node-local."""

    name = models.CharField(max_length=24, primary_key=True)
    connected = models.BooleanField()
    since = models.DateTimeField()
    told_at = models.DateTimeField()
    heard_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.name} {self.connected}"


class IntakeRule(Rule):
    """A number that holds for the intake; its code says which."""

    value = models.PositiveIntegerField(
        _("value"), validators=(MinValueValidator(1), MaxValueValidator(100_000))
    )

    class Meta:
        ordering = ["code"]
        constraints = [
            *rule_constraints("intake_intakerule"),
            models.CheckConstraint(name="intake_intakerule_counts", condition=Q(value__gte=1)),
        ]
