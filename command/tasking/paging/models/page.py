"""The page: one message to one person or contact, and every attempt to bring it out."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from command.core.models import OwnedModel, Person, one_of_each
from command.tasking.models import Task


class Channel(models.TextChoices):
    """A way out of the system."""

    PUSH = "push", pgettext_lazy("channel", "web push")
    SMS = "sms", pgettext_lazy("channel", "SMS")
    VOICE = "voice", pgettext_lazy("channel", "voice call")


class Page(OwnedModel):
    """The header of a page: to whom, about what, by which channels one after the other.

    To a ``person``, or to a contact without an account when it is empty. ``step`` is the
    step of the task's order that it is about, ``reference`` what else it is about,
    ``room`` where it is told what became of it. Of the text only the digest is kept here.
    """

    heir_of = "task"

    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="+")
    step = models.PositiveIntegerField(default=0)
    reference = models.CharField(max_length=80, blank=True)
    room = models.CharField(max_length=100)
    subject = models.CharField(max_length=160)
    digest = models.CharField(max_length=64)
    urgent = models.BooleanField(default=False)
    channels = ArrayField(models.CharField(max_length=5, choices=Channel.choices))
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            one_of_each("paging_page_one_of_each"),
            models.CheckConstraint(
                name="paging_page_by_some_channel", condition=~Q(channels=[])
            ),
        ]
        indexes = [
            # The page of paging, and what a task has set off.
            models.Index(fields=["person", "-made_at"], name="paging_page_of_person"),
            models.Index(fields=["task"], name="paging_page_of_task"),
            models.Index(fields=["-made_at"], name="paging_page_newest"),
        ]

    def __str__(self) -> str:
        return self.subject


class Outcome(models.TextChoices):
    """What became of one attempt; the last two are said by the gateway later."""

    SENT = "sent", pgettext_lazy("page", "sent")
    FAILED = "failed", pgettext_lazy("page", "failed")
    REFUSED = "refused", pgettext_lazy("page", "refused")
    DELIVERED = "delivered", pgettext_lazy("page", "delivered")
    UNDELIVERED = "undelivered", pgettext_lazy("page", "not delivered")


class PageAttempt(OwnedModel):
    """One attempt over one channel by the node that made it; inserted, never altered.

    ``code`` says why not, for machines. ``gateway_id`` is what the gateway calls it.
    """

    heir_of = "page"

    page = models.ForeignKey(Page, models.PROTECT, related_name="attempts")
    channel = models.CharField(max_length=5, choices=Channel.choices)
    outcome = models.CharField(max_length=11, choices=Outcome.choices)
    code = models.CharField(max_length=40, blank=True)
    gateway_id = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [one_of_each("paging_pageattempt_one_of_each")]
        indexes = [
            # The state of the channels.
            models.Index(fields=["channel", "-at"], name="paging_attempt_of_channel"),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.channel} {self.outcome}"


class PageState(models.Model):
    """Where a page stands, and what it takes to send it. Node-local.

    ``due_at`` is when a worker may take it; a worker that took it has the lease until
    then, so that the page of a killed worker is taken again. The number of a contact and
    the text are destroyed when nothing more is to be done; ``hint`` keeps four digits.
    """

    class Status(models.TextChoices):
        """From the queue to the end."""

        QUEUED = "queued", pgettext_lazy("page", "queued")
        SENT = "sent", pgettext_lazy("page", "sent")
        DELIVERED = "delivered", pgettext_lazy("page", "delivered")
        FAILED = "failed", pgettext_lazy("page", "failed")
        REFUSED = "refused", pgettext_lazy("page", "refused")

    page = models.OneToOneField(Page, models.PROTECT, primary_key=True, related_name="state")
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.QUEUED)
    channel = models.CharField(max_length=5, choices=Channel.choices)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True)
    code = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    hint = models.CharField(max_length=8, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="paging_pagestate_due_while_queued",
                condition=Q(status="queued", due_at__isnull=False)
                | (~Q(status="queued") & Q(due_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="paging_pagestate_forgets",
                condition=Q(status="queued") | Q(phone="", text=""),
            ),
        ]
        indexes = [
            # deliver_pages: what is due, longest first.
            models.Index(
                fields=["due_at"],
                name="paging_pagestate_due",
                condition=Q(due_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} {self.status}"
