"""What becomes of a call for help."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from command.core.policies import DESK, Post


class HelpStatus(TextChoices):
    """Where a call stands. That it was taken back is no status: somebody must still look."""

    RAISED = "raised", pgettext_lazy("call for help", "Not acknowledged")
    ACKNOWLEDGED = "acknowledged", pgettext_lazy("call for help", "Acknowledged")
    CLOSED = "closed", pgettext_lazy("call for help", "Closed")


class Act(TextChoices):
    """What is done about a call."""

    REPEATED = "repeated", pgettext_lazy("call for help", "Pressed again")
    MOVED = "moved", pgettext_lazy("call for help", "New position")
    ESCALATED = "escalated", pgettext_lazy("call for help", "Passed on")
    ACKNOWLEDGED = "acknowledged", pgettext_lazy("call for help", "Acknowledged")
    CANCELLED = "cancelled", pgettext_lazy("call for help", "Taken back by the caller")
    FOLLOWED = "followed", pgettext_lazy("call for help", "Turned into work")
    CLOSED = "closed", pgettext_lazy("call for help", "Closed")


class Whom(TextChoices):
    """Who is called when nobody answers."""

    COMMANDERS = "commanders", pgettext_lazy("call for help", "all commanders and the liaisons")
    TREE = "tree", pgettext_lazy("call for help", "the phone tree")


class By(TextChoices):
    """How they are called."""

    USUAL = "usual", pgettext_lazy("channel", "web push, else SMS")
    VOICE = "voice", pgettext_lazy("channel", "voice call, else SMS")


# Whose screens show a call: everybody on duty who is neither in the field nor an administrator.
IN_THE_FIELD = frozenset({Post.TEAM_LEADER, Post.TEAM_MEMBER})
ANSWERING = DESK
