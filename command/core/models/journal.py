"""The journal: what happened, room by room."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from command.core.ids import new_id
from command.core.models.exercise import Exercise
from command.core.models.region import Region


class Room(models.Model):
    """A stream of facts that people follow: an incident, a city, the joint room, an inbox.

    ``key`` is ``incident.<uuid>``, ``city.150600``, ``joint``, ``person.<uuid>`` or
    ``exercise.<uuid>``: ASCII, under 100 characters, fit for a channel name.
    ``region`` is the territory that decides who may follow.
    """

    class Kind(models.TextChoices):
        """What the room is about."""

        INCIDENT = "incident", _("Incident")
        CITY = "city", _("City")
        JOINT = "joint", _("Joint room")
        PERSON = "person", _("Inbox")
        EXERCISE = "exercise", _("Exercise")

    key = models.CharField(max_length=100, primary_key=True)
    origin = models.CharField(max_length=6, editable=False)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    exercise = models.ForeignKey(Exercise, models.PROTECT, null=True, related_name="rooms")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "origin"], name="core_room_one_of_each"),
            models.CheckConstraint(
                name="core_room_key_is_ascii",
                condition=Q(key__regex=r"^[A-Za-z0-9._-]+$"),
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Head(models.Model):
    """Where a room's journal stands, per writing node. Node-local.

    The row is held until commit, which makes ``seq`` gapless and in commit order.
    """

    room = models.ForeignKey(Room, models.PROTECT, related_name="heads")
    origin = models.CharField(max_length=6, editable=False)
    last_seq = models.PositiveBigIntegerField(default=0)
    last_hash = models.BinaryField(max_length=32, default=b"")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["origin", "room"], name="core_head_one_per_room")
        ]

    def __str__(self) -> str:
        return f"{self.room_id} {self.last_seq}"


class Entry(models.Model):
    """One fact. Never changed, never deleted; the database sees to it.

    ``seq`` counts 1, 2, 3 … per room and writing node (``origin``).
    ``occurred_at`` is when it happened in the world, ``recorded_at`` when it was
    known here. ``changed`` maps each touched thing to its new public view, or
    ``null`` when it is gone. ``hash`` is SHA-256 over the previous entry's hash
    and this entry (``command.core.journal.digest``). No personal data stands
    here: it is referred to, so that it can be destroyed after the event.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    room = models.ForeignKey(Room, models.PROTECT, related_name="entries", db_index=False)
    origin = models.CharField(max_length=6, editable=False)
    seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=60)
    authority = models.CharField(max_length=6)
    actor = models.ForeignKey(
        "core.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    payload = models.JSONField(encoder=DjangoJSONEncoder)
    changed = models.JSONField(encoder=DjangoJSONEncoder)
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["origin", "room", "seq"], name="core_entry_gapless_per_room"
            )
        ]
        indexes = [
            # Catching up: the entries of one room after a cursor.
            models.Index(fields=["room", "seq"], name="core_entry_since"),
            # The feed: the latest of many rooms.
            models.Index(fields=["-recorded_at"], name="core_entry_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.room_id}#{self.seq} {self.kind}"
