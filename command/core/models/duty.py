"""Duties: what a person may see and do, where, and until when."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from command.core.models.journal import Room
from command.core.models.organisation import Organisation
from command.core.models.owned import OwnedModel, one_of_each
from command.core.models.person import Person
from command.core.models.region import Region


class Duty(OwnedModel):
    """One post held by one person over one scope for some time.

    The scope is a region (with all that lies in it) or a single room: one
    incident. System, security and audit administrators are three posts that no
    one person may hold together (GB/T 22239 level 3, separation of powers).
    """

    class Post(models.TextChoices):
        """What the person is here for."""

        COMMANDER = "commander", _("Commander")
        DEPUTY = "deputy", _("Deputy commander")
        DUTY_OFFICER = "duty_officer", _("Duty officer")
        LIAISON = "liaison", _("Liaison")
        PLANNER = "planner", _("Planner")
        RESOURCE_OFFICER = "resource_officer", _("Resource officer")
        TEAM_LEADER = "team_leader", _("Team leader")
        TEAM_MEMBER = "team_member", _("Team member")
        OBSERVER = "observer", _("Observer")
        SYSTEM_ADMIN = "system_admin", _("System administrator")
        SECURITY_ADMIN = "security_admin", _("Security administrator")
        AUDIT_ADMIN = "audit_admin", _("Audit administrator")

    heir_of = "room"

    person = models.ForeignKey(Person, models.PROTECT, related_name="duties")
    post = models.CharField(max_length=16, choices=Post.choices)
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    room = models.ForeignKey(Room, models.PROTECT, null=True, related_name="+")
    # The organisation or team the post is held in; a label, not a scope.
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    # When the end was made known to the rooms; the clock's own mark.
    end_told_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            one_of_each("core_duty_one_of_each"),
            models.CheckConstraint(
                name="core_duty_one_scope",
                condition=Q(region__isnull=False, room__isnull=True)
                | Q(region__isnull=True, room__isnull=False),
            ),
            models.CheckConstraint(
                name="core_duty_ends_after_start",
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
            ),
        ]
        indexes = [
            # Every check of a right: the duties of one person.
            models.Index(fields=["person", "ends_at"], name="core_duty_of_person"),
            # The clock: ended duties that the rooms have not been told of.
            models.Index(
                fields=["ends_at"],
                name="core_duty_untold",
                condition=Q(end_told_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.post} {self.region_id or self.room_id}"


class Share(OwnedModel):
    """Sight of one room given to another authority, recorded and expiring.

    Read at every check, so that an expired share is dead without a clean-up job.
    """

    heir_of = "room"

    room = models.ForeignKey(Room, models.PROTECT, related_name="shares")
    grantee = models.ForeignKey(Region, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    # When the end was made known to the room; the clock's own mark.
    end_told_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            one_of_each("core_share_one_of_each"),
            models.CheckConstraint(
                name="core_share_ends_after_start",
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
            ),
        ]
        indexes = [
            models.Index(fields=["room", "grantee"], name="core_share_of_room"),
            # The clock: ended shares that the rooms have not been told of.
            models.Index(
                fields=["ends_at"],
                name="core_share_untold",
                condition=Q(end_told_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.room_id} → {self.grantee_id}"
