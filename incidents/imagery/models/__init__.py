"""Images from the scene: what was sent, what was drawn over it, and what may go out."""

from incidents.imagery.models.annotation import Annotation, Withdrawal
from incidents.imagery.models.binding import Binding, Seen
from incidents.imagery.models.image import Image
from incidents.imagery.models.release import Countersignature, Release
from incidents.imagery.models.rule import ImageRule
from incidents.imagery.models.step import ImageChange, ImageState, Stage

__all__ = [
    "Annotation",
    "Binding",
    "Countersignature",
    "Image",
    "ImageChange",
    "ImageRule",
    "ImageState",
    "Release",
    "Seen",
    "Stage",
    "Withdrawal",
]
