"""What is done about an alarm from a page: each act is a door."""

from datetime import timedelta
from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from command.core.errors import Invalid, NotThere
from command.core.models import Person
from incidents.monitoring.actions import (
    acknowledge_alarm,
    acknowledge_group,
    disable_stream_rule,
    enable_stream_rule,
    hand_over_alarm,
    keep_alarm,
    shelve_alarm,
    take_alarm,
    unshelve_alarm,
)
from incidents.monitoring.selectors import alarms_visible_to

SEE_OTHER = 303
LONGEST = 24  # hours that can be asked for; the door says how long a shelf may be


@require_POST
def acknowledge(request: HttpRequest, alarm_id: UUID) -> HttpResponse:
    """Put one's name to having seen exactly this alarm."""
    acknowledge_alarm(actor=_who(request), alarm_id=alarm_id)
    return _done(request)


@require_POST
def acknowledge_cause(request: HttpRequest, alarm_id: UUID) -> HttpResponse:
    """Put one's name to having seen the lesser alarms of one cause that were shown."""
    until = parse_datetime(request.POST.get("until", "")[:40])
    if until is None or is_naive(until):
        raise Invalid(_("The form is incomplete; load the page anew."), field="until")
    acknowledge_group(actor=_who(request), group_id=alarm_id, until=until)
    return _done(request)


@require_POST
def shelve(request: HttpRequest, alarm_id: UUID) -> HttpResponse:
    """Put an alarm aside for some hours."""
    hours = request.POST.get("hours", "")
    if not hours.isascii() or not hours.isdigit() or not 1 <= int(hours[:3]) <= LONGEST:
        raise Invalid(_("Choose how long."), field="hours")
    until = now() + timedelta(hours=int(hours[:3]))
    reason = request.POST.get("reason", "")
    shelve_alarm(actor=_who(request), alarm_id=alarm_id, reason=reason, until=until)
    return _done(request)


@require_POST
def unshelve(request: HttpRequest, alarm_id: UUID) -> HttpResponse:
    """Take an alarm back before its time."""
    unshelve_alarm(actor=_who(request), alarm_id=alarm_id)
    return _done(request)


@require_POST
def hand_over(request: HttpRequest, alarm_id: UUID) -> HttpResponse:
    """Offer an alarm that one looks after to somebody on duty."""
    try:
        to_id = UUID(request.POST.get("to", ""))
    except ValueError:
        raise Invalid(_("Choose to whom."), field="to") from None
    hand_over_alarm(actor=_who(request), alarm_id=alarm_id, to_id=to_id)
    return _done(request)


@require_POST
def take(request: HttpRequest, alarm_id: UUID) -> HttpResponse:
    """Accept an alarm that one is offered."""
    take_alarm(actor=_who(request), alarm_id=alarm_id)
    return _done(request)


@require_POST
def keep(request: HttpRequest, alarm_id: UUID) -> HttpResponse:
    """Decline an alarm, or offer one's own no longer."""
    keep_alarm(actor=_who(request), alarm_id=alarm_id)
    return _done(request)


@require_POST
def disable(request: HttpRequest, alarm_id: UUID) -> HttpResponse:
    """Take the rule that raised an alarm out of service, for its stream."""
    state = alarms_visible_to(_who(request)).filter(pk=alarm_id).first()
    if state is None:
        raise NotThere(_("No such alarm, or not visible to you."))
    disable_stream_rule(
        actor=_who(request),
        stream_id=state.datastream_id,
        rule_id=state.rule_id,
        cause="" if state.rule_id else str(state.cause),
        level=None if state.rule_id else state.level,
        reason=request.POST.get("reason", ""),
    )
    return _done(request)


@require_POST
def enable(request: HttpRequest, disabling_id: UUID) -> HttpResponse:
    """Put a rule of a stream back into service."""
    reason = request.POST.get("reason", "")
    enable_stream_rule(actor=_who(request), disabling_id=disabling_id, reason=reason)
    return _done(request)


def _who(request: HttpRequest) -> Person:
    return cast(Person, request.user)


def _done(request: HttpRequest) -> HttpResponse:
    """Answer a script with nothing, and a form with the list."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    answer = redirect("sensors")
    answer.status_code = SEE_OTHER
    return answer
