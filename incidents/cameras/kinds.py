"""What a camera is, how its picture is fetched, and how it is."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CameraKind(models.TextChoices):
    """What carries it."""

    FIXED = "fixed", _("Fixed camera")
    PTZ = "ptz", _("PTZ camera")
    UAV = "uav", _("UAV")
    BODY = "body", _("Body-worn camera")


class Source(models.TextChoices):
    """Where the live picture comes from."""

    NONE = "none", _("No live picture")
    URL = "url", _("Address of a stream")
    MEDIAMTX = "mediamtx", "MediaMTX"
    GB28181 = "gb28181", _("GB/T 28181 platform")


class Condition(models.TextChoices):
    """Whether a picture comes, as the last looks found."""

    UNKNOWN = "unknown", pgettext_lazy("camera", "Not looked at yet")
    UP = "up", pgettext_lazy("camera", "Picture comes")
    OUT = "out", pgettext_lazy("camera", "Out")


class Why(models.TextChoices):
    """Why no picture comes."""

    NOTHING = "", ""
    SILENT = "silent", _("the media server does not answer")
    REFUSED = "refused", _("the media server refuses")
    ENDED = "ended", _("the media server has no such stream")
    OFFLINE = "offline", _("the platform says that the camera is offline")
    UNSET = "unset", _("the media server is not set up here")
