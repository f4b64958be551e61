"""An ice jam in Dalad that lacks boats and a water team, and what four cities have."""

from tests import make
from tests.make import BAOTOU, HOHHOT, ORDOS, ULANQAB, Post

BOATS = "2990102"
# Depots, the nearest to the jam first: Dalad, Jiuyuan, Togtoh, Shangdu.
PLACES = {
    ORDOS: (40.385, 110.059),
    BAOTOU: (40.582, 109.987),
    HOHHOT: (40.258, 111.216),
    ULANQAB: (41.540, 113.579),
}


def stocks(**boats):
    """Register boats; by default Ordos 6, Baotou 8, Hohhot 20."""
    had = {"ordos": 6, "baotou": 8, "hohhot": 20} | boats
    cities = {"ordos": ORDOS, "baotou": BAOTOU, "hohhot": HOHHOT, "ulanqab": ULANQAB}
    return {
        name: make.stock(
            region=cities[name], supply=BOATS, on_hand=n, point=PLACES[cities[name]]
        )
        for name, n in had.items()
    }


def need(incident, *, what=BOATS, quantity=6, actor=None, **given):
    """State a need in the name of the incident's city."""
    from resources.actions import state_need

    person = actor or make.person(Post.DUTY_OFFICER, ORDOS)
    told = {"place": "K287+300", **given}
    return state_need(
        actor=person, incident_id=incident.pk, what=what, quantity=quantity, **told
    )
