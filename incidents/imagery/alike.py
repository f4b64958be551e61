"""Which image of an incident first showed nearly the same."""

from uuid import UUID

from django.db.models import F, Func, IntegerField, Value

from incidents.imagery.limits import alike_bits
from incidents.imagery.models import Image, ImageState


class Differing(Func):
    """In how many of 64 bits two fingerprints differ."""

    template = "bit_count((%(expressions)s)::bit(64))"
    arg_joiner = " # "
    output_field = IntegerField()


def first_alike(image: Image, bits: int) -> UUID:
    """Return the head of the group that an image belongs to; itself when none is alike.

    Only images of the same incident are compared. Two queries.
    """
    most = alike_bits(image.origin)
    if most is None:
        return image.id
    rows = ImageState.objects.filter(
        image__incident=image.incident_id, fingerprint__isnull=False
    ).exclude(pk=image.pk)
    near = rows.annotate(
        apart=Differing(F("fingerprint"), Value(bits), output_field=IntegerField())
    ).filter(apart__lte=most)
    found = near.order_by("apart", "image__taken_at").values_list("alike", flat=True).first()
    return found or image.id
