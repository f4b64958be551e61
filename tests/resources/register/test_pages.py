"""The pages of the register: lists, things, forms, print; what other cities are not shown."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now

from command.core.actions import load_rules
from command.core.ids import new_id
from resources.actions import join_team, register_asset
from resources.register import dates
from resources.register.actions import enter_skill, plan_team_shift
from resources.register.forms import ACTS, NEW
from resources.register.models import Expert, Facility, ShelterCount, StockLot, TeamSkill
from tests import make
from tests.make import BAOTOU, ORDOS, REGION, Post
from tests.resources.register import made
from tests.support.client import client_of

pytestmark = pytest.mark.django_db

NAMES = ("张联系", "13811112222", "演练专家甲", "转接 000", "持证人乙")


@pytest.fixture
def world(db):
    """Make one of everything in Ordos."""
    load_rules(actor=None)
    keeper = make.person(Post.RESOURCE_OFFICER, ORDOS)
    team = make.team(region=ORDOS, name="水上救援队")
    member = make.person(region=ORDOS, name="持证人乙")
    join_team(actor=keeper, team_id=team.pk, person_id=member.pk)
    soon = dates.today() + timedelta(days=3)
    skill = enter_skill(
        actor=keeper,
        team_id=team.pk,
        certificate="潜水证",
        person_id=member.pk,
        valid_until=soon,
    )
    shift = plan_team_shift(
        actor=keeper,
        team_id=team.pk,
        starts_at=now(),
        ends_at=now() + timedelta(hours=8),
        people=3,
    )
    stock = make.stock(region=ORDOS, supply="1990301", on_hand=10)
    asset = made.as_city(ORDOS, register_asset, supply="2990601", name="排水车", region=ORDOS)
    return {
        "keeper": keeper,
        "facility": made.facility(contact="张联系", phone="13811112222"),
        "hospital": made.facility("hospital", name="市中心医院"),
        "expert": made.expert(),
        "team": team,
        "stock": stock,
        "lot": made.lot(stock, "SP-1", 4, expires=soon),
        "asset": asset,
        "skill": skill,
        "shift": shift,
    }


def page(world, what):
    return reverse("register-thing", args=[what, world[what].pk])


def text(answer):
    return answer.content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_list_and_every_thing_is_shown_in_both_languages(world, language):
    client = client_of(world["keeper"])
    client.cookies["django_language"] = language
    found = {
        "facilities": "体育馆避难场所",
        "teams": "水上救援队",
        "assets": "排水车",
        "stocks": str(world["stock"].depot),
        "experts": "黄河防凌",
        "dates": "SP-1",
    }
    for tab, name in found.items():
        answer = client.get(reverse("register"), {"tab": tab})
        assert answer.status_code == 200
        assert name in text(answer), tab
        assert name in text(client.get(reverse("register-rows"), {"tab": tab}))
    for what in ("facility", "team", "asset", "stock", "expert"):
        answer = client.get(page(world, what))
        assert answer.status_code == 200
        assert re.search(r"<h1>[^<]+</h1>", text(answer)), what
        part = client.get(reverse("register-part", args=[what, world[what].pk]))
        assert part.status_code == 200
    for tab in ("facilities", "dates"):
        paper = client.get(f"{reverse('register-paper', args=['json'])}?tab={tab}")
        assert found[tab] in paper.content.decode()


def test_lists_are_narrowed_by_city_kind_words_pinyin_and_dates(world):
    client = client_of(world["keeper"])

    def shown(**by):
        body = text(client.get(reverse("register-rows"), by))
        return set(re.findall(r'<td><a href="[^"]+">([^<]+)</a>', body))

    assert shown(tab="facilities") == {"体育馆避难场所", "市中心医院"}
    assert shown(tab="facilities", q="tyg") == {"体育馆避难场所"}
    assert shown(tab="facilities", kind="hospital") == {"市中心医院"}
    assert shown(tab="facilities", city=BAOTOU) == set()
    assert shown(tab="facilities", q="医院") == {"市中心医院"}
    assert shown(tab="teams", q="ssjyd") == {"水上救援队"}
    assert shown(tab="teams", near="1") == {"水上救援队"}
    assert shown(tab="stocks", near="1") == {str(world["stock"].depot)}
    assert shown(tab="assets", near="1") == set()
    assert shown(tab="experts", q="hhfl") == {"黄河防凌"}
    assert shown(tab="x\x00", q="\x00", page="99") == {"体育馆避难场所", "市中心医院"}


def test_other_cities_are_shown_what_there_is_and_not_who(world):
    own, region = make.person(Post.OBSERVER, "150622"), make.person(Post.OBSERVER, REGION)
    stranger = client_of(make.person(Post.COMMANDER, BAOTOU))
    for what in ("facility", "expert"):
        seen = text(stranger.get(page(world, what)))
        assert not [name for name in NAMES if name in seen]
        assert not [name for name in NAMES if name in text(stranger.get(reverse("register")))]
        for person in (own, region):
            body = text(client_of(person).get(page(world, what)))
            assert [name for name in NAMES if name in body], (what, person)
    for what in ("team", "asset", "stock"):
        assert stranger.get(page(world, what)).status_code == 404
    for what, act in ACTS:
        thing = world["hospital" if act == "beds" else what]
        address = reverse("register-act", args=[what, thing.pk, act])
        hidden = what not in {"facility", "expert"}
        assert stranger.get(address).status_code == (404 if hidden else 403)
        assert client_of(own).get(address).status_code in {403, 404}
    nobody = client_of(make.person(region=ORDOS))
    assert nobody.get(reverse("register")).status_code == 404


def test_every_form_opens_for_its_keeper(world):
    client = client_of(world["keeper"])
    for what in NEW:
        answer = client.get(reverse("register-new", args=[what]), {"kind": "hospital"})
        assert answer.status_code == 200
        assert answer.context["form"].fields["region"].choices[0][0].startswith("1506")
    for what, act in ACTS:
        thing = world["hospital" if act == "beds" else what]
        answer = client.get(reverse("register-act", args=[what, thing.pk, act]))
        assert answer.status_code == 200, (what, act)
        assert 'name="key"' in text(answer)


def test_a_form_is_carried_out_once_keeps_what_was_typed_and_says_what_is_wrong(world):
    client = client_of(world["keeper"])
    address = reverse("register-act", args=["facility", world["facility"].pk, "people"])
    given = {"key": str(new_id()), "occupied": "101", "note": "登记到夜里"}
    wrong = client.post(address, given)
    assert wrong.status_code == 400
    body = text(wrong)
    assert "data-errsum" in body
    assert 'href="#f-is_confirmed"' in body
    assert 'value="101"' in body
    assert "登记到夜里" in body
    assert not ShelterCount.objects.exists()
    for _again in range(2):
        done = client.post(address, {**given, "is_confirmed": "on"})
        assert (done.status_code, done["Location"]) == (303, page(world, "facility"))
    assert ShelterCount.objects.get().occupied == 101

    new = reverse("register-new", args=["facility"])
    kept = {f"d-{name}": value for name, value in made.SHELTER.items()}
    full = {
        "key": str(new_id()),
        "region": "150621",
        "name": "学校避难场所",
        "lat": "40.4",
        "lon": "110.03",
        **made.KNOWN,
        **kept,
    }
    missing = client.post(f"{new}?kind=shelter", {**full, "d-capacity": ""})
    assert 'href="#f-d-capacity"' in text(missing)
    assert client.post(f"{new}?kind=shelter", full).status_code == 303
    assert Facility.objects.get(name="学校避难场所").details["capacity"] == 100
    beds = reverse("register-act", args=["facility", world["hospital"].pk, "beds"])
    over = {"key": str(new_id()), "icu-staffed": "3", "icu-occupied": "4"}
    assert client.post(beds, over).status_code == 400
    assert client.post(beds, {**over, "icu-occupied": "2"}).status_code == 303
    hospital = Facility.objects.get(pk=world["hospital"].pk)
    assert hospital.beds == {"icu": {"staffed": 3, "occupied": 2}}


def test_the_other_forms_do_what_they_say(world):
    client = client_of(world["keeper"])

    def act(what, deed, **given):
        address = reverse("register-act", args=[what, world[what].pk, deed])
        return client.post(address, {"key": str(new_id()), **given}).status_code

    day = (dates.today() + timedelta(days=200)).isoformat()
    assert act("team", "skill", certificate="急救证", people="2", valid_until=day) == 303
    assert act("skill", "end", reason="换证") == 303
    assert TeamSkill.objects.filter(ended_at=None).count() == 1
    assert act("shift", "withdraw", reason="取消") == 303
    assert act("stock", "lot", number="SP-2", quantity="7") == 409
    assert act("stock", "lot", number="SP-2", quantity="6", expires=day) == 303
    lot = {"number": "SP-1", "quantity": "3", "reason": "破损"}
    assert act("lot", "change", **lot, seen_at="2020-01-01") == 409
    assert act("lot", "change", **lot) == 303
    assert act("lot", "check", is_passed="no") == 400
    assert act("lot", "check", is_passed="yes", next_check=day) == 303
    assert act("asset", "check", is_passed="yes", next_check=day) == 303
    assert sorted(StockLot.objects.values_list("quantity", flat=True)) == [3, 6]
    assert act("expert", "forget", reason="离任") == 303
    assert Expert.objects.get().name == ""
    assert act("facility", "close", reason="拆除") == 303
    assert act("facility", "change", name="x") in {400, 409}
