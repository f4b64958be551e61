"""Who is to be shown nothing of an incident in Ordos, and who all of it."""

from datetime import timedelta

from django.utils.timezone import now

from tests import make
from tests.make import BAOTOU, DALAD, ORDOS, REGION, ULANQAB, Post

JUNGAR = "150622"


def expired():
    person = make.person(region=ORDOS)
    duty = make.duty(
        person, post=Post.COMMANDER, region=ORDOS, ends_at=now() + timedelta(minutes=1)
    )
    assert duty.ends_at
    return person


def coming():
    person = make.person(region=ORDOS)
    make.duty(person, post=Post.COMMANDER, region=ORDOS, starts_at=now() + timedelta(hours=3))
    return person


OUTSIDERS = {
    "a commander of another city": lambda: make.person(Post.COMMANDER, ULANQAB),
    "a resource officer of another city": lambda: make.person(Post.RESOURCE_OFFICER, ULANQAB),
    "a commander of a city whose share has expired": lambda: make.person(
        Post.COMMANDER, BAOTOU
    ),
    "a duty officer of another banner": lambda: make.person(Post.DUTY_OFFICER, JUNGAR),
    "an observer of a banner of the city it is shared with": lambda: make.person(
        Post.OBSERVER, "150102"
    ),
    "a system administrator": lambda: make.person(Post.SYSTEM_ADMIN, ORDOS),
    "a security administrator": lambda: make.person(Post.SECURITY_ADMIN, ORDOS),
    "an audit administrator": lambda: make.person(Post.AUDIT_ADMIN, ORDOS),
    "somebody without a duty": lambda: make.person(region=ORDOS),
    "somebody whose duty has ended": expired,
    "somebody whose duty has not begun": coming,
}
# Whoever runs the system sees the people of the authority and what they did in it.
# A draft of a plan is shown within its city, to the banners too.
SEES_DRAFTS = {"a duty officer of another banner"}
SEES_NAMES = {"a system administrator", "a security administrator", "an audit administrator"}
INSIDERS = {
    "an observer of the city": lambda: make.person(Post.OBSERVER, ORDOS),
    "an observer of the banner": lambda: make.person(Post.OBSERVER, DALAD),
    "an observer of the region": lambda: make.person(Post.OBSERVER, REGION),
}
