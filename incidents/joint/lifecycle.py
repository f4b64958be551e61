"""The lives of joint operations, consultations and notifications; no database, no clock."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from command.core import regions
from command.core.errors import BadTransition

# The garrison is told by telephone: it has no seat at this system.
GARRISON: Final = "garrison"
# Whom a notification may go to.
ADDRESSEES: Final = (*regions.CITIES, GARRISON)


class Mechanism(TextChoices):
    """Under what several authorities act together (article 18)."""

    AGREEMENT = "agreement", pgettext_lazy("mechanism", "Agreement of the cities")
    SUPERIOR = "superior", pgettext_lazy("mechanism", "Common superior leads")


class OperationStatus(TextChoices):
    """Where a joint operation stands."""

    OPEN = "open", pgettext_lazy("joint operation", "Running")
    ENDED = "ended", pgettext_lazy("joint operation", "Ended")


class Stage(TextChoices):
    """How far a notification has come with one addressee."""

    SENT = "sent", pgettext_lazy("notification", "Sent")
    SEEN = "seen", pgettext_lazy("notification", "Seen")
    ACKNOWLEDGED = "acknowledged", pgettext_lazy("notification", "Acknowledged")


class ConsultationKind(TextChoices):
    """What kind of consultation it is."""

    REGULAR = "regular", pgettext_lazy("consultation", "Regular consultation")
    EMERGENCY = "emergency", pgettext_lazy("consultation", "Emergency consultation")
    JOINT = "joint", pgettext_lazy("consultation", "Joint consultation of the four cities")
    VIDEO = "video", pgettext_lazy("consultation", "Video consultation")


class ConsultationStatus(TextChoices):
    """Where a consultation stands."""

    PLANNED = "planned", pgettext_lazy("consultation", "Planned")
    IN_SESSION = "in_session", pgettext_lazy("consultation", "In session")
    CONCLUDED = "concluded", pgettext_lazy("consultation", "Concluded")
    CANCELLED = "cancelled", pgettext_lazy("consultation", "Cancelled")


def require_status(status: str, *allowed: ConsultationStatus) -> None:
    """Raise ``BadTransition`` unless a consultation stands at one of ``allowed``."""
    if status not in allowed:
        raise BadTransition(
            _("A consultation that is “%(status)s” does not take this step.")
            % {"status": ConsultationStatus(status).label},
            status=str(status),
            allowed=sorted(str(one) for one in allowed),
        )


def require_running(status: str) -> None:
    """Raise ``BadTransition`` when a joint operation has ended."""
    if status != OperationStatus.OPEN:
        raise BadTransition(_("The joint operation has ended."), status=str(status))
