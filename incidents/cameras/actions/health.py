"""What the clock found when it looked at a stream."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.utils.timezone import now

from command.core import journal
from command.core.doors import door
from command.core.models import Person
from incidents.cameras.events import CameraBack, CameraOut
from incidents.cameras.kinds import Condition, Why
from incidents.cameras.models import Camera, CameraState
from incidents.cameras.selectors import CameraCard, camera_room, limits, locked, shares_now


@door
def note_look(
    *,
    actor: Person | None,
    camera_id: UUID,
    up: bool,
    why: str = "",
    source_path: str | None = None,
) -> bool:
    """Note what a look at a stream found; return whether that is news.

    Out it is only after as many looks in vain as the rule says. A look at another
    ``source_path`` than the camera has by now says nothing. Raises ``NotThere``.
    """
    camera = locked(camera_id, actor=actor)
    state = CameraState.objects.select_for_update(of=("self",)).get(pk=camera.pk)
    camera.state = state
    if camera.retired_at is not None or source_path not in {None, camera.source_path}:
        return False
    at, before = now(), state.condition
    _apply(state, camera, at, Why(why).value, up=up)
    state.save(update_fields=["condition", "why", "since", "looked_at", "misses"])
    if state.condition == before:
        return False
    if state.condition == Condition.OUT:
        _tell(
            CameraOut(camera_id=str(camera.pk), name=camera.name, why=state.why), camera, actor
        )
        return True
    if before == Condition.OUT:
        _tell(CameraBack(camera_id=str(camera.pk), name=camera.name), camera, actor)
        return True
    return False


def _apply(state: CameraState, camera: Camera, at: datetime, why: str, *, up: bool) -> None:
    state.looked_at = at
    state.misses = 0 if up else state.misses + 1
    after = limits(camera.origin).out_after
    now_is = Condition.UP if up else Condition.OUT if state.misses >= after else None
    if now_is is None or now_is == state.condition:
        return
    state.condition, state.since = now_is.value, at
    state.why = "" if up else why


def _tell(fact: CameraOut | CameraBack, camera: Camera, actor: Person | None) -> None:
    """Record it in the city's room and in those of the incidents that see the camera."""
    card = {f"camera.{camera.pk}": asdict(CameraCard.of(camera))}
    shared = shares_now().filter(camera=camera).values_list("incident__room_id", flat=True)
    rooms = sorted({camera_room(camera), *shared})
    journal.hold(*rooms)
    for room in rooms:
        journal.append(fact, room=room, actor=actor, changed=card)
