"""From the draft to the signature: three people, and a check that nothing is missing."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _

from command.core import authority
from command.core.doors import door
from command.core.errors import Invalid
from command.core.models import Person
from command.core.policies import COMMANDING, DESK
from incidents.actions.judge import said
from incidents.lifecycle import Verdict
from incidents.models import Counter
from incidents.reports.actions.tell import tell
from incidents.reports.events import (
    ReportPassed,
    ReportReturned,
    ReportSigned,
    ReportSubmitted,
)
from incidents.reports.folds import PASSED, REPORT, RETURNED, SIGNED, SUBMITTED
from incidents.reports.lifecycle import Kind, Verb, status_after
from incidents.reports.models import Report, ReportState
from incidents.reports.rights import require_other, require_own
from incidents.reports.selectors.content import content_of, figures_in, missing
from incidents.reports.selectors.reports import locked_report

LETTERS = {
    Kind.INITIAL: "I", Kind.FOLLOWUP: "F", Kind.VERIFIED: "V", Kind.FINAL: "E",
    Kind.ZERO: "Z", Kind.SUPPLEMENT: "S", Kind.CORRECTION: "C", Kind.SPECIAL: "P",
    Kind.SITUATION: "T",
}  # fmt: skip


@door
def submit_report(
    *, actor: Person | None, report_id: UUID, occurred_at: datetime | None = None
) -> ReportState:
    """Give a draft to review, when nothing that its kind needs is missing.

    Raises ``NotThere``, ``NotPermitted``, ``BadTransition``, or ``Invalid`` that names the
    missing fields.
    """
    state = locked_report(report_id, actor=actor)
    require_own(actor, state.report.sender_id, to=_("submit a report"))
    status_after(state.status, Verb.SUBMIT)
    lacking = missing(content_of(state))
    if lacking:
        labels = _(", ").join(view.label for view in lacking)
        raise Invalid(
            _("The report is not whole. Missing: %(fields)s.") % {"fields": labels},
            fields={view.code: view.label for view in lacking},
        )

    at = occurred_at or now()
    REPORT.add(state, SUBMITTED, actor=actor, occurred_at=at)
    tell(ReportSubmitted, state, actor, at)
    return state


@door
def review_report(
    *,
    actor: Person | None,
    report_id: UUID,
    verdict: str,
    reason: str = "",
    occurred_at: datetime | None = None,
) -> ReportState:
    """Pass a report on to the signature, or return it to its author with a reason.

    Raises ``NotThere``, ``NotPermitted`` (also to the author, where somebody else could),
    ``BadTransition`` or ``Invalid``.
    """
    state = locked_report(report_id, actor=actor)
    report = state.report
    act = _("review a report")
    require_own(actor, report.sender_id, to=act, posts=DESK)
    if verdict == Verdict.RETURN:
        return _returned(state, actor, reason, occurred_at or now())
    _known(verdict)
    status_after(state.status, Verb.PASS)
    require_other(actor, report, {report.actor_id, state.submitter_id}, to=act)

    at = occurred_at or now()
    REPORT.add(state, PASSED, actor=actor, occurred_at=at)
    state.reviewer = actor
    tell(ReportPassed, state, actor, at)
    return state


@door
def sign_report(
    *,
    actor: Person | None,
    report_id: UUID,
    verdict: str = Verdict.APPROVE,
    reason: str = "",
    occurred_at: datetime | None = None,
) -> ReportState:
    """Sign a report: it gets its number, and its figures are frozen; or return it.

    Raises ``NotThere``, ``NotPermitted`` to who commands nothing there or did an earlier
    step where somebody else could sign, ``BadTransition`` or ``Invalid``.
    """
    state = locked_report(report_id, actor=actor)
    report = state.report
    act = _("sign a report")
    require_own(actor, report.sender_id, to=act, posts=COMMANDING)
    if verdict == Verdict.RETURN:
        return _returned(state, actor, reason, occurred_at or now())
    _known(verdict)
    status_after(state.status, Verb.SIGN)
    did: set[object] = {report.actor_id, state.submitter_id, state.reviewer_id}
    require_other(actor, report, did, to=act, posts=COMMANDING)

    at = occurred_at or now()
    data = {
        "number": _next_number(report, at),
        "figures": {key: line.plain() for key, line in figures_in(state).items()},
    }
    REPORT.add(state, SIGNED, actor=actor, occurred_at=at, data=data)
    state.signer = actor
    tell(ReportSigned, state, actor, at, number=state.number)
    return state


def _returned(
    state: ReportState, actor: Person | None, reason: str, at: datetime
) -> ReportState:
    status_after(state.status, Verb.RETURN)
    why = said("reason", reason)[:500]
    REPORT.add(state, RETURNED, actor=actor, occurred_at=at, data={"reason": why})
    state.reviewer = None
    tell(ReportReturned, state, actor, at, reason=why)
    return state


def _known(verdict: str) -> None:
    if verdict not in Verdict.values:
        raise Invalid(_("Approve, or return."), field="verdict", allowed=Verdict.values)


def _next_number(report: Report, at: datetime) -> str:
    """Return the next number of this sender and kind in this year; held until commit."""
    origin = authority.current()
    prefix = f"RPT-{report.sender_id}-{localtime(at).year}-{LETTERS[Kind(report.kind)]}"
    key = f"{prefix}@{report.exercise_id}" if report.exercise_id else prefix
    Counter.objects.get_or_create(origin=origin, prefix=key)
    counter = Counter.objects.select_for_update().get(origin=origin, prefix=key)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{prefix}{counter.last:03}"
