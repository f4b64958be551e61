"""What the rooms of incidents hold open: responses, warnings, orders, reports, figures."""

from collections.abc import Iterable, Iterator

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from incidents.closing.checks import SHOWN, OpenItem, enter
from incidents.joint.lifecycle import OperationStatus, Stage
from incidents.joint.models import AddresseeState, JointOperation
from incidents.lifecycle import ENDED
from incidents.messaging.models import InstructionState, MessageState
from incidents.models import Incident, ResponseProposal, ResponseState
from incidents.reports.lifecycle import Kind, Status
from incidents.reports.models import ReportState
from incidents.selectors import figures_of
from incidents.warnings.lifecycle import Duty
from incidents.warnings.models import ObligationState


def responses(incident: Incident) -> Iterator[OpenItem]:
    """Responses in force, and levels that wait for an approval."""
    active = ResponseState.objects.filter(incident=incident, level__isnull=False)
    waiting = ResponseProposal.objects.filter(incident=incident, decisions__isnull=True)
    yield OpenItem(
        "responses.active",
        active.count(),
        "incident",
        tuple(state.jurisdiction.name for state in active.select_related("jurisdiction")),
        blocks=True,
    )
    yield OpenItem("responses.proposed", waiting.count(), "incident")


def warnings(incident: Incident) -> Iterator[OpenItem]:
    """Decisions that a grave warning asks for and nobody has made."""
    owed = ObligationState.objects.filter(obligation__incident=incident, status=Duty.OPEN)
    yield OpenItem("obligations.open", owed.count(), "incident-warnings", blocks=True)


def joint(incident: Incident) -> Iterator[OpenItem]:
    """Joint operations that run for it alone, and neighbours who have not signed."""
    running = JointOperation.objects.filter(incident=incident).exclude(
        state__status=OperationStatus.ENDED
    )
    alone = [one for one in running.select_related("state") if _alone(one, incident)]
    unsigned = AddresseeState.objects.filter(
        addressee__notification__incident=incident
    ).exclude(stage=Stage.ACKNOWLEDGED)
    names = tuple(one.name for one in alone[:SHOWN])
    yield OpenItem("operations.running", len(alone), "incident-joint", names)
    yield OpenItem("notifications.unsigned", unsigned.count(), "incident-joint")


def _alone(operation: JointOperation, incident: Incident) -> bool:
    others = [key for key in operation.state.incidents if key != str(incident.pk)]
    return not Incident.objects.filter(pk__in=others).exclude(state__status__in=ENDED).exists()


def messages(incident: Incident) -> Iterator[OpenItem]:
    """Orders that somebody has not answered, and instructions without feedback."""
    orders = MessageState.objects.filter(
        message__incident=incident, awaits=True, withdrawn_at__isnull=True
    ).select_related("message")
    numbers = tuple(state.message.number for state in orders[:SHOWN])
    yield OpenItem("orders.unanswered", orders.count(), "incident-messages", numbers)
    status = InstructionState.Status
    given = InstructionState.objects.filter(
        instruction__incident=incident, status__in=[status.GIVEN, status.FORWARDED]
    )
    yield OpenItem("instructions.unanswered", given.count(), "incident-messages")


def reports(incident: Incident) -> Iterator[OpenItem]:
    """Yield reports on the desk or not acknowledged, and a final one that is missing."""
    mine = ReportState.objects.filter(report__incident=incident)
    sent = mine.filter(status=Status.SENT)
    desk = mine.exclude(status__in=[Status.SENT, Status.ACKNOWLEDGED])
    out = mine.filter(status__in=[Status.SENT, Status.ACKNOWLEDGED])
    begun = out.filter(report__kind=Kind.INITIAL).exists()
    final = out.filter(report__kind=Kind.FINAL).exists()
    numbers = tuple(state.number for state in sent[:SHOWN])
    yield OpenItem("reports.unacknowledged", sent.count(), "incident-reports", numbers)
    yield OpenItem("reports.unsent", desk.count(), "incident-reports")
    yield OpenItem("reports.no_final", int(begun and not final), "incident-reports")


def figures(incident: Incident) -> Iterable[OpenItem]:
    """Figures about which sources differ and nobody has said which one holds."""
    torn = [figure.label for figure in figures_of(incident) if figure.in_question]
    return [OpenItem("figures.conflict", len(torn), "incident", tuple(torn[:SHOWN]))]


LABELS: dict[str, str | Promise] = {
    "responses.active": pgettext_lazy("open item", "Responses in force"),
    "responses.proposed": pgettext_lazy("open item", "Levels awaiting approval"),
    "obligations.open": pgettext_lazy("open item", "Undecided obligations"),
    "operations.running": pgettext_lazy("open item", "Joint operations running"),
    "notifications.unsigned": pgettext_lazy("open item", "Notifications not acknowledged"),
    "orders.unanswered": pgettext_lazy("open item", "Orders not answered"),
    "instructions.unanswered": pgettext_lazy("open item", "Instructions without feedback"),
    "reports.unacknowledged": pgettext_lazy("open item", "Reports not acknowledged"),
    "reports.unsent": pgettext_lazy("open item", "Reports not sent"),
    "reports.no_final": pgettext_lazy("open item", "Final report missing"),
    "figures.conflict": pgettext_lazy("open item", "Conflicting figures"),
}


def enter_all() -> None:
    """Let closing ask them."""
    for check in (responses, warnings, joint, messages, reports, figures):
        enter(check.__name__, check, LABELS)
