"""The entrance of devices: no session, a device's key; what is refused is counted.

``POST /m/in/`` takes JSON, ``{"readings": […]}``, or a CSV table. The answer says what became
of it; a device that gets none may send the same again, nothing is recorded twice.
"""

from typing import Any

import orjson
from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from command.core.errors import Invalid, Refusal, TooLarge
from incidents.monitoring.intake import rows
from incidents.monitoring.intake.actions import Answer, push_readings
from incidents.monitoring.intake.counting import count
from incidents.monitoring.intake.gate import UnknownDevice, device_of
from incidents.monitoring.intake.models import FeedDevice
from incidents.monitoring.intake.words import Came

MOST_BYTES = 1_000_000
BUSY = 503


# A device has no cookie that could be abused: its key is in its header.
@csrf_exempt
@login_not_required
@require_POST
def push(request: HttpRequest) -> JsonResponse:
    """Take the readings of one message."""
    try:
        device, held = device_of(request)
        lines, readings = _said(request, device, held.most_readings)
        answer = push_readings(
            actor=None, device_id=device.pk, readings=readings, device=device
        )
    except UnknownDevice as refusal:
        return _problem(refusal, {"WWW-Authenticate": "Device"})
    except Refusal as refusal:
        return _problem(refusal)
    except OperationalError:
        return JsonResponse({"code": "busy"}, status=BUSY, headers={"Retry-After": "5"})
    return JsonResponse(told_of(answer, lines))


def told_of(answer: Answer, lines: list[int] | None = None) -> dict[str, Any]:
    """Return an answer as JSON; of a table with the numbers of its lines."""
    return {
        "new": answer.new,
        "duplicates": answer.duplicates,
        "late": answer.late,
        "refused": [
            {
                **({"line": lines[one.index]} if lines else {"index": one.index}),
                "why": one.why,
                "text": one.text,
            }
            for one in answer.refused
        ],
    }


def _said(
    request: HttpRequest, device: FeedDevice, most: int
) -> tuple[list[int] | None, list[Any]]:
    body = request.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        count(device, None, Came.UNREADABLE)
        raise TooLarge(_("A message has at most 1 MB."), limit_bytes=MOST_BYTES)
    try:
        if request.content_type == "text/csv":
            return rows.read(body)
        return None, _json(body, most)
    except Invalid:
        count(device, None, Came.UNREADABLE)
        raise


def _json(body: bytes, most: int) -> list[Any]:
    try:
        told = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise Invalid(_("The message is no JSON.")) from None
    readings = told.get("readings") if isinstance(told, dict) else told
    if not isinstance(readings, list) or not readings:
        raise Invalid(_("The message holds a list of readings."), field="readings")
    if len(readings) > most:
        raise Invalid(
            _("At most %(most)d readings in one message.") % {"most": most}, field="readings"
        )
    return readings


def _problem(refusal: Refusal, headers: dict[str, str] | None = None) -> JsonResponse:
    told = {"code": refusal.code, "message": str(refusal), "detail": refusal.detail}
    if refusal.status == 429:
        headers = {"Retry-After": "60"}
    return JsonResponse(told, status=refusal.status, headers=headers)
