"""Keeping the book of contacts."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, journal, regions
from command.core.doors import door
from command.core.errors import Invalid, NotPermitted, NotThere
from command.core.models import Person
from command.core.policies import DESK, Post, require
from command.core.rooms import register_room
from plans.activation.events import ContactsKept
from plans.activation.models import Contact

MAY_KEEP = DESK | {Post.PLANNER, Post.RESOURCE_OFFICER}
MOST = 5000  # people in one go


@dataclass(frozen=True, slots=True)
class Given:
    """One contact as it is told."""

    list: str
    region: str
    name: str
    unit: str
    phone: str

    def fault(self, city: str) -> str:
        """Return the field that cannot be meant; empty when all can."""
        texts = {"list": (self.list, 40), "name": (self.name, 60), "phone": (self.phone, 20)}
        for field, (value, most) in texts.items():
            if not value.strip() or len(value) > most or "\x00" in value:
                return field
        if len(self.unit) > 120 or "\x00" in self.unit:
            return "unit"
        known = regions.known(self.region) and regions.city_of(self.region) == city
        return "" if known else "region"


@door
def keep_contacts(*, actor: Person | None, city: str, people: Sequence[Given]) -> int:
    """Enter people into the lists of a city; one known by list and phone is brought up to date.

    Returns how many were new. Raises ``NotPermitted``, or ``Invalid`` with the ``row`` (from
    1) and its ``field``; then nobody was entered.
    """
    _require(actor, city)
    if len(people) > MOST:
        raise Invalid(_("At most %(most)d people in one go.") % {"most": MOST}, field="file")
    for number, each in enumerate(people, 1):
        if fault := each.fault(city):
            raise Invalid(
                _("Row %(row)d cannot be read at “%(field)s”.")
                % {"row": number, "field": fault},
                field=fault,
                row=number,
            )
    rows = Contact.objects.select_for_update().filter(city=city, origin=authority.current())
    known = {(row.list, row.phone): row for row in rows.order_by("pk")}
    fresh: dict[tuple[str, str], Contact] = {}
    at = now()
    for each in people:
        row = known.get((each.list, each.phone)) or fresh.get((each.list, each.phone))
        if row is None:
            row = fresh[each.list, each.phone] = Contact(
                city_id=city, list=each.list, phone=each.phone
            )
            row.claim()
        row.region_id, row.name, row.unit = each.region, each.name.strip(), each.unit.strip()
        row.in_use, row.updated_at = True, at
    Contact.objects.bulk_create(fresh.values())
    told = {(each.list, each.phone) for each in people} - set(fresh)
    Contact.objects.bulk_update(
        [known[key] for key in sorted(told)], ["region", "name", "unit", "in_use", "updated_at"]
    )
    counts: dict[str, int] = {}
    for each in people:
        counts[each.list] = counts.get(each.list, 0) + 1
    for name, count in sorted(counts.items()):
        _record(actor, city, name, count)
    return len(fresh)


@door
def keep_contact(*, actor: Person | None, contact_id: UUID, in_use: str) -> Contact:
    """Take somebody off a list (``no``) or put them back (``yes``); nobody is deleted.

    Raises ``NotThere``, ``NotPermitted`` or ``Invalid``.
    """
    row = Contact.objects.select_for_update().filter(pk=contact_id).first()
    if row is None:
        raise NotThere(_("No such contact, or not visible to you."))
    _require(actor, row.city_id)
    if in_use not in {"yes", "no"}:
        raise Invalid(_("Say yes or no."), field="in_use")
    row.in_use, row.updated_at = in_use == "yes", now()
    row.save(update_fields=["in_use", "updated_at"])
    _record(actor, row.city_id, row.list, 1)
    return row


def _require(actor: Person | None, city: str) -> None:
    require(actor, MAY_KEEP, to=_("keep the book of contacts"), region=city)
    if authority.current() != city:
        raise NotPermitted(
            _("Only the city that keeps the list may change it."),
            owner=city,
            acting=authority.current(),
        )


def _record(actor: Person | None, city: str, name: str, people: int) -> None:
    room = register_room(city, authority.exercise())
    journal.hold(room)
    journal.append(
        ContactsKept(city=city, list=name, people=people),
        room=room,
        actor=actor,
        changed={},
    )
