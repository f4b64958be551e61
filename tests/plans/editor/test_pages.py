"""The pages of the editor, as a browser without scripts sees them, and the file over HTTP."""

import json
from uuid import uuid4

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from plans.editor.selectors import draft_of
from plans.models import Plan
from tests import make
from tests.make import BAOTOU, ORDOS, Post
from tests.plans import made
from tests.plans.made import step
from tests.support.once import made_once
from tests.support.signed_in import client_of

pytestmark = pytest.mark.django_db


class World:
    """A plan, its planner, and who has nothing to do with it."""

    def __init__(self):
        self.planner = make.person(Post.PLANNER, ORDOS)
        self.plan = made.draft(step("T-01"), step("T-02", after=["T-09"]), by=self.planner)
        self.mine = client_of(self.planner)
        self.observer = client_of(make.person(Post.OBSERVER, ORDOS))
        self.elsewhere = client_of(make.person(Post.PLANNER, BAOTOU))
        self.url = reverse("plan-edit", args=[self.plan.pk])
        self.api = reverse("api-plan-yaml", args=[self.plan.pk])
        self.import_url = reverse("api-plan-import-file")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with made_once(django_db_blocker, World) as there:
        yield there


def text(answer):
    return answer.content.decode()


def test_each_part_has_its_form_and_the_finding_stands_at_its_field(world):
    for part in ("chapters", "triggers", "roles", "steps", "notices", "asks", "offers", "file"):
        assert world.mine.get(f"{world.url}?part={part}").status_code == 200
    page = text(world.mine.get(f"{world.url}?part=steps&key=T-02"))
    box = page.partition('data-box="after"')[2].partition('data-box="when"')[0]
    assert 'data-tone="bad"' in box
    assert "T-09 ?" in box  # what should not be there can be unticked
    assert "pe-time" not in page
    assert "waits for a step that is not in the plan" in page
    assert 'data-box="key"' in text(world.mine.get(world.url, headers={"HX-Request": "true"}))


def test_a_save_without_a_script_keeps_what_is_right_and_names_what_is_wrong(world):
    given = {"do": "save", "part": "steps", "key": "T-01", "f-title": "查堤",
             "b-title": '"巡堤"', "f-due_minutes": "soon", "b-due_minutes": "0"}  # fmt: skip
    answer = world.mine.post(f"{world.url}?part=steps&key=T-01", given)
    assert answer.status_code == 400
    assert "Enter a whole number from 0 to 86400." in text(answer)
    assert 'value="soon"' in text(answer)
    assert "data-errsum" in text(answer)
    now = draft_of(world.plan.pk).data["steps"][0]
    assert (now["title"], now["due_minutes"]) == ("查堤", 0)

    answer = world.mine.post(world.url, given, headers={"Accept": "application/json"})
    told = json.loads(answer.content)
    assert (answer.status_code, list(told["problems"])) == (400, ["due_minutes"])
    clash = world.mine.post(
        world.url, given | {"f-title": "看堤"}, headers={"Accept": "application/json"}
    )
    told = json.loads(clash.content)["clashes"]["title"]
    assert (clash.status_code, told["now"]) == (409, "查堤")
    assert "看堤" in told["html"]
    assert "巡堤" in told["html"]


def test_rows_and_ticks_are_taken_in(world):
    world.mine.post(world.url, {
        "do": "save", "part": "steps", "key": "T-01",
        "b-when": "[]", "f-when-row": ["0", "3"],
        "f-when-0-on": "reading", "f-when-0-op": ">=", "f-when-0-value": "1009.2",
        "f-when-0-sensor": "ZJF", "f-when-0-says": "",
        "f-when-3-on": "hand", "f-when-3-op": ">=", "f-when-3-value": "0",
        "f-when-3-sensor": "", "f-when-3-says": "冰坝?",
        "b-levels": "[]", "f-levels": ["1", "2"], "b-checklist": "[]",
        "f-checklist": "灯\r\n 绳 \r\n灯", "b-needs": "[]", "f-needs-row": "0",
        "f-needs-0-what": "FLOOD", "f-needs-0-quantity": "2",
        "f-needs-0-capabilities": "a\u3001b", "f-needs-0-source": "150200",
    })  # fmt: skip
    now = draft_of(world.plan.pk).data["steps"][0]
    assert [(each["on"], each["value"]) for each in now["when"]] == [
        ("reading", 1009.2),
        ("hand", 0),
    ]
    assert (now["levels"], now["checklist"]) == ([1, 2], ["灯", "绳"])
    assert now["needs"][0]["capabilities"] == ["a", "b"]


