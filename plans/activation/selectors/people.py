"""Whom the notices of a plan reach: people on duty and contacts, few queries for all."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from command.core import regions
from command.core.models import Duty, Organisation, Region
from command.core.policies import ADMINISTRATORS, Post
from command.core.times import running
from plans.activation.models import Contact
from plans.document import Document, Notice
from plans.document.shape import ORGANISATION, POST

POSTS = dict(Duty.Post.choices)
PERSON, CONTACT, CONTACTS = "person", "contact", "contacts"
# An observer watches, an administrator runs the system: neither is told by a plan.
NOT_TOLD = ADMINISTRATORS | {Post.OBSERVER}


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody whom a notice reaches; ``post`` is the post held, or the unit of a contact."""

    kind: str
    id: UUID
    name: str
    post: str
    region: str

    @property
    def city(self) -> str:
        """The city they belong to."""
        return regions.city_of(self.region)

    @property
    def said(self) -> str:
        """The post in words, or the unit of a contact."""
        return str(POSTS.get(self.post, self.post))

    @property
    def key(self) -> str:
        """Kind and id in one word."""
        return f"{self.kind}.{self.id}"


@dataclass(frozen=True, slots=True)
class Aim:
    """Whom one notice is for: a post, a kind of organisation or a list, in these regions."""

    kind: str
    of: str
    regions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """One duty that is held now."""

    person: UUID
    name: str
    post: str
    region: str
    organisation: UUID | None


def recipients(
    document: Document, notices: Iterable[Notice], city: str
) -> dict[str, tuple[Recipient, ...]]:
    """Return who each notice reaches, by its key. Four queries at most."""
    counties = _counties(city)
    aims = {n.key: _aim(document, n, city, counties) for n in notices}
    posts = {aim.of for aim in aims.values() if aim.kind == POST}
    kinds = {aim.of for aim in aims.values() if aim.kind == ORGANISATION}
    places = {code for aim in aims.values() for code in aim.regions}
    units = _organisations(kinds, places)
    held = _held(posts, places, {key for keys in units.values() for key in keys})
    lists = _listed({aim.of for aim in aims.values() if aim.kind == CONTACTS}, city)
    found: dict[str, tuple[Recipient, ...]] = {}
    for key, aim in aims.items():
        if aim.kind == CONTACTS:
            found[key] = tuple(r for r in lists.get(aim.of, []) if _in(r.region, aim.regions))
        else:
            found[key] = _people(aim, held, units)
    return found


def _people(
    aim: Aim, held: list[Held], units: dict[tuple[str, str], set[UUID]]
) -> tuple[Recipient, ...]:
    if aim.kind == POST:
        chosen = [h for h in held if h.post == aim.of and h.region in aim.regions]
    else:
        wanted = {unit for code in aim.regions for unit in units.get((aim.of, code), ())}
        chosen = [h for h in held if h.organisation in wanted]
    once = {h.person: h for h in reversed(chosen)}
    people = [Recipient(PERSON, h.person, h.name, h.post, h.region) for h in once.values()]
    return tuple(sorted(people, key=lambda r: (r.region, str(r.id))))


def _aim(document: Document, notice: Notice, city: str, counties: tuple[str, ...]) -> Aim:
    kind, of, place = notice.to_kind, notice.to, notice.region
    if kind == "role":
        role = document.role(notice.to)
        kind, of = (role.owner_kind, role.owner) if role else (POST, "")
        place = place or (role.region if role else "")
    if kind == CONTACTS:
        return Aim(kind, of, (place,) if place and not notice.counties else ())
    return Aim(kind, of, (place or city, *(counties if notice.counties else ())))


def _in(region: str, wanted: tuple[str, ...]) -> bool:
    return not wanted or any(regions.covers(code, region) for code in wanted)


def _counties(city: str) -> tuple[str, ...]:
    below = Region.objects.filter(parent=city, level=Region.Level.COUNTY)
    return tuple(below.order_by("code").values_list("code", flat=True))


def _organisations(kinds: set[str], places: set[str]) -> dict[tuple[str, str], set[UUID]]:
    found: dict[tuple[str, str], set[UUID]] = {}
    if not kinds:
        return found
    rows = Organisation.objects.filter(kind__in=kinds, region__in=places)
    for key, kind, region in rows.values_list("pk", "kind", "region"):
        found.setdefault((kind, region), set()).add(key)
    return found


def _held(posts: set[str], places: set[str], units: set[UUID]) -> list[Held]:
    """Return the duties held now that matter: of these posts there, or in these units."""
    if not posts and not units:
        return []
    mine = Q(post__in=posts, region__in=places) | Q(organisation__in=units)
    mine |= Q(organisation__isnull=True, person__organisation__in=units)
    rows = Duty.objects.filter(running(), mine, person__is_active=True)
    rows = rows.exclude(post__in=NOT_TOLD)
    return [
        Held(
            duty.person_id,
            duty.person.name,
            duty.post,
            duty.region_id or duty.person.origin,
            duty.organisation_id or duty.person.organisation_id,
        )
        for duty in rows.select_related("person").order_by("starts_at", "pk")
    ]


def _listed(lists: set[str], city: str) -> dict[str, list[Recipient]]:
    found: dict[str, list[Recipient]] = {}
    if not lists:
        return found
    rows = Contact.objects.filter(city=city, list__in=lists, in_use=True)
    for row in rows.order_by("region", "pk"):
        told = Recipient(CONTACT, row.pk, row.name, row.unit, row.region_id)
        found.setdefault(row.list, []).append(told)
    return found
