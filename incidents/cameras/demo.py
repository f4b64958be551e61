"""Illustrative cameras (示意): they do not exist and have no stream, and say so."""

from dataclasses import dataclass

from django.db import transaction

from command.core import authority, regions
from incidents.cameras.actions import register_camera
from incidents.cameras.models import Camera


@dataclass(frozen=True)
class Place:
    """One of them."""

    name: str
    name_en: str
    kind: str
    region: str
    place: str
    point: tuple[float, float] | None
    bearing: int | None
    view: int | None
    gb28181_id: str = ""


PLACES = (
    Place("昭君坟浮桥", "Zhaojunfen pontoon bridge", "ptz", "150621", "黄河南岸 K287",
          (40.487, 109.706), 335, 60, "15062100541320000001"),
    Place("画匠营子水源地", "Huajiangyingzi water intake", "fixed", "150207", "黄河北岸",
          (40.538, 109.902), 170, 75, "15020700541320000001"),
    Place("头道拐水文断面", "Toudaoguai gauging section", "fixed", "150122", "黄河左岸",
          (40.268, 111.065), 225, 50, "15012200541320000001"),
    Place("九原园区东门", "Jiuyuan park, east gate", "ptz", "150207", "园区东门",
          (40.604, 109.735), 270, 90, "15020700421320000002"),
    Place("岱海北岸", "North shore of Daihai", "fixed", "150925", "观测平台",
          (40.598, 112.690), 180, 65, "15092500541320000001"),
    Place("蒙飞-3 无人机", "UAV Mengfei-3", "uav", "150621", "", None, None, None),
)  # fmt: skip


def load() -> int:
    """Register those that are missing; return how many. Repeatable."""
    made = 0
    for place in PLACES:
        with transaction.atomic(), authority.acting_as(regions.city_of(place.region)):
            name = f"{place.name}·示意"
            known = Camera.objects.filter(
                origin=authority.current(), exercise__isnull=True, name=name
            )
            if known.exists():
                continue
            register_camera(
                actor=None,
                name=name,
                name_en=f"{place.name_en} (illustrative)",
                kind=place.kind,
                region=place.region,
                place=place.place,
                point=place.point,
                bearing_deg=place.bearing,
                view_deg=place.view,
                gb28181_id=place.gb28181_id,
                illustrative=True,
            )
            made += 1
    return made