def test_add_move_remove_and_undo_by_forms(world):
    def act(do, **given):
        return world.mine.post(world.url, {"do": do, "part": "steps", **given})

    key = str(uuid4())
    for _ in range(2):  # sent twice by a hasty hand, done once
        answer = act("add", after="T-01", once=key)
        assert answer["Location"].endswith("?part=steps&key=T-03")
    act("move", key="T-03", by="-1")
    act("remove", key="T-01")
    assert [each["key"] for each in draft_of(world.plan.pk).data["steps"]] == ["T-03", "T-02"]
    assert "T-01 was removed." in text(world.mine.get(world.url))
    act("restore")
    keys = [each["key"] for each in draft_of(world.plan.pk).data["steps"]]
    assert keys == ["T-03", "T-01", "T-02"]
    assert act("restore").status_code == 409
    assert act("add", once="x").status_code == 400
    assert act("dance").status_code == 400


def test_outsiders_get_neither_editor_nor_draft(world):
    ways = ["plan-edit", "plan-edit-preview", "plan-yaml", "api-plan-yaml"]
    for name in ways:
        url = reverse(name, args=[world.plan.pk])
        assert world.elsewhere.get(url).status_code == 404
    assert world.elsewhere.post(world.url, {"do": "remove", "part": "steps"}).status_code == 404
    assert world.observer.get(world.url).status_code == 403
    assert world.observer.get(reverse("plan-yaml", args=[world.plan.pk])).status_code == 200

    plan = made.published(step("T-01"), title="公开")
    draft = {"do": "save", "part": "steps", "key": "T-01", "f-title": "秘", "b-title": '"巡堤"'}
    assert world.mine.post(reverse("plan-edit", args=[plan.pk]), draft).status_code == 303
    url = reverse("api-plan-yaml", args=[plan.pk])
    assert "秘" not in text(world.elsewhere.get(url))
    assert world.elsewhere.get(f"{url}?version=2").status_code == 404
    assert world.elsewhere.get(reverse("plan-edit", args=[plan.pk])).status_code == 403
    assert "秘" in text(world.mine.get(f"{url}?version=2"))
    page = f"{reverse('plan-yaml', args=[plan.pk])}?draft=1"
    assert "秘" in text(world.mine.get(page))
    assert "秘" not in text(world.elsewhere.get(page))
    assert "秘" not in text(world.mine.get(url))


def test_the_file_goes_out_and_comes_back_as_the_same_bytes(world):
    first = text(world.mine.get(world.api))
    assert first.startswith("# 黄河凌汛应急预案 (Ordos), version 1\n# Plan of")
    assert yaml.safe_load(first)["document"]["steps"][0]["title"] == "巡堤"
    assert json.loads(text(world.mine.get(f"{world.api}?form=json"))) == yaml.safe_load(first)
    page = world.mine.get(reverse("plan-yaml", args=[world.plan.pk]))
    assert text(page) == first
    assert ".yaml" in page["Content-Disposition"]

    answer = world.mine.post(
        world.import_url, {"text": first, "title": "另一份"}, "application/json"
    )
    assert answer.status_code == 201, answer.content
    again = text(world.mine.get(reverse("api-plan-yaml", args=[answer.json()["id"]])))
    tail = [line for line in again.splitlines() if "title" not in line and line[0] != "#"]
    assert tail == [
        line for line in first.splitlines() if "title" not in line and line[0] != "#"
    ]

    changed = first.replace("title: 巡堤", "title: 查堤", 1)
    seen = draft_of(world.plan.pk).digest
    given = {"text": changed, "seen": seen}
    assert world.mine.put(world.api, given, "application/json").status_code == 200
    stale = world.mine.put(world.api, {"text": first, "seen": seen}, "application/json")
    assert (stale.status_code, stale.json()["error"]["code"]) == (409, "conflict")
    assert text(world.mine.get(world.api)) == changed
    assert world.mine.put(world.api, first.encode(), "application/yaml").status_code == 200
    assert text(world.mine.get(world.api)) == first


