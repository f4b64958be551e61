"""Starts of plans that wait for the reader's signature."""

from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.board.cards import UNRATED, Consequence, Decision
from command.board.selectors.sight import Sight
from command.core import regions
from incidents.words import level
from plans.activation.models import StartRequest
from plans.activation.selectors.outline import outline
from plans.activation.selectors.signing import open_requests, signed, to_sign
from plans.document import document_of


def starts(sight: Sight) -> list[Decision]:
    """Return the requests that the reader may sign."""
    waiting = open_requests(sight.rooms, now())
    return [_start(row) for row in waiting if to_sign(sight.person, row)]


def _start(request: StartRequest) -> Decision:
    plan, incident = request.version.plan, request.incident
    will = outline(
        document_of(request.version),
        plan.city_id,
        request.level,
        incident=incident,
        person=request.by,
    )
    lacking = [need for need in will.needs if need.short or need.unpromised]
    gaps = len(will.unassigned) + len(lacking)
    return Decision(
        kind="start",
        key=str(request.pk),
        incident=str(incident.pk),
        level=incident.state.grade or UNRATED,
        title=_("Start “%(title)s” at level %(level)s")
        % {"title": plan.name, "level": level(request.level)},
        asker=request.by.name,
        asked_at=request.asked_at,
        basis=", ".join(regions.name(code) for code in request.signers),
        signed=len(signed(request)),
        needed=len(request.signers),
        approve=_("Sign"),
        link=reverse("plan-start", args=[request.pk]),
        link_word=_("Whom it tells, and what it lacks"),
        consequences=(
            Consequence(_("Notices that go out"), str(will.count(request.unticked))),
            Consequence(_("Tasks that are made"), str(len(will.steps))),
            Consequence(_("Gaps"), str(gaps), "short" if gaps else ""),
            Consequence(_("Valid until"), f"{request.lapses_at.astimezone():%m-%d %H:%M}"),
        ),
    )
