"""What can be done about an alarm, in one step; and the log of all of them."""

from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from command.core.follow import desks_of, start_of
from command.core.models import Person
from command.core.tongues import of_reader
from incidents.monitoring.deeds import deeds_of
from incidents.monitoring.selectors.alarm_cards import AlarmCard
from incidents.monitoring.selectors.deeds import alarm_seen, alarms_logged, asked


@require_safe
@never_cache
def alarm(request: HttpRequest, alarm_id: UUID) -> HttpResponse:
    """Show an alarm, and the forms that are filled in from it."""
    person = cast(Person, request.user)
    state = alarm_seen(alarm_id, person)
    about = asked(alarm_id, person)
    context = {
        "start": start_of(*desks_of(person)),
        "live": True,
        "card": AlarmCard.of(state.alarm, state),
        "state": state,
        "about": about.filled,
        "deeds": deeds_of(about, person),
        "drill": about.exercise is not None,
    }
    part = request.headers.get("HX-Request")
    return render(
        request, "monitoring/_deeds.html" if part else "monitoring/deeds.html", context
    )


@require_safe
@never_cache
def log(request: HttpRequest) -> HttpResponse:
    """Show every alarm that the person may see, newest first, whatever the screens fold."""
    person = cast(Person, request.user)
    cards, older = alarms_logged(person, request.GET.get("before", ""))
    context = {
        "start": start_of(*desks_of(person)),
        "live": True,
        "rows": [_row(card) for card in cards],
        "older": older,
    }
    return render(request, "monitoring/deeds_log.html", context)


def _row(card: AlarmCard) -> dict[str, object]:
    quantity = of_reader(card.name, card.name_en)
    return {
        "card": card,
        "at": parse_datetime(card.raised_at),
        "station": of_reader(card.station_name_zh, card.station_name_en),
        "what": f"{quantity} {of_reader(card.text_zh, card.text_en)}",
        "state": of_reader(card.state_zh, card.state_en),
    }
