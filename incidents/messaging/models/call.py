"""The phone log (电话记录)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from command.core.models import OwnedModel, Person, Region, one_of_each
from incidents.models import Incident


class Caller(OwnedModel):
    """Who was on the line: personal data, which never stands in the journal.

    Emptied after the event (law, article 85); ``emptied_at`` says when.
    """

    unit = models.CharField(max_length=80, blank=True)
    name = models.CharField(max_length=40, blank=True)
    post = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    emptied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [one_of_each("messaging_caller_one_of_each")]

    def __str__(self) -> str:
        return f"caller {self.pk}"


class PhoneCall(OwnedModel):
    """One call as the duty officer wrote it down; its authority fills in what came of it.

    ``at`` is when the phone rang. ``room`` is the journal's room.
    """

    class Direction(models.TextChoices):
        """Who called whom."""

        IN = "in", pgettext_lazy("call", "Incoming")
        OUT = "out", pgettext_lazy("call", "Outgoing")

    heir_of = "incident"

    incident = models.ForeignKey(
        Incident, models.PROTECT, null=True, related_name="phone_calls"
    )
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    room = models.CharField(max_length=100)
    direction = models.CharField(max_length=3, choices=Direction.choices)
    caller = models.ForeignKey(Caller, models.PROTECT, related_name="+")
    content = models.TextField(max_length=2000)
    proposal = models.TextField(max_length=1000, blank=True)  # 拟办
    instruction = models.TextField(max_length=1000, blank=True)  # 领导批示
    result = models.TextField(max_length=1000, blank=True)  # 办理结果
    recorder = models.ForeignKey(Person, models.PROTECT, related_name="+")
    handled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    handled_at = models.DateTimeField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "pk"]
        constraints = [
            one_of_each("messaging_phonecall_one_of_each"),
            models.CheckConstraint(name="messaging_phonecall_said", condition=~Q(content="")),
        ]
        indexes = [models.Index(fields=["room", "-at"], name="messaging_phonecall_of_room")]

    def __str__(self) -> str:
        return f"{self.direction} {self.at:%Y-%m-%d %H:%M}"
