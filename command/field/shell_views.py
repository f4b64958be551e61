"""What makes the phone's page an application: its worker, its empty shell, its manifest."""

import json

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET

from command.field import precache

SCREENS = ("tasks", "map", "report", "photo", "messages", "outbox", "profile", "help")
GROUND = "#eceff2"
HEAD = "#0f2029"
ICONS = (
    ("field/icons/192.png", "192x192", "any"),
    ("field/icons/512.png", "512x512", "any"),
    ("field/icons/maskable-192.png", "192x192", "maskable"),
    ("field/icons/maskable-512.png", "512x512", "maskable"),
)


@login_not_required
@require_GET
@never_cache
@gzip_page
def worker(request: HttpRequest) -> HttpResponse:
    """Return the worker with the list of what this version is made of.

    A change of any file or word changes these few lines; by that the browser knows.
    """
    told = {
        "version": precache.version(),
        "files": precache.files(),
        "shells": {
            language: reverse("field-shell", args=[language]) for language in precache.LANGUAGES
        },
        "screens": SCREENS,
    }
    module = json.dumps(static(precache.WORKER))
    body = f"import {{ serve }} from {module};\nserve({json.dumps(told)});\n"
    return HttpResponse(body, content_type="text/javascript")


@login_not_required
@require_GET
@never_cache
@gzip_page
def shell(request: HttpRequest, language: str) -> HttpResponse:
    """Return the page of the phone as the worker keeps it: nobody's, in one language."""
    if language not in precache.LANGUAGES:
        raise Http404
    return HttpResponse(precache.shell(language), headers={"Content-Language": language})


@login_not_required
@require_GET
def manifest(request: HttpRequest) -> JsonResponse:
    """Say how the application is called and looks among the others of a phone."""
    wanted = request.GET.get("lang", "")
    language = wanted if wanted in precache.LANGUAGES else get_language()
    with override(language):
        told = {
            "id": "/m0/",
            "name": _("Joint Command: field"),
            "short_name": _("Field command"),
            "description": _(
                "Orders, reports, images and calls for help, also without a network."
            ),
            "lang": "en" if language == "en" else "zh-Hans",
            "start_url": reverse("my-tasks"),
            "scope": reverse("my-tasks"),
            "display": "standalone",
            "orientation": "portrait",
            "background_color": GROUND,
            "theme_color": HEAD,
            "icons": [
                {"src": static(name), "sizes": sizes, "type": "image/png", "purpose": purpose}
                for name, sizes, purpose in ICONS
            ],
            "shortcuts": [
                {"name": _("Report"), "url": reverse("field-report")},
                {"name": _("Take a photo"), "url": reverse("field-photo")},
                {"name": _("Outbox"), "url": reverse("field-outbox")},
            ],
        }
    return JsonResponse(told, content_type="application/manifest+json")
