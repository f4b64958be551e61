"""Sight and rights: what a duty or a share opens, and when it is shut again."""

from datetime import timedelta
from random import Random

import pytest
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext_lazy, override

from command.core import authority, journal, policies, regions
from command.core.errors import NotPermitted, NotThere
from command.core.models import Duty, Region, Room, Share
from tests import make
from tests.make import BAOTOU, DALAD, HOHHOT, ORDOS, REGION
from tests.support.client import client_of

pytestmark = pytest.mark.django_db

Post = Duty.Post
COMMAND = sorted(set(Post) - policies.ADMINISTRATORS)
JIUYUAN = "150207"


def room(key, region, kind=Room.Kind.INCIDENT):
    with transaction.atomic(), authority.acting_as(REGION):
        return journal.open_room(key, kind, region)


def hold(person, post, *, region=None, room=None, begins=-60, ends=None):
    """Write a duty as it may stand in the table; minutes from now."""
    with transaction.atomic(), authority.acting_as(person.origin):
        return Duty.objects.create(
            person=person,
            post=post,
            region_id=region,
            room_id=room,
            starts_at=now() + timedelta(minutes=begins),
            ends_at=None if ends is None else now() + timedelta(minutes=ends),
        )


def share(room, grantee, *, begins=-60, ends=None):
    with transaction.atomic(), authority.acting_as(REGION):
        return Share.objects.create(
            room_id=room,
            grantee_id=grantee,
            reason="test",
            starts_at=now() + timedelta(minutes=begins),
            ends_at=None if ends is None else now() + timedelta(minutes=ends),
        )


def seen(person):
    return set(policies.rooms_visible_to(person).values_list("key", flat=True))


# An oracle in plain Python, after design.md §6, that shares no code with the policy.


def oracle(person, rooms, duties, shares):
    at = now()

    def runs(thing):
        return thing.starts_at <= at and (thing.ends_at is None or thing.ends_at > at)

    administrators = {"system_admin", "security_admin", "audit_admin"}
    held = [d for d in duties if d.person_id == person.pk and runs(d)]
    held = [d for d in held if d.post not in administrators]
    over = {d.region_id for d in held if d.region_id}
    by_room = {d.room_id for d in held if d.room_id}

    def inside(code):
        for scope in over:
            if scope == "150000" or scope == code:
                return True
            if scope[4:] == "00" and scope[:4] == code[:4]:
                return True
        return False

    def open_to(room):
        if room.kind == "person":
            return room.key == f"person.{person.pk}"
        if room.key in by_room:
            return True
        if over and room.kind in {"joint", "exercise"}:
            return True
        if any(s.room_id == room.key and inside(s.grantee_id) and runs(s) for s in shares):
            return True
        return inside(room.region_id)

    return {room.key for room in rooms if open_to(room)}


@pytest.mark.parametrize("seed", range(6))
def test_sight_is_what_the_rule_says_for_any_duties_and_shares(seed):
    random = Random(seed)  # noqa: S311  to be repeated
    codes = list(Region.objects.values_list("code", flat=True))
    incidents = [room(f"incident.{n}", random.choice(codes)).key for n in range(30)]
    room("exercise.1", REGION, Room.Kind.EXERCISE)
    people = [make.person(region=random.choice(regions.CITIES)) for _ in range(12)]
    times = [(-60, None), (-60, 60), (-60, -1), (60, 120), (60, None)]
    for _ in range(30):
        begins, ends = random.choice(times)
        hold(
            random.choice(people),
            random.choice(list(Post)),
            begins=begins,
            ends=ends,
            **random.choice(
                [{"region": random.choice(codes)}, {"room": random.choice(incidents)}]
            ),
        )
    for _ in range(30):
        begins, ends = random.choice(times)
        grantee = random.choice([*regions.CITIES, REGION, JIUYUAN])
        share(random.choice(incidents), grantee, begins=begins, ends=ends)

    rooms, duties, shares = Room.objects.all(), Duty.objects.all(), Share.objects.all()
    for person in people:
        assert seen(person) == oracle(person, rooms, duties, shares)


def test_a_city_sees_its_banners_and_no_neighbour():
    room("incident.dalad", DALAD)
    room("incident.jiuyuan", JIUYUAN)
    officer = make.person(Post.DUTY_OFFICER, ORDOS)
    assert seen(officer) == {officer.room, "joint", f"city.{ORDOS}", "incident.dalad"}


def test_a_banner_sees_itself_and_neither_its_city_nor_the_next_banner():
    room("incident.dalad", DALAD)
    room("incident.jungar", "150622")
    officer = make.person(Post.DUTY_OFFICER, DALAD)
    assert seen(officer) == {officer.room, "joint", "incident.dalad"}


def test_the_region_sees_all_four_cities_and_nobodys_inbox():
    other = make.person(Post.COMMANDER, BAOTOU)
    lead = make.person(Post.COMMANDER, REGION)
    assert seen(lead) == {lead.room, "joint", *(f"city.{code}" for code in regions.CITIES)}
    assert other.room not in seen(lead)


