"""What cameras do by the clock: look whether pictures come."""

from uuid import UUID

from celery import shared_task

from incidents.cameras.actions import note_look
from incidents.cameras.adapters import adapter_of
from incidents.cameras.models import Camera
from incidents.cameras.selectors import to_look_at


@shared_task(soft_time_limit=40)
def look_at_cameras() -> int:
    """Queue one look a camera; return how many. One that hangs does not stop the rest."""
    due = to_look_at()
    for camera_id in due:
        look_at_camera.apply_async(args=(str(camera_id),), expires=60)
    return len(due)


@shared_task(soft_time_limit=20)
def look_at_camera(camera_id: str) -> bool:
    """Look at one stream, outside any transaction, and knock; return whether it is news."""
    camera = Camera.objects.filter(pk=UUID(camera_id), retired_at__isnull=True).first()
    if camera is None:
        return False
    found = adapter_of(camera).look(camera)
    return note_look(
        actor=None,
        camera_id=camera.pk,
        up=found.up,
        why=found.why,
        source_path=camera.source_path,
    )
