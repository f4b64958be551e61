"""What teams can prove and when they are on duty, and the experts."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from command.core.models import OwnedModel, Person, Region, one_of_each
from resources.models import Team


class TeamSkill(OwnedModel):
    """A certificate of a team or of one of its members, until a day.

    ``people`` is how many hold it. ``person`` names the holder where it is one; no entry
    of the journal says who it is.
    """

    heir_of = "team"

    team = models.ForeignKey(Team, models.PROTECT, related_name="skills")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    certificate = models.CharField(max_length=80)
    number = models.CharField(max_length=40, blank=True)
    issuer = models.CharField(max_length=80, blank=True)
    people = models.PositiveSmallIntegerField(default=1)
    valid_until = models.DateField(null=True)
    entered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_for = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = [F("valid_until").asc(nulls_last=True), "certificate"]
        constraints = [
            one_of_each("register_teamskill_one_of_each"),
            models.CheckConstraint(
                name="register_teamskill_held",
                condition=Q(people__gte=1) & (Q(ended_at__isnull=True) | ~Q(ended_for="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team_id} {self.certificate}"


class TeamShift(OwnedModel):
    """The hours for which so many people of a team are on duty."""

    heir_of = "team"

    team = models.ForeignKey(Team, models.PROTECT, related_name="shifts")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    people = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=120, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-starts_at"]
        constraints = [
            one_of_each("register_teamshift_one_of_each"),
            models.CheckConstraint(
                name="register_teamshift_lasts",
                condition=Q(ends_at__gt=F("starts_at"), people__gte=1),
            ),
        ]
        indexes = [models.Index(fields=["team", "-starts_at"], name="register_teamshift_last")]

    def __str__(self) -> str:
        return f"{self.team_id} {self.starts_at:%m-%d %H:%M}"


class Expert(OwnedModel):
    """Somebody who knows, and how to reach them.

    ``families`` are the first three signs of event types (``11A`` floods and droughts). Name
    and telephone are personal: other cities do not see them, no entry of the journal
    holds them, and ``forgotten_at`` is when they were destroyed.
    """

    name = models.CharField(max_length=40, blank=True)
    organisation = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=40, blank=True)
    families = ArrayField(models.CharField(max_length=3), default=list)
    speciality = models.CharField(max_length=200)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    reach = models.CharField(max_length=80, blank=True)
    is_illustrative = models.BooleanField(default=False)
    updated_at = models.DateTimeField()
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["region", "speciality", "pk"]
        constraints = [
            one_of_each("register_expert_one_of_each"),
            models.CheckConstraint(
                name="register_expert_forgotten_wholly",
                condition=Q(forgotten_at__isnull=True) | Q(name="", reach=""),
            ),
        ]

    def __str__(self) -> str:
        return self.speciality
