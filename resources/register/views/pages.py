"""Reading the register: its lists, one thing, and the list as a paper."""

from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from command.core import regions
from command.core.errors import NotThere
from command.core.models import Person
from command.core.policies import scopes_of
from command.core.tongues import reader
from incidents.documents import paper_response
from resources.dispatch.frame import frame
from resources.register import details
from resources.register.forms import ACTS, homes
from resources.register.paper import paper_of
from resources.register.selectors import listing, things
from resources.register.selectors.lines import TABS
from resources.register.selectors.places import count_minutes
from resources.register.views.words import words_of
from resources.selectors import team_of

MOST_PRINTED = 400


def person_of(request: HttpRequest) -> Person:
    """Return who looks. Raises ``NotThere`` for whoever has neither a duty nor a team."""
    person = cast(Person, request.user)
    if not scopes_of(person) and team_of(person) is None:
        raise NotThere(_("You hold no duty at the moment, so there is nothing to show."))
    return person


@require_safe
@never_cache
def register(request: HttpRequest) -> HttpResponse:
    """Show the register: a class of things, narrowed."""
    person = person_of(request)
    by = listing.wanted(request.GET.dict())
    context = frame(person, "register") | _rows(person, by)
    kinds = TABS[by.tab].kinds() if by.tab in TABS else []
    context |= {
        "classes": [(key, tab.title) for key, tab in TABS.items()]
        + [("dates", _("Due dates"))],
        "cities": [(code, regions.name(code)) for code in regions.CITIES],
        "kinds": kinds,
        "keeps": bool(homes(person)),
        "what": TABS[by.tab].what if by.tab in TABS else "",
    }
    return render(request, "register/page.html", context)


@require_safe
@never_cache
def rows(request: HttpRequest) -> HttpResponse:
    """Show the lines of the list anew."""
    person = person_of(request)
    by = listing.wanted(request.GET.dict())
    return render(request, "register/_rows.html", _rows(person, by))


@require_safe
@never_cache
def paper(request: HttpRequest, form: str) -> HttpResponse:
    """Return the list, as narrowed, as a file."""
    person = person_of(request)
    by = listing.wanted(request.GET.dict())
    language = reader()
    return paper_response(paper_of(person, by, language, most=MOST_PRINTED), form)


@require_safe
@never_cache
def thing(request: HttpRequest, what: str, key: UUID) -> HttpResponse:
    """Show one thing."""
    person = person_of(request)
    context = frame(person, "register") | _thing(person, what, key)
    return render(request, "register/thing.html", context)


@require_safe
@never_cache
def part(request: HttpRequest, what: str, key: UUID) -> HttpResponse:
    """Show what is known of one thing anew."""
    return render(request, "register/_thing.html", _thing(person_of(request), what, key))


def _rows(person: Person, by: listing.Wanted) -> dict[str, Any]:
    if by.tab == "dates":
        found = listing.near_dates(person, by.city)
        return {"by": by, "near": found, "total": len(found)}
    page = listing.listed(person, by)
    return {"by": by, "listed": page, "total": page.total}


def _thing(person: Person, what: str, key: UUID) -> dict[str, Any]:
    if what not in {"facility", "expert", "team", "asset", "stock"}:
        raise NotThere(_("No such thing, or not visible to you."))
    row = things.seen(what, key, person)
    minutes = count_minutes(row.origin) if what == "facility" else {}
    kept = details.lines(row.kind, row.details) if what == "facility" else []
    keeps = things.keeps(person, what, row)
    acts = [(act, form) for (of, act), form in ACTS.items() if of == what and keeps]
    return {
        "what": what,
        "row": row,
        "kept": kept,
        "every": {name: n * 60 for name, n in minutes.items()},
        "keeps": keeps,
        "acts": [
            (reverse("register-act", args=[what, key, act]), form.heading, form.danger)
            for act, form in acts
            if _fits(what, act, row)
        ],
        "now": now(),
        "words": words_of(what, row),
        **things.parts(what, row, person),
    }


def _fits(what: str, act: str, row: Any) -> bool:
    """Return whether an act makes sense for this row."""
    if what == "facility" and (row.closed_at is not None) != (act == "reopen"):
        return False
    if what == "expert":
        return row.forgotten_at is None
    wanted = {"people": "shelter", "beds": "hospital"}.get(act)
    return wanted is None or row.kind == wanted
