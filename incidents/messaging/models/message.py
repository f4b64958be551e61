"""The message: what was said or ordered, to whom, and by whom."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from command.core.folding import Change, State
from command.core.models import Duty, Organisation, OwnedModel, Person, Region, one_of_each
from incidents.messaging.models.instruction import Instruction
from incidents.models import Incident

TEXT_LENGTH = 2000
REASON_LENGTH = 300


class Message(OwnedModel):
    """The header of a message or an order, written by its sender; it never changes.

    ``region`` is the territory it is about. ``signed_as`` is the post in which an order
    was signed; ``number`` counts the orders of an authority and stays empty for a message.
    ``digest`` is SHA-256 over what was signed. A message that forwards a leader's
    instruction names it.
    """

    class Kind(models.TextChoices):
        """An order has the force of the headquarters (law, articles 19 and 20)."""

        MESSAGE = "message", pgettext_lazy("message kind", "Message")
        ORDER = "order", pgettext_lazy("message kind", "Order")

    class Channel(models.TextChoices):
        """Before whom it is said."""

        JOINT = "joint", _("Joint command")
        CITY = "city", _("City")
        INCIDENT = "incident", _("Incident")
        PERSON = "person", _("Person to person")

    heir_of = "incident"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    number = models.CharField(max_length=40, blank=True)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    incident = models.ForeignKey(Incident, models.PROTECT, null=True, related_name="messages")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    # The journal's room; empty for what is said person to person.
    room = models.CharField(max_length=100, blank=True)
    text = models.TextField(max_length=TEXT_LENGTH)
    read_back = models.BooleanField(default=False)
    sender = models.ForeignKey(Person, models.PROTECT, related_name="+")
    signed_as = models.CharField(max_length=60, blank=True)
    instruction = models.ForeignKey(
        Instruction, models.PROTECT, null=True, related_name="messages"
    )
    sent_at = models.DateTimeField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["sent_at", "pk"]
        constraints = [
            one_of_each("messaging_message_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "exercise", "number"],
                condition=~Q(number=""),
                nulls_distinct=False,
                name="messaging_message_number_once",
            ),
            models.CheckConstraint(
                name="messaging_message_kind_known",
                condition=Q(kind="message", number="")
                | (Q(kind="order") & ~Q(number="") & ~Q(signed_as="")),
            ),
            models.CheckConstraint(
                name="messaging_message_in_a_room",
                condition=Q(channel="person", room="") | ~Q(room=""),
            ),
            models.CheckConstraint(name="messaging_message_said", condition=~Q(text="")),
        ]
        indexes = [
            # A thread, newest first.
            models.Index(fields=["room", "-sent_at"], name="messaging_message_of_room"),
            models.Index(fields=["incident", "-sent_at"], name="messaging_message_of_inc"),
        ]

    def __str__(self) -> str:
        return self.number or f"{self.kind} {self.pk}"


class Addressee(OwnedModel):
    """Whom a message is for: a person, a post somewhere, an organisation or a city's desk."""

    class Kind(models.TextChoices):
        """What kind of addressee it is."""

        PERSON = "person", pgettext_lazy("addressee", "Person")
        DUTY = "duty", pgettext_lazy("addressee", "Post")
        ORGANISATION = "organisation", pgettext_lazy("addressee", "Organisation")
        CITY = "city", pgettext_lazy("addressee", "City desk")

    heir_of = "message"

    message = models.ForeignKey(Message, models.PROTECT, related_name="addressees")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    post = models.CharField(max_length=16, choices=Duty.Post.choices, blank=True)
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            one_of_each("messaging_addressee_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "message", "position"], name="messaging_addressee_in_order"
            ),
            models.CheckConstraint(
                name="messaging_addressee_whole",
                condition=Q(kind="person", person__isnull=False)
                | (Q(kind="duty", region__isnull=False) & ~Q(post=""))
                | Q(kind="organisation", organisation__isnull=False)
                | Q(kind="city", region__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} → {self.kind}"


class MessageChange(Change):
    """What happened to a message as a whole: it was withdrawn, or chased."""

    heir_of = "message"

    message = models.ForeignKey(Message, models.PROTECT, related_name="changes")

    class Meta:
        ordering = ["step", "origin"]
        constraints = [
            one_of_each("messaging_messagechange_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "message", "step"],
                name="messaging_messagechange_one_per_step",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.message_id}#{self.step} {self.kind}"


class MessageState(State):
    """What a message is now: the fold of its changes. Its row is the lock of the message.

    ``awaits`` is whether an order still wants somebody's receipt. ``chase_at`` is when the
    next rung of the chase is due, empty at the top; ``rung`` counts those climbed.
    """

    message = models.OneToOneField(
        Message, models.PROTECT, primary_key=True, related_name="state"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=REASON_LENGTH, blank=True)
    awaits = models.BooleanField(default=False)
    rung = models.PositiveSmallIntegerField(default=0)
    chase_at = models.DateTimeField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            # chase_due: orders that somebody has not answered in time.
            models.Index(
                fields=["chase_at"],
                name="messaging_messagestate_chase",
                condition=Q(chase_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.message_id} {'withdrawn' if self.withdrawn_at else 'stands'}"
