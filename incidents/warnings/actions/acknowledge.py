"""Taking note of a warning, and telling that one has run out."""

from datetime import datetime
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core.doors import door
from command.core.errors import BadTransition, Conflict, Invalid, NotThere
from command.core.models import Person
from command.core.policies import DESK, duties_of
from command.core.times import clock
from incidents.warnings import events
from incidents.warnings.actions import duties, tell
from incidents.warnings.lifecycle import STANDING, Kind
from incidents.warnings.models import (
    PublicWarning,
    WarningAcknowledgement,
    WarningVersion,
)
from incidents.warnings.rights import require_desk_of
from incidents.warnings.selectors import fresh, locked

# What an expiry takes over from the version that has run out.
KEPT = (
    *("warning_id", "handling", "identifier", "level", "urgency", "certainty"),
    *("effective_at", "onset_at", "expires_at", "headline", "matters", "advice"),
    *("area_text", "regions", "polygons", "circles", "channels", "addressed"),
    *("note", "contact", "carried", "original_id"),
)


@door
def acknowledge_warning(
    *,
    actor: Person | None,
    warning_id: UUID,
    city: str | None = None,
    occurred_at: datetime | None = None,
) -> WarningAcknowledgement:
    """Take note of a warning's last version for an addressed city, with name and time.

    ``city`` is that of the person's own duty when not given. Raises ``NotThere``,
    ``NotPermitted``, ``Invalid``, or ``Conflict`` when the city has done so.
    """
    warning = locked(warning_id, actor=actor)
    version = [v for v in warning.versions.all() if v.kind != Kind.EXPIRED][-1]
    code = city or _own_city(actor, version)
    if code not in version.addressed:
        raise Invalid(_("The warning is not addressed to this city."), field="city")
    require_desk_of(actor, code, to=_("acknowledge a warning"))
    if any(taken.city_id == code for taken in version.acknowledgements.all()):
        raise Conflict(_("This city has acknowledged already."), city=code)
    at = occurred_at or now()
    made = WarningAcknowledgement(version=version, city_id=code, actor=actor, occurred_at=at)
    made.save(force_insert=True)
    card = fresh(warning.pk)
    fact = events.WarningAcknowledged(
        warning_id=card.id, headline=card.headline, level=card.level, city=code
    )
    tell.tell(fact, card, actor, at)
    return made


@door
def tell_expired(*, actor: Person | None, warning_id: UUID) -> bool:
    """Tell once that a warning has run out; return whether it was so.

    Harmless when repeated. Raises ``NotThere`` while somebody else holds it.
    """
    rows = PublicWarning.objects.select_for_update(of=("self",), skip_locked=True)
    if not list(rows.filter(pk=warning_id).values_list("pk")):
        raise NotThere(_("No such warning, or not visible to you."))
    warning = locked(warning_id, actor=actor)
    last = list(warning.versions.all())[-1]
    at = clock()
    if last.kind not in STANDING or last.expires_at is None or last.expires_at > at:
        return False
    version = WarningVersion(
        **{name: getattr(last, name) for name in KEPT},
        step=last.step + 1,
        kind=Kind.EXPIRED.value,
        sent_at=max(last.expires_at, last.sent_at),
    )
    version.warning = warning
    version.save(force_insert=True)
    card = fresh(warning.pk)
    fact = events.WarningExpired(warning_id=card.id, headline=card.headline, level=card.level)
    tell.hold_all(warning, version)
    tell.tell(fact, card, actor, version.sent_at)
    duties.lapse(warning, actor, at, _("the warning has expired"))
    return True


def _own_city(actor: Person | None, version: WarningVersion) -> str:
    if actor is None:
        raise BadTransition(_("The system does not acknowledge."))
    held = duties_of(actor).filter(post__in=DESK, region__in=version.addressed)
    code = held.order_by("region_id").values_list("region_id", flat=True).first()
    if code is None:
        require_desk_of(actor, (version.addressed or [""])[0], to=_("acknowledge a warning"))
    return code or ""
