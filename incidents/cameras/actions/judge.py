"""What is asked of a camera before it is written; parts of the doors, no doors themselves."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from command.core import authority, regions
from command.core.errors import Conflict, Invalid, NotPermitted
from command.core.models import Person
from command.core.policies import Post, require
from incidents.actions.judge import on_earth
from incidents.cameras import gb28181
from incidents.cameras.adapters import ADAPTERS
from incidents.cameras.kinds import CameraKind, Source
from incidents.cameras.models import Camera
from incidents.rights import HANDLING

KEEPING = HANDLING | {Post.LIAISON, Post.RESOURCE_OFFICER}
TEXTS: Mapping[str, int] = {"name": 80, "name_en": 120, "place": 120, "source_path": 300}
PLAIN = frozenset({"illustrative"})
FULL_CIRCLE = 360  # degrees


def require_keeper(actor: Person | None, region: str, *, to: str) -> None:
    """Raise unless ``region`` is known, lies with the acting authority, and ``actor`` may."""
    if not regions.known(region):
        raise Invalid(_("There is no such region."), field="region")
    require(actor, KEEPING, to=to, region=region)
    if not regions.covers(authority.current(), region):
        raise NotPermitted(
            _("The region lies with another authority."),
            region=region,
            acting=authority.current(),
        )


def require_own(actor: Person | None, camera: Camera, *, to: str) -> None:
    """Raise unless ``actor`` keeps the camera, and it is theirs, of their world, and in use."""
    require(actor, KEEPING, to=to, region=camera.region_id)
    if authority.current() != camera.origin:
        raise NotPermitted(
            _("Only the authority that owns it may %(act)s.") % {"act": to},
            owner=camera.origin,
        )
    if actor is not None and camera.exercise_id != authority.exercise():
        raise Conflict(_("An exercise and reality are not mixed."))
    if camera.retired_at is not None:
        raise Conflict(_("This camera is no longer in use."))


def fill(camera: Camera, given: Mapping[str, Any]) -> list[str]:
    """Set what is given on the row and judge the whole; return the columns that differ now.

    Raises ``Invalid`` with the field.
    """
    changed = [name for name, value in given.items() if _set(camera, name, value)]
    if camera.gb28181_id:
        gb28181.read(camera.gb28181_id, of=camera.region_id)
    ADAPTERS[camera.source].judge(camera.source_path, camera.gb28181_id)
    return sorted(set(changed))


def not_twice(camera: Camera) -> None:
    """Raise ``Conflict`` when the authority has a camera in use of that name or id."""
    same = Camera.objects.filter(
        origin=camera.origin, exercise=camera.exercise_id, retired_at__isnull=True
    ).exclude(pk=camera.pk)
    if same.filter(name=camera.name).exists():
        raise Conflict(_("There is a camera of that name."), field="name")
    if camera.gb28181_id and same.filter(gb28181_id=camera.gb28181_id).exists():
        raise Conflict(_("There is a camera with that id."), field="gb28181_id")


def _set(camera: Camera, name: str, value: Any) -> bool:
    read = READERS.get(name)
    if read is None:
        raise Invalid(_("This is not kept of a camera."), field=name[:40])
    made = read(name, value)
    before = getattr(camera, name)
    setattr(camera, name, made)
    return bool(before != made)


def _text(name: str, given: str) -> str:
    text = given.strip()
    if len(text) > TEXTS[name] or "\x00" in text:
        raise Invalid(_("At most %(most)d characters.") % {"most": TEXTS[name]}, field=name)
    if name == "name" and not text:
        raise Invalid(_("Something that must be said is missing."), field=name)
    return text


def _choice(name: str, given: str) -> str:
    known = CameraKind.values if name == "kind" else Source.values
    if given not in known:
        raise Invalid(_("This is none of the choices."), field=name, allowed=known)
    return given


def _point(name: str, given: tuple[float, float] | None) -> Any:
    if given is None:
        return None
    try:
        return on_earth(given)
    except Invalid as refusal:
        raise Invalid(refusal.message, field=name) from None


def _degrees(name: str, given: int | None) -> int | None:
    least, most = (0, FULL_CIRCLE - 1) if name == "bearing_deg" else (1, FULL_CIRCLE)
    if given is not None and not least <= given <= most:
        raise Invalid(
            _("From %(least)d to %(most)d degrees.") % {"least": least, "most": most},
            field=name,
        )
    return given


def _as_is(_name: str, given: Any) -> Any:
    return given


READERS: Mapping[str, Any] = {
    **dict.fromkeys(TEXTS, _text),
    "kind": _choice,
    "source": _choice,
    "point": _point,
    "bearing_deg": _degrees,
    "view_deg": _degrees,
    "gb28181_id": lambda name, given: given.strip(),
    "illustrative": _as_is,
}