def test_a_wrong_file_is_refused_with_its_line_and_nothing_changes(world):
    before = draft_of(world.plan.pk)
    first = text(world.mine.get(world.api))
    wrong = first.replace("due_minutes:", "due_minute:").replace("role: R0", "rolle: R0", 1)
    line = 1 + wrong[: wrong.index("rolle")].count("\n")
    answer = world.mine.put(world.api, {"text": wrong}, "application/json")
    assert answer.json()["error"]["detail"]["line"] == line
    page = world.mine.post(f"{world.url}?part=file", {"do": "file", "text": wrong})
    assert page.status_code == 400
    assert f"(line {line})" in text(page)
    assert "rolle: R0" in text(page)
    bomb = "a: &a [x]\nb: *a\n"
    assert world.mine.put(world.api, bomb.encode(), "application/yaml").status_code == 400
    other = first.replace("'150600'", "'150200'", 1)
    assert world.mine.put(world.api, {"text": other}, "application/json").status_code == 400
    assert world.mine.put(world.api, b"\xff\xfe", "application/yaml").status_code == 400
    stale = world.mine.post(
        world.url, {"do": "file", "text": first.replace("巡堤", "看堤"), "seen": "x"}
    )
    assert stale.status_code == 409
    assert "看堤" in text(stale)
    assert draft_of(world.plan.pk) == before


def test_a_plan_begins_blank_from_a_file_or_as_a_copy(world):
    new = reverse("plan-new")
    key = str(uuid4())
    blank = {
        "city": ORDOS,
        "title": "新预案",
        "kind": "special",
        "event_types": ["11A05"],
        "once": key,
    }
    first = world.mine.post(new, blank)
    assert first.status_code == 303
    assert world.mine.post(new, blank)["Location"] == first["Location"]
    again = world.mine.post(new, blank | {"once": str(uuid4()), "title_en": "kept words"})
    assert again.status_code == 409
    assert "kept words" in text(again)
    assert "data-errsum" in text(again)
    assert world.mine.post(new, blank | {"once": key[:5], "title": "二"}).status_code == 400
    assert (
        world.mine.post(new, {**blank, "city": BAOTOU, "once": str(uuid4())}).status_code == 400
    )

    told = world.mine.get(world.api).content

    def upload(content):
        file = SimpleUploadedFile("a.yaml", content)
        return world.mine.post(
            f"{new}?from=file", {"file": file, "title": "自文件", "once": str(uuid4())}
        )

    assert upload(told).status_code == 303
    assert Plan.objects.filter(title="自文件", city=ORDOS).exists()
    wrong = upload(told.replace(b"format:", b"formats:"))
    assert wrong.status_code == 400
    assert "formats:" in text(wrong)  # the text is kept, as a file cannot be
    assert upload(b"\xff").status_code == 400
    copy = {"plan": str(world.plan.pk), "city": ORDOS, "title": "副本", "once": str(uuid4())}
    made_plan = world.mine.post(f"{new}?from=copy", copy)
    assert made_plan.status_code == 303
    copied = Plan.objects.get(title="副本")
    assert draft_of(copied.pk).data == draft_of(world.plan.pk).data
    elsewhere = world.elsewhere.post(f"{new}?from=copy", {**copy, "city": BAOTOU})
    assert elsewhere.status_code == 400
