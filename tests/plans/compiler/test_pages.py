"""The pages, the API and the commands of the compiler."""

import io
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command

from plans.compiler import CATALOGUE
from plans.document import plain_yaml
from plans.models import Plan
from tests import make
from tests.make import BAOTOU, HOHHOT, ORDOS, REGION, Post
from tests.plans import made
from tests.plans.compiler.furnished import furnish, simple
from tests.plans.compiler.world import put
from tests.support.client import client_of

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]
CHECK = "/api/plans/check/"


def seat(post, region=ORDOS):
    return client_of(make.person(post, region))


def asked(client, document, **given):
    body = {"document": document, "city": ORDOS, "event_types": ["11A05"], **given}
    return client.post(CHECK, body, content_type="application/json")


def test_a_document_is_checked_without_being_kept():
    furnish()
    planner = seat(Post.PLANNER)
    said = asked(planner, simple()).json()
    assert (said["error_count"], said["warning_count"], said["findings"]) == (0, 0, [])
    assert said["critical"] == ["A-01", "A-02"]
    ends = {time["key"]: time["finish"] for time in said["times"]}
    assert (ends["A-01"], ends["A-02"]) == (120, 420)
    (found,) = asked(planner, put(simple(), {"steps[0].role": "R9"})).json()["findings"]
    assert (found["code"], found["at"], found["key"]) == ("E202", "steps[0].role", "A-01")
    assert "R9" in found["says"]
    assert "R9" in found["remedy"]
    (unread,) = asked(planner, {"steps": [{"key": "A", "due_minutes": -1}]}).json()["findings"]
    assert (unread["code"], unread["at"]) == ("E001", "steps[0].due_minutes")
    for wrong in ({"city": "150000"}, {"city": "1"}, {"kind": "x"}, {"event_types": ["\x00"]}):
        assert asked(planner, simple(), **wrong).status_code == 400
    assert asked(planner, []).status_code == 400
    assert Plan.objects.count() == 0


def test_what_a_city_lacks_is_for_its_own_people_to_see():
    plan = made.published()
    page, api = f"/p/{plan.pk}/check/", f"/api/plans/{plan.pk}/check/"
    for place in (ORDOS, REGION, "150621"):
        assert seat(Post.OBSERVER, place).get(page).status_code == 200
        assert seat(Post.OBSERVER, place).get(api).status_code == 200
    neighbour = seat(Post.PLANNER, BAOTOU)
    assert neighbour.get(page).status_code == 403
    assert neighbour.get(api).status_code == 403
    assert asked(neighbour, simple()).status_code == 403
    draft = made.draft(title="未发布")
    assert neighbour.get(f"/api/plans/{draft.pk}/check/").status_code == 404
    assert neighbour.get(f"/p/{draft.pk}/check/").status_code == 404


def test_the_page_groups_the_findings_and_leads_to_their_places():
    plan = made.draft(made.step("A-01", after=["A-02"]), made.step("A-02", after=["A-01"]))
    client = seat(Post.PLANNER)
    page = client.get(f"/p/{plan.pk}/check/").content.decode()
    for words in ("E101", "A-01 → A-02", "W102"):
        assert words in page
    assert f"/p/{plan.pk}/edit/?part=steps&amp;key=A-01#f-after" in page
    assert page.index("E101") < page.index("W102")
    part = client.get(f"/p/{plan.pk}/check/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "E101" in part


def test_the_catalogue_shows_every_code_with_its_example():
    client = seat(Post.OBSERVER)
    page = client.get("/p/errors/").content.decode()
    told = client.get("/api/plans/errors/").json()
    assert [each["code"] for each in told] == list(CATALOGUE)
    for code in CATALOGUE:
        assert f'id="{code}"' in page
    assert "%(" not in page


def test_the_document_about_errors_is_current():
    said = io.StringIO()
    call_command("plan_errors", stdout=said)
    assert said.getvalue() == (ROOT / "command/docs/plan_errors.md").read_text("utf-8")


def test_the_command_checks_files_together_and_ends_with_a_status(tmp_path):
    furnish()
    make.stock(region=BAOTOU, supply="2990601", on_hand=5)

    def write(name, city, document):
        whole = {"city": city, "kind": "special", "title": name, "event_types": ["11A05"]}
        text = yaml.safe_dump({**whole, "document": document}, allow_unicode=True)
        (tmp_path / name).write_text(text, encoding="utf-8")

    needy = simple()
    pumps = {"what": "2990601", "quantity": 3, "source": BAOTOU}
    needy["steps"][1]["needs"].append(pumps)
    offer = {"key": "O1", "city": ORDOS, "what": "2990601", "quantity": 3, "within_minutes": 99}
    write("needy.yaml", ORDOS, needy)
    said = io.StringIO()
    with pytest.raises(CommandError):
        call_command("check_plans", tmp_path, stdout=said)
    assert "E403 steps[1].needs[1]" in said.getvalue()
    write("giver.yaml", BAOTOU, {**simple(), "offers": [offer], "steps": []})
    said = io.StringIO()
    with pytest.raises(CommandError):
        call_command("check_plans", tmp_path, stdout=said)
    assert "needy.yaml needy.yaml: 0 errors" in said.getvalue(), "the giver has its own"
    with pytest.raises(CommandError, match="There is no"):
        call_command("check_plans", tmp_path / "nothing.yaml")


def test_the_command_checks_what_is_in_force():
    made.published(title="没有章节")
    made.draft(city=HOHHOT, title="草案")
    said = io.StringIO()
    with pytest.raises(CommandError, match="do not pass"):
        call_command("check_plans", stdout=said)
    assert "1 plans, 1 that do not pass" in said.getvalue()


def test_yaml_by_hand_may_name_a_condition_on():
    read = plain_yaml.load("when: [{on: grade, value: 3}]\nflag: true\nno: off")
    assert read == {"when": [{"on": "grade", "value": 3}], "flag": True, "no": "off"}
