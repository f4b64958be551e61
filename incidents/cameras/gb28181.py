"""Device ids of GB/T 28181-2022: twenty digits, each group with a meaning.

Centre 8 (six of them GB/T 2260), industry 2, type 3, network 1, serial 6.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from command.core import regions
from command.core.errors import Invalid

FORM = re.compile(r"(\d{6})(\d{2})(\d{2})(\d{3})(\d)(\d{6})", re.ASCII)
# Types that give a picture: recorders, encoders, cameras, mobile devices.
PICTURES = frozenset({"111", "112", "113", "118", "131", "132", "138"})
# Types that the standard knows besides.
OTHERS = frozenset(
    {
        "114", "117", "133", "134", "135", "136", "137", "139",
        "200", "202", "203", "205", "207", "209", "210", "211", "215", "216",
        "300", "400", "500",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DeviceId:
    """What an id says."""

    region: str
    centre: str
    industry: str
    type: str
    network: str
    serial: str


def read(given: str, *, of: str) -> DeviceId:
    """Return what an id says of a camera in the region ``of``. Raises ``Invalid``."""
    parts = FORM.fullmatch(given)
    if parts is None:
        raise _wrong(_("A GB/T 28181 id has exactly 20 digits."))
    found = DeviceId(*parts.groups())
    if not regions.known(found.region):
        raise _wrong(
            _("Its first six digits, %(code)s, are no region of GB/T 2260 known here.")
            % {"code": found.region}
        )
    if found.type in OTHERS:
        raise _wrong(
            _("Digits 11 to 13, %(type)s, name a device that gives no picture.")
            % {"type": found.type}
        )
    if found.type not in PICTURES:
        raise _wrong(
            _("Digits 11 to 13, %(type)s, are no type of device of the standard.")
            % {"type": found.type}
        )
    home = regions.city_of(found.region)
    if home not in {regions.REGION, regions.city_of(of)}:
        raise _wrong(
            _("It belongs to %(its)s, the camera stands in %(ours)s.")
            % {"its": regions.name(found.region), "ours": regions.name(of)}
        )
    return found


def _wrong(why: str) -> Invalid:
    return Invalid(why, field="gb28181_id")
