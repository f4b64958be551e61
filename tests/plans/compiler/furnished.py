"""A city in the database in which a small plan compiles, for whoever submits plans."""

from tests import make
from tests.make import DALAD, ORDOS, Post
from tests.plans.compiler.world import put, sound
from tests.tasking import made as tasking


def furnish():
    """Give Ordos the organisations, posts and boats that ``simple`` asks for."""
    for kind in ("flood_control", "fire", "police"):
        tasking.organisation(kind=kind)
    for post in (Post.DUTY_OFFICER, Post.LIAISON):
        make.person(post, ORDOS)
    make.stock(region=DALAD, supply="2990102", on_hand=16)


def simple():
    """Return the sound plan without what needs a sensor, a neighbour or contacts."""
    data = put(sound(), {"asks": [], "offers": []})
    del data["triggers"][1], data["notices"][0], data["steps"][1]["needs"][1]
    return data
