"""The entrances of trackers: no session, a device's key; what is refused is counted.

An answer is a bare status, which is all that a tracker understands.
"""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from command.core.entrance import address_of
from command.core.gate import stranger_comes
from resources.tracking.intake import cot, osmand
from resources.tracking.intake.gate import Refused, known, tally
from resources.tracking.intake.reading import take
from resources.tracking.lifecycle import Why

STRANGERS = 600  # words of strangers from one address that are counted in a minute


# A tracker has no cookie that could be abused: its key is in what it sends.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "POST"])
def from_osmand(request: HttpRequest) -> HttpResponse:
    """Take one position in the dialect of OsmAnd and of Traccar's client."""
    return _answered(request, _osmand)


@csrf_exempt
@login_not_required
@require_POST
def from_cot(request: HttpRequest) -> HttpResponse:
    """Take one CoT event; the key stands in the address or in ``X-Device-Key``."""
    return _answered(request, _cot)


def _osmand(request: HttpRequest) -> None:
    if request.content_type == "application/json":
        name, key, told = osmand.from_json(request.read(osmand.MOST_BYTES + 1))
    else:
        given = request.GET.dict()
        if request.method == "POST" and not {"lat", "location"} & given.keys():
            given |= request.POST.dict()
        try:
            name, key, told = osmand.from_parameters(given)
        except Refused as refused:
            # Only who is known is counted by name.
            raise Refused(refused.why, known(*osmand.who(given)), refused.status) from None
    take(known(name, key), [told])


def _cot(request: HttpRequest) -> None:
    key = request.headers.get("X-Device-Key") or request.GET.get("key") or ""
    event = cot.read(request.read(cot.MOST_BYTES + 1))
    device = known(event.uid, key)
    if event.told is not None:
        take(device, [event.told])


def _answered(request: HttpRequest, taken: Callable[[HttpRequest], None]) -> HttpResponse:
    try:
        taken(request)
    except Refused as refused:
        stranger = refused.why == Why.UNKNOWN
        if not stranger or stranger_comes(address_of(request)) <= STRANGERS:
            tally(refused.device, refused.why)
        return HttpResponse(refused.why.value, status=refused.status, content_type="text/plain")
    return HttpResponse(status=200, content_type="text/plain")
