"""Settlement sheets: drawing one up, signing it for each side, and settling it."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, regions
from command.core.doors import door
from command.core.errors import Conflict, Invalid, NotThere
from command.core.models import Person
from command.core.policies import COMMANDING, require
from incidents.models import Incident
from resources.loans.actions.telling import hold, tell_sheet
from resources.loans.events import SheetDrawn, SheetSettled, SheetSigned
from resources.loans.folds import DRAWN, SETTLED, SHEETS, SIGNED
from resources.loans.lifecycle import SheetStatus
from resources.loans.models import Loan, Posting, SettledPosting, Sheet, SheetState
from resources.loans.selectors.reading import locked_sheet, sheet_of
from resources.loans.selectors.sheets import compiled
from resources.rights import MAY_ANSWER

KNOWN = (*regions.CITIES, regions.REGION)


@door
def draw_sheet(
    *,
    actor: Person | None,
    other: str,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    incident_id: UUID | None = None,
    occurred_at: datetime | None = None,
) -> Sheet:
    """Draw up a settlement of one's own authority with another, for a period or an incident.

    Raises ``NotThere``, ``NotPermitted``, ``Invalid``, or ``Conflict`` when nothing is owed.
    """
    mine = authority.current()
    require(actor, MAY_ANSWER, to=_("draw up a settlement"), region=mine)
    if other not in KNOWN or other == mine:
        raise Invalid(_("Choose another city, or the region."), field="other")
    incident = None
    if incident_id is not None:
        incident = _incident_between(incident_id, mine, other)
        starts_at = ends_at = None
    elif starts_at is None or ends_at is None or ends_at <= starts_at:
        raise Invalid(_("Say from when until when, or for which incident."), field="ends_at")
    one, two = sorted((mine, other))
    sheet = Sheet(
        one=one,
        other=two,
        starts_at=starts_at,
        ends_at=ends_at,
        incident=incident,
        made_at=occurred_at or now(),
    )
    sheet.claim()
    hold(sheet)
    count = Sheet.objects.filter(origin=mine, exercise=sheet.exercise_id).count()
    sheet.number = f"ST-{mine}-{count + 1:03d}"
    sheet.save(force_insert=True)
    state = SHEETS.begin(sheet)
    _draw(sheet, state, actor, sheet.made_at)
    return sheet


@door
def redraw_sheet(
    *, actor: Person | None, sheet_id: UUID, occurred_at: datetime | None = None
) -> Sheet:
    """Draw up a new version from the ledger as it is now; signatures under the old one lapse.

    Raises ``NotThere``, ``NotPermitted``, or ``Conflict`` when both have signed or nothing
    has changed.
    """
    sheet, state = _held(sheet_id)
    _require_pair(actor, sheet, to=_("draw up a settlement"))
    if state.status != SheetStatus.DRAFT:
        raise Conflict(_("Both sides have signed."), status=state.status)
    _draw(sheet, state, actor, occurred_at or now())
    return sheet


@door
def sign_sheet(
    *,
    actor: Person | None,
    sheet_id: UUID,
    digest: str,
    occurred_at: datetime | None = None,
) -> Sheet:
    """Sign the version with this digest for one's own side; the second signature freezes it.

    Raises ``NotThere``, ``NotPermitted``, or ``Conflict`` when there is a newer version, one
    has signed, or the ledger has changed since it was drawn up.
    """
    sheet, state = _held(sheet_id)
    mine = _require_pair(actor, sheet, to=_("sign a settlement"), commanding=True)
    if state.status != SheetStatus.DRAFT:
        raise Conflict(_("Both sides have signed."), status=state.status)
    if digest != state.digest:
        raise Conflict(_("There is a newer version. Read it first."), version=state.version)
    if mine in state.signed:
        raise Conflict(_("Your side has signed."))
    if _compiled(sheet)[1] != state.digest:
        raise Conflict(_("The ledger has changed since. Draw up a new version."))

    at = occurred_at or now()
    SHEETS.add(state, SIGNED, actor=actor, occurred_at=at, data={"authority": mine})
    if state.status == SheetStatus.SIGNED:
        for posting in Posting.objects.filter(pk__in=state.content["postings"]):
            SettledPosting(sheet=sheet, posting=posting).save(force_insert=True)
    tell_sheet(SheetSigned, sheet, actor=actor, occurred_at=occurred_at, authority=mine)
    return sheet


@door
def settle_sheet(
    *,
    actor: Person | None,
    sheet_id: UUID,
    remark: str,
    occurred_at: datetime | None = None,
) -> Sheet:
    """Say that what both signed has been paid, returned or set off; ``remark`` says how."""
    sheet, state = _held(sheet_id)
    _require_pair(actor, sheet, to=_("settle"), commanding=True)
    if state.status != SheetStatus.SIGNED:
        raise Conflict(_("Only what both sides have signed is settled."), status=state.status)
    if not remark.strip() or len(remark) > 200:
        raise Invalid(_("Say how it was settled."), field="remark")
    SHEETS.add(
        state, SETTLED, actor=actor, occurred_at=occurred_at or now(), data={"remark": remark}
    )
    tell_sheet(SheetSettled, sheet, actor=actor, occurred_at=occurred_at, remark=remark)
    return sheet


def _incident_between(incident_id: UUID, mine: str, other: str) -> Incident:
    """Return an incident at which one lent the other something: both know it by that."""
    pair = Q(origin=mine, borrower=other) | Q(origin=other, borrower=mine)
    loan = Loan.objects.filter(pair, incident=incident_id).select_related("incident").first()
    if loan is None or loan.incident is None:
        raise NotThere(_("There is no such incident between the two."), field="incident")
    return loan.incident


def _held(sheet_id: UUID) -> tuple[Sheet, SheetState]:
    sheet = sheet_of(sheet_id)
    hold(sheet)
    return sheet, locked_sheet(sheet)


def _require_pair(
    actor: Person | None, sheet: Sheet, *, to: str, commanding: bool = False
) -> str:
    """Return the acting side. Raises ``NotThere`` for a third, or ``NotPermitted``."""
    mine = authority.current()
    if mine not in (sheet.one, sheet.other):
        raise NotThere(_("No such thing, or not visible to you."))
    require(actor, COMMANDING if commanding else MAY_ANSWER, to=to, region=mine)
    return mine


def _compiled(sheet: Sheet) -> tuple[dict[str, object], str]:
    return compiled(
        sheet.one,
        sheet.other,
        starts_at=sheet.starts_at,
        ends_at=sheet.ends_at,
        incident=sheet.incident_id,
        exercise=sheet.exercise_id,
    )


def _draw(sheet: Sheet, state: SheetState, actor: Person | None, at: datetime) -> None:
    content, digest = _compiled(sheet)
    if not content["lines"]:
        raise Conflict(_("Nothing is open between the two for that time."))
    if digest == state.digest:
        raise Conflict(_("Nothing has changed since the last version."))
    data = {"content": content, "digest": digest}
    SHEETS.add(state, DRAWN, actor=actor, occurred_at=at, data=data)
    tell_sheet(SheetDrawn, sheet, actor=actor, occurred_at=at)
