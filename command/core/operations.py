"""Do it once: operations under a key that the client made."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from command.core.errors import Conflict
from command.core.models import Operation, Person


def once(
    key: UUID, *, actor: Person | None, what: str, asked: Any, run: Callable[[], Any]
) -> tuple[Any, bool]:
    """Run ``run`` unless the operation ``key`` was carried out before.

    Returns its JSON result and whether it is a repetition. The key and the
    deed commit together; a second caller with the same key waits for the first.
    Raises ``Conflict`` when the key belongs to another person or another request;
    a refusal from ``run`` passes through and leaves the key unused.
    """
    body = orjson.dumps(asked, default=_plain, option=orjson.OPT_SORT_KEYS)
    # Keyed: a request may hold a password, which a plain digest would let one guess.
    digest = salted_hmac("operation", body, algorithm="sha256").digest()
    with transaction.atomic():
        done = _claim(key, actor, what, digest)
        if done is not None:
            if done.actor_id != (actor.pk if actor else None) or (
                (done.what, bytes(done.digest)) != (what, digest)
            ):
                raise Conflict(_("This key was used for another operation."), key=str(key))
            return done.result, True
        result = run()
        Operation.objects.filter(pk=key).update(result=result)
        return result, False


def _claim(key: UUID, actor: Person | None, what: str, digest: bytes) -> Operation | None:
    try:
        # A savepoint: waits for a first caller in flight, then fails on the key.
        with transaction.atomic():
            Operation(key=key, actor=actor, what=what, digest=digest).save(force_insert=True)
    except IntegrityError:
        return Operation.objects.get(key=key)
    return None


def _plain(value: Any) -> str:
    """Say what JSON has no word for; of a file, what is in it and not only its name."""
    if not isinstance(value, UploadedFile):
        return str(value)
    content = sha256()
    for chunk in value.chunks():
        content.update(chunk)
    value.seek(0)
    return content.hexdigest()
