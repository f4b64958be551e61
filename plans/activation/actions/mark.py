"""Reading and confirming a notice, and confirming for somebody by telephone."""

from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import Invalid, NotThere
from command.core.models import Person
from command.core.policies import require_sight
from command.tasking.rights import require_order
from plans.activation.events import NoticeMarked
from plans.activation.folds import NOTICES, STAGES
from plans.activation.models import NoticeState
from plans.activation.selectors.words import name_of
from plans.selectors.activations import changed

Stage = NoticeState.Stage
BY_HAND = frozenset({Stage.READ, Stage.CONFIRMED})


@door
def mark_notice(*, actor: Person, notice_id: UUID, stage: str) -> NoticeState:
    """Mark that ``actor`` has read or confirmed a notice that came to them.

    A desk of the incident confirms for somebody without an account whom it has reached by
    telephone. Marking again changes nothing. Raises ``NotThere``, ``NotPermitted`` or
    ``Invalid``.
    """
    if stage not in BY_HAND:
        raise Invalid(_("A notice is read or confirmed."), field="stage")
    state = _locked(notice_id)
    notice = state.notice
    activation = notice.activation
    incident = activation.incident
    if notice.person_id != actor.pk:
        require_sight(actor, incident.room_id)
        city = activation.version.plan.city_id
        require_order(actor, incident, region=city, to=_("confirm a notice for somebody"))
    if STAGES.index(Stage(state.stage)) >= STAGES.index(Stage(stage)):
        return state
    NOTICES.add(state, stage, actor=actor, occurred_at=now())
    journal.append(
        NoticeMarked(**name_of(activation), notice_id=str(notice.pk), stage=stage),
        room=incident.room_id,
        actor=actor,
        changed=changed(activation),
    )
    return state


def _locked(notice_id: UUID) -> NoticeState:
    rows = NoticeState.objects.select_for_update(of=("self",)).select_related(
        "notice__activation__version__plan", "notice__activation__incident"
    )
    state = rows.filter(pk=notice_id).first()
    if state is None:
        raise NotThere(_("No such notice was given to you."))
    return state
