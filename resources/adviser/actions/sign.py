"""The city's word to going below its reserve floor."""

from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal
from command.core.doors import door
from command.core.errors import Conflict, Invalid
from command.core.models import Person
from command.core.policies import require
from incidents.selectors import locked as locked_incident
from resources.adviser.events import SignatureGiven
from resources.adviser.models import FloorAnswer
from resources.adviser.rights import may_sign
from resources.adviser.selectors.reading import breach_row, breach_view
from resources.rights import require_own


@door
def sign_floor(
    *, actor: Person | None, breach_id: UUID, is_signed: bool, reason: str
) -> FloorAnswer:
    """Sign for going below a floor of one's city, or refuse; either with a reason, once.

    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or ``Conflict`` when it was answered.
    """
    breach = breach_row(breach_id)
    incident = breach.incident
    assert incident is not None
    locked_incident(incident.pk, actor=actor)
    act = _("sign for going below a reserve floor")
    require(actor, may_sign(breach.signed_by), to=act, region=breach.city)
    require_own(breach.city, to=act)
    if not reason.strip():
        raise Invalid(_("Say why."), field="reason")
    if breach.answers.exists():
        raise Conflict(_("This was answered already."), breach=str(breach_id))
    word = FloorAnswer.Answer.SIGNED if is_signed else FloorAnswer.Answer.REFUSED
    answer = FloorAnswer(
        breach=breach, answer=word, reason=reason.strip()[:500], actor=actor, answered_at=now()
    )
    answer.save(force_insert=True)
    journal.append(
        SignatureGiven(
            breach_id=str(breach_id),
            city=breach.city,
            what=breach.what,
            broken=breach.broken,
            is_signed=is_signed,
            reason=answer.reason,
        ),
        room=incident.room_id,
        actor=actor,
        changed=breach_view(breach_id),
    )
    return answer
