"""The notice: proof that the activation of a plan reached somebody."""

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from command.core.folding import Change, State
from command.core.models import OwnedModel, Person, one_of_each
from plans.activation.models.contact import Contact
from plans.models import Activation


class PlanNotice(OwnedModel):
    """One notice of a plan on its way to one person or one contact; inserted, never changed.

    ``key`` is that of the notice in the plan's pinned version, which has the words.
    """

    heir_of = "activation"

    activation = models.ForeignKey(Activation, models.PROTECT, related_name="plan_notices")
    key = models.CharField(max_length=40)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, related_name="+")
    due_at = models.DateTimeField()
    queued_at = models.DateTimeField()

    class Meta:
        ordering = ["key", "pk"]
        constraints = [
            one_of_each("activation_plannotice_one_of_each"),
            models.CheckConstraint(
                name="activation_plannotice_to_one",
                condition=Q(person__isnull=True, contact__isnull=False)
                | Q(person__isnull=False, contact__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["origin", "activation", "key", "person"],
                name="activation_plannotice_person_once",
            ),
            models.UniqueConstraint(
                fields=["origin", "activation", "key", "contact"],
                name="activation_plannotice_contact_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activation_id} {self.key} → {self.person_id or self.contact_id}"


class NoticeMark(Change):
    """One mark on a notice: delivered, read, confirmed or failed."""

    heir_of = "notice"

    notice = models.ForeignKey(PlanNotice, models.PROTECT, related_name="marks")

    class Meta:
        ordering = ["step", "origin"]
        constraints = [
            one_of_each("activation_noticemark_one_of_each"),
            models.UniqueConstraint(
                fields=["origin", "notice", "step"], name="activation_noticemark_one_per_step"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.kind}"


class NoticeState(State):
    """How far a notice has come: the fold of its marks.

    ``sent`` is when it was handed to the gateway; a contact's is delivered when the gateway
    says so.
    """

    class Stage(models.TextChoices):
        """Each stage includes those before it; failed may still be confirmed by hand."""

        QUEUED = "queued", pgettext_lazy("notice", "Queued")
        SENT = "sent", pgettext_lazy("notice", "Handed to the gateway")
        FAILED = "failed", pgettext_lazy("notice", "Not delivered")
        DELIVERED = "delivered", pgettext_lazy("notice", "Delivered")
        READ = "read", pgettext_lazy("notice", "Read")
        CONFIRMED = "confirmed", pgettext_lazy("notice", "Confirmed")
        WITHDRAWN = "withdrawn", pgettext_lazy("notice", "Withdrawn")

    notice = models.OneToOneField(
        PlanNotice, models.PROTECT, primary_key=True, related_name="state"
    )
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.QUEUED)
    due_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="activation_noticestate_known",
                condition=Q(
                    stage__in=[
                        "queued",
                        "sent",
                        "failed",
                        "delivered",
                        "read",
                        "confirmed",
                        "withdrawn",
                    ]
                ),
            )
        ]
        indexes = [
            # deliver_notices: what is due and has not left.
            models.Index(
                fields=["due_at"],
                name="activation_noticestate_due",
                condition=Q(stage="queued"),
            ),
            # follow_gateway: what left and has not arrived.
            models.Index(
                fields=["notice"],
                name="activation_noticestate_sent",
                condition=Q(stage="sent"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.stage}"
