"""What may leave the house: released versions, and nothing else."""

import io
import json
import zipfile

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from command.core import media
from command.core.times import iso
from incidents.imagery.selectors.releases import in_force
from incidents.imagery.selectors.wanted import Wanted
from incidents.imagery.views.answers import person_of

NAME = "released-images.zip"


@require_safe
@never_cache
def released(request: HttpRequest) -> HttpResponse:
    """Send the released versions of the wanted images, with a list of who released what."""
    rows = in_force(person_of(request), Wanted.read(request.GET.dict()))
    file, told = io.BytesIO(), []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as packed:
        for row in rows:
            place, path = media.path_of(row.media.sha256), f"{row.media.sha256}.jpg"
            there = place.exists()
            if there and path not in packed.namelist():
                packed.writestr(path, place.read_bytes())
            told.append(
                {
                    "file": path if there else None,
                    "sha256": row.media.sha256,
                    "caption": row.image.caption,
                    "source": row.image.source,
                    "taken_at": iso(row.image.taken_at),
                    "audience": row.audience,
                    "covered": len(row.covers),
                    "reason": row.reason,
                    "released_at": iso(row.at),
                    "exercise": row.exercise_id is not None,
                }
            )
        packed.writestr("list.json", json.dumps(told, ensure_ascii=False, indent=1))
    response = HttpResponse(file.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{NAME}"'
    return response
