"""The servers of the upload benchmark: ours, and a stock view with a ``FileField``."""

import os
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "command.settings.dev")

from django.contrib.auth.decorators import login_required
from django.core.asgi import get_asgi_application
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.http import JsonResponse
from django.urls import path

from command.asgi import application as ours
from command.core.uploads import purposes
from command.core.uploads.purposes import IMAGES, Purpose

purposes.enter(
    "bench",
    Purpose(
        may=lambda person, subject: None,
        take=lambda person, subject, media: None,
        kinds=IMAGES,
        limit_bytes=20_000_000,
    ),
)
MADE = """
CREATE TABLE bench_stock (id bigserial PRIMARY KEY, file varchar(100) NOT NULL);
"""


class StockImage(models.Model):
    """What the documentation of Django shows."""

    file = models.FileField(
        upload_to="stock", storage=FileSystemStorage(Path(os.environ["JC_MEDIA"]))
    )

    class Meta:
        app_label, db_table, managed = "core", "bench_stock", False

    def __str__(self):
        return str(self.file)


@login_required
def upload(request):
    row = StockImage(file=request.FILES["file"])
    row.save()
    return JsonResponse({"id": row.pk}, status=201)


urlpatterns = [path("stock/", upload)]


async def stock(scope, receive, send):
    """Serve the stock view with the same middleware."""
    await STOCK(scope, receive, send)


if os.environ.get("BENCH_STOCK"):
    from django.conf import settings

    settings.ROOT_URLCONF = __name__
STOCK = get_asgi_application()

__all__ = ["ours", "stock"]
