"""No city goes below its reserve floor without the signature of the post that its rule names.

A floor binds at the door where the city has set it in its own book and has ever had so much:
what it owns (on standby or not) reaches the floor, or somebody has signed for less of it
before. A city that never had it cannot break it.
What is kept for later has been given already. A promise gives nothing away yet, so it is
judged against what is there when it is made, and every order is judged again.
"""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import F, Q, QuerySet
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import journal, regions
from command.core.errors import Conflict
from command.core.models import Duty, Person
from command.core.policies import holds
from resources.adviser.events import SignatureGiven, SignatureWanted
from resources.adviser.floors import Floor, agreed_floor, standing
from resources.adviser.models import FloorAnswer, FloorBreach
from resources.adviser.rights import may_sign
from resources.adviser.selectors.reading import breach_view
from resources.adviser.words import thing_name, with_unit
from resources.keeping import Giving

SIGNED = FloorAnswer.Answer.SIGNED


@dataclass(frozen=True, slots=True)
class Below:
    """A gift that goes below a floor: what there is, and what it would leave."""

    giving: Giving
    floor: Floor
    available: int

    @property
    def left(self) -> int:
        """What would remain."""
        return self.available - self.giving.quantity


def keep_floor(actor: Person | None, giving: Giving) -> None:
    """Refuse a gift below the city's floor, unless it is signed for or signed by being made.

    A provisional answer is never refused; it asks the post concerned to sign.
    """
    floor = agreed_floor(giving.city, giving.what)
    if floor is None:
        return
    _lock(giving)
    # A new statement: it sees what was given while the lock was waited for.
    available, total = standing(giving.city, giving.what, giving.incident.exercise_id)
    below = Below(giving, floor, available + (giving.quantity if giving.is_taken else 0))
    if below.left >= floor.least or _signed(below).exists():
        return
    if total < floor.least and not _earlier(giving).exists():
        return
    if giving.is_provisional:
        _want(actor, below)
    elif actor is None or holds(actor, may_sign(floor.signed_by), region=giving.city):
        _sign(actor, below)
    else:
        raise _refusal(below)


def _lock(giving: Giving) -> None:
    """Let nobody else judge the same floor until this is done."""
    key = f"floor.{giving.city}.{giving.what}.{giving.incident.exercise_id or ''}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def _earlier(giving: Giving) -> QuerySet[FloorBreach]:
    """Return what has been signed for this floor, ever."""
    return FloorBreach.objects.filter(
        city=giving.city,
        what=giving.what,
        exercise=giving.incident.exercise_id,
        answers__answer=SIGNED,
    )


def _of(below: Below) -> Q:
    """Return what a signature must be about, and how low it must reach, to cover a gift."""
    giving = below.giving
    about = Q(request=None) | Q(request=giving.request) if giving.request else Q(request=None)
    return about & Q(incident=giving.incident, giving__gte=F("before") - below.left)


def _signed(below: Below) -> QuerySet[FloorBreach]:
    return _earlier(below.giving).filter(_of(below))


def _pending(below: Below) -> FloorBreach | None:
    """Return a floor that waits for exactly this signature, or one that reaches lower."""
    giving = below.giving
    waiting = FloorBreach.objects.filter(_of(below), city=giving.city, what=giving.what)
    return waiting.filter(request=giving.request, answers=None).first()


def _raise(below: Below) -> FloorBreach:
    giving, floor = below.giving, below.floor
    breach = FloorBreach(
        incident=giving.incident,
        request=giving.request,
        city=giving.city,
        what=giving.what,
        before=max(0, below.available),
        giving=giving.quantity,
        floor=floor.least,
        broken=floor.least - below.left,
        signed_by=floor.signed_by,
    )
    breach.save(force_insert=True)
    return breach


def _want(actor: Person | None, below: Below) -> None:
    if _pending(below) is not None:
        return
    breach = _raise(below)
    journal.append(
        SignatureWanted(**_about(breach)),
        room=below.giving.incident.room_id,
        actor=actor,
        changed=breach_view(breach.pk),
    )


def _sign(actor: Person | None, below: Below) -> None:
    """Record that who may sign has signed by giving; what waits for it is answered by it."""
    breach = _pending(below) or _raise(below)
    reason = _("Signed by giving it.")
    answer = FloorAnswer(
        breach=breach, answer=SIGNED, reason=reason, actor=actor, answered_at=now()
    )
    answer.save(force_insert=True)
    journal.append(
        SignatureGiven(**_about(breach), is_signed=True, reason=reason),
        room=below.giving.incident.room_id,
        actor=actor,
        changed=breach_view(breach.pk),
    )


def _about(breach: FloorBreach) -> dict[str, Any]:
    return {
        "breach_id": str(breach.pk),
        "city": breach.city,
        "what": breach.what,
        "broken": breach.broken,
    }


def _refusal(below: Below) -> Conflict:
    giving, floor = below.giving, below.floor
    left = max(0, below.left)
    post = dict(Duty.Post.choices)[floor.signed_by]
    said = {
        "city": regions.name(giving.city),
        "thing": thing_name(giving.what),
        "floor": with_unit(floor.least, giving.what),
        "left": left,
        "post": post,
    }
    message = _(
        "%(city)s keeps %(floor)s of %(thing)s back, and only %(left)s would remain. "
        "That takes the signature of: %(post)s. A provisional answer asks for it."
    )
    told = {"floor": floor.least, "left": left, "signed_by": floor.signed_by}
    return Conflict(message % said, **told, what=giving.what)
