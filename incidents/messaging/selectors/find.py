"""Finding somebody to write to: by name, by pinyin or its initials, or by post."""

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Q
from django.utils.translation import gettext as _

from command.core import regions
from command.core.models import Duty, Organisation, Person
from command.core.policies import DESK, scopes_of, within
from incidents.messaging.selectors.people import current
from incidents.messaging.targets import NOT_ADDRESSED, label_of

MOST = 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody a message may be for; ``value`` is the address that a form sends."""

    value: str
    label: str
    detail: str
    kind: str


def candidates(person: Person, typed: str, *, only_people: bool = False) -> list[Candidate]:
    """Return those whom ``typed`` may mean, or the people among them, best first.

    People of one's own territory, and the desks of all cities: theirs are the names
    that may be known elsewhere.
    """
    wanted = typed.strip().lower()
    scopes = scopes_of(person)
    if not wanted or not scopes:
        return []
    found = _people(person, scopes)
    if not only_people:
        found = [*_desks(), *found, *_organisations(scopes)]
    ranked = [(rank, n, one) for n, one in enumerate(found) if (rank := _rank(one, wanted))]
    return [one for _rank_, _n, one in sorted(ranked, key=lambda row: (row[0], row[1]))][:MOST]


def _rank(one: Candidate, wanted: str) -> int:
    """Return 1 for what begins with ``wanted``, 2 to 4 for less, 0 for no match."""
    label, detail = one.label.lower(), one.detail.lower()
    whole, initials = _sounds(label)
    if label.startswith(wanted) or initials.startswith(wanted):
        return 1
    parts = [_sounds(part.strip()) for part in label.split("·")]
    if whole.startswith(wanted) or any(
        sound.startswith(wanted) for part in parts for sound in part
    ):
        return 2
    if wanted in label or wanted in initials or wanted in whole:
        return 3
    return 4 if wanted in detail or wanted in _sounds(detail)[1] else 0


@lru_cache(maxsize=4096)
def _sounds(text: str) -> tuple[str, str]:
    """Return how a text sounds in pinyin, whole and by initials."""
    from pypinyin import Style, lazy_pinyin  # its dictionaries are large

    heard = "".join(sign for sign in text if sign.isalnum())
    whole = "".join(lazy_pinyin(heard)).lower()
    return whole, "".join(lazy_pinyin(heard, style=Style.FIRST_LETTER)).lower()


def _desks() -> list[Candidate]:
    found = [
        Candidate(
            f"city:{code}",
            label_of({"kind": "city", "region": code}),
            _("commanders, duty officers and liaisons"),
            "city",
        )
        for code in (*regions.CITIES, regions.REGION)
    ]
    held = current(Duty.objects.filter(region__isnull=False))
    posts = held.exclude(post__in=NOT_ADDRESSED).order_by("region", "post")
    for post, region in posts.values_list("post", "region").distinct():
        view = {"kind": "duty", "post": post, "region": region}
        found.append(
            Candidate(f"duty:{post}@{region}", label_of(view), _("whoever is on duty"), "duty")
        )
    return found


def _people(person: Person, scopes: frozenset[str]) -> list[Candidate]:
    mine = Q(post__in=DESK)
    for scope in scopes:
        mine |= within(scope, "region_id")
    held = current(Duty.objects.filter(mine, region__isnull=False))
    held = held.exclude(post__in=NOT_ADDRESSED).exclude(person=person)
    found: dict[str, Candidate] = {}
    for duty in held.select_related("person").order_by("person__username"):
        value = f"person:{duty.person_id}"
        detail = label_of({"kind": "duty", "post": duty.post, "region": duty.region_id})
        found.setdefault(value, Candidate(value, duty.person.name, detail, "person"))
    return list(found.values())


def _organisations(scopes: frozenset[str]) -> list[Candidate]:
    mine = Q(pk__in=[])
    for scope in scopes:
        mine |= within(scope, "region_id")
    rows = Organisation.objects.filter(mine, exercise__isnull=True)
    return [
        Candidate(
            f"organisation:{row.pk}", row.name, regions.name(row.region_id), "organisation"
        )
        for row in rows.order_by("region", "name_zh")
    ]
