"""Cameras for the tests of this room."""

from incidents.cameras.actions import register_camera
from tests import make
from tests.make import DALAD, ORDOS, Post

ID = "15062100541320000001"
AT = (40.487, 109.706)


def keeper(region=ORDOS, post=Post.DUTY_OFFICER):
    return make.person(post, region)


def camera(*, by=None, **given):
    """Register a camera at Zhaojunfen in Dalad."""
    told = {
        "name": "昭君坟浮桥",
        "name_en": "Zhaojunfen bridge",
        "kind": "ptz",
        "region": DALAD,
    }
    told |= {"point": AT, "bearing_deg": 335, "view_deg": 60, **given}
    return register_camera(actor=by or keeper(), **told)