def test_a_duty_over_one_incident_opens_that_incident_alone():
    room("incident.dalad", DALAD)
    room("incident.jungar", "150622")
    expert = make.person(region=BAOTOU)
    hold(expert, Post.OBSERVER, room="incident.dalad")
    assert seen(expert) == {expert.room, "incident.dalad"}


@pytest.mark.parametrize("post", sorted(policies.ADMINISTRATORS))
def test_an_administrator_sees_nothing_of_the_command(post):
    room("incident.dalad", DALAD)
    administrator = make.person(post, ORDOS)
    hold(administrator, post, room="incident.dalad")
    assert seen(administrator) == {administrator.room}
    assert policies.scopes_of(administrator) == frozenset()


def test_a_share_opens_one_room_to_one_city_until_its_second(clocks):
    at = now()
    clocks.move_to(at)
    room("incident.dalad", DALAD)
    officer = make.person(Post.DUTY_OFFICER, BAOTOU)
    share("incident.dalad", BAOTOU, ends=10)
    share("incident.dalad", HOHHOT, ends=90)
    assert "incident.dalad" in seen(officer)
    clocks.move_to(at + timedelta(minutes=10))
    assert "incident.dalad" not in seen(officer)


def test_a_duty_is_dead_at_its_second_without_any_clean_up(clocks):
    at = now()
    clocks.move_to(at)
    officer = make.person(region=ORDOS)
    make.duty(officer, post=Post.DUTY_OFFICER, region=ORDOS, ends_at=at + timedelta(minutes=5))
    assert policies.holds(officer, {Post.DUTY_OFFICER}, region=DALAD)
    clocks.move_to(at + timedelta(minutes=5))
    assert not policies.holds(officer, {Post.DUTY_OFFICER}, region=DALAD)
    assert seen(officer) == {officer.room}


def test_a_closed_account_sees_nothing_but_what_was_its_inbox():
    officer = make.person(Post.COMMANDER, ORDOS)
    officer.is_active = False
    assert policies.scopes_of(officer) == frozenset()
    assert not policies.may_follow(officer, "joint")


@pytest.mark.parametrize(
    ("held", "asked", "right"),
    [
        (ORDOS, DALAD, True),
        (ORDOS, ORDOS, True),
        (ORDOS, BAOTOU, False),
        (ORDOS, REGION, False),
        (DALAD, ORDOS, False),
        (DALAD, "150622", False),
        (REGION, DALAD, True),
        (REGION, REGION, True),
    ],
)
def test_a_post_reaches_as_far_as_its_region(held, asked, right):
    commander = make.person(Post.COMMANDER, held)
    assert policies.holds(commander, {Post.COMMANDER}, region=asked) is right
    assert not policies.holds(commander, {Post.OBSERVER}, region=asked)


def test_a_post_over_one_room_is_no_post_over_its_region():
    room("incident.dalad", DALAD)
    commander = make.person(region=ORDOS)
    hold(commander, Post.COMMANDER, room="incident.dalad")
    assert policies.holds(commander, {Post.COMMANDER}, room="incident.dalad")
    assert not policies.holds(commander, {Post.COMMANDER}, region=DALAD)


def test_a_refusal_names_the_posts_that_would_do():
    observer = make.person(Post.OBSERVER, ORDOS)
    with pytest.raises(NotPermitted, match="Only Commander, Deputy commander may stop it"):
        policies.require(observer, policies.COMMANDING, to="stop it", region=ORDOS)


def test_what_is_hidden_does_not_exist():
    room("incident.jiuyuan", JIUYUAN)
    officer = make.person(Post.COMMANDER, ORDOS)
    for key in ("incident.jiuyuan", "incident.none"):
        with pytest.raises(NotThere, match="not visible"):
            policies.require_sight(officer, key)


SAID = {
    "zh-hans": "只有安全管理员、系统管理员可以%s。",
    "en": "Only Security administrator, System administrator may %s.",
}
ACTS = {
    "/api/people/": {"zh-hans": "查看人员名单", "en": "list people"},
    "/people/": {"zh-hans": "管理人员", "en": "administer people"},
}


@pytest.mark.parametrize("path", ACTS)
@pytest.mark.parametrize("language", SAID)
def test_who_may_not_reads_why_in_their_language(path, language):
    client = client_of(make.person(Post.OBSERVER, ORDOS))
    client.cookies["django_language"] = language
    answer = client.get(path)
    assert answer.status_code == 403
    said = SAID[language] % ACTS[path][language]
    told = answer.json()["error"]["message"] if "api" in path else answer.content.decode()
    assert said in told


def test_a_refusal_that_names_posts_is_put_into_words_only_when_it_is_read():
    someone, act = make.person(Post.OBSERVER, ORDOS), gettext_lazy("list people")
    with pytest.raises(NotPermitted) as refused:
        policies.require(someone, {Post.COMMANDER}, to=act)
    for language, said in {
        "zh-hans": "只有总指挥可以查看人员名单。",
        "en": "Only Commander may list people.",
    }.items():
        with override(language):
            assert str(refused.value) == said
    detail = refused.value.detail
    assert (detail["posts"], type(detail["to"])) == (["commander"], str)
