"""Asking the adviser: the question as it stands, a quick answer, a knock for the proof."""

from collections.abc import Iterable
from dataclasses import asdict
from hashlib import sha256
from uuid import UUID

import orjson
from celery import current_app
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import Conflict
from command.core.models import Person
from incidents.lifecycle import ENDED
from incidents.rights import require_part
from incidents.selectors import locked as locked_incident
from resources.adviser.events import AdviceGiven
from resources.adviser.models import Advice
from resources.adviser.pure.greedy import greedy
from resources.adviser.pure.plan import plan_of
from resources.adviser.pure.problem import plain
from resources.adviser.pure.score import AIMS
from resources.adviser.selectors.gather import question_of
from resources.adviser.selectors.reading import advice_view
from resources.rights import MAY_ASK

PROVE = "resources.adviser.tasks.prove"


@door
def ask_advice(
    *, actor: Person | None, incident_id: UUID, need_ids: Iterable[UUID] = ()
) -> Advice:
    """Ask who should send what for the open needs of an incident, or for some of them.

    Three quick plans are there at once; the solver's answer follows. Raises ``NotThere``,
    ``NotPermitted``, or ``Conflict`` when the incident is over or lacks nothing.
    """
    state = locked_incident(incident_id, actor=actor)
    incident = state.incident
    require_part(actor, MAY_ASK, state, to=_("ask the adviser"))
    if state.status in ENDED:
        raise Conflict(_("The incident is over."), status=state.status)
    problem = question_of(incident, only=need_ids)
    question = plain(problem)
    advice = Advice(
        incident=incident,
        asked_by=actor,
        asked_at=now(),
        digest=sha256(orjson.dumps(question, option=orjson.OPT_SORT_KEYS)).hexdigest(),
        question=question,
        quick=[asdict(plan_of(problem, aim.key, greedy(problem, aim))) for aim in AIMS],
    )
    advice.save(force_insert=True)
    journal.append(
        AdviceGiven(advice_id=str(advice.pk), numbers=[need.label for need in problem.needs]),
        room=incident.room_id,
        actor=actor,
        changed=advice_view(advice.pk),
    )
    # Promptness only: what waits in the database is found by the beat as well.
    key = str(advice.pk)
    transaction.on_commit(lambda: knock(key), robust=True)
    return advice


def knock(advice_id: str) -> None:
    """Ask a worker to prove it now; never waiting for the broker."""
    current_app.send_task(PROVE, args=[advice_id], retry=False, ignore_result=True)
