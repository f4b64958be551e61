"""The shell of the phone: one small page for all, in two languages, with nothing of anybody."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.urls import reverse

from command.core.staticfiles import HashedModules, few_headers
from command.field import assets
from command.field.words import WORDS
from command.tasking.models import ReceiptState
from tests import make
from tests.make import ORDOS, Post
from tests.support.signed_in import client_of
from tests.tasking import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(db):
    return make.person(Post.TEAM_LEADER, ORDOS, name="红岩队长")


def test_every_screen_is_the_same_page_and_holds_nothing_of_a_person(leader):
    made.issued(by=make.person(Post.COMMANDER, ORDOS), to=leader)
    client = client_of(leader)
    first = client.get("/m0/tasks/")
    names = re.findall(r'data-screen="(\w+)"', first.content.decode())
    assert sorted(names) == sorted(
        ["task", "tasks", "map", "report", "photo", "messages", "outbox", "profile", "help"]
    )
    for name in names[1:]:
        assert client.get(f"/m0/{name}/").content == first.content
    lean = client.get("/m0/")
    assert re.findall(r'data-screen="(\w+)"', lean.content.decode()) == ["task"]
    text = first.content.decode() + lean.content.decode()
    for secret in [
        leader.name,
        leader.username,
        str(leader.pk),
        "Move community 1",
        "csrfmiddle",
    ]:
        assert secret not in text
    assert "csrftoken" in first.cookies


def test_the_page_speaks_both_languages_and_loads_nothing_of_the_command_screen(leader):
    client = client_of(leader)
    for language, lang in [("en", "en"), ("zh-hans", "zh-Hans")]:
        client.cookies["django_language"] = language
        text = client.get("/m0/").content.decode()
        assert f'lang="{lang}"' in text
    fetched = re.findall(r"<(?:link|script)\b[^>]*>", text)
    assert any("field/app.css" in tag for tag in fetched)
    for foreign in ["htmx", "page.js", "base.css", "shell.css", "leaflet", "inter"]:
        assert not [tag for tag in fetched if foreign in tag]


def test_what_the_first_look_loads_is_small(leader):
    page = client_of(leader).get("/m0/").content
    storage = HashedModules()
    files = {storage.carrier(name) for name in (*assets.STYLES, *assets.at_once())}
    assert len(files) == 2, "a request takes as long as half a kilobyte"
    sizes = [len(gzip.compress(text.encode())) for text in map(storage.made, files)]
    # With 300 bytes of headers for each file, and the page's own kilobyte.
    whole = sum(sizes) + len(gzip.compress(page)) + 300 * len(sizes) + 700
    assert whole < 22_000, "a kilobyte takes a sixth of a second"
    assert len(assets.modules()) > len(assets.at_once())


def test_files_that_never_change_go_without_headers_that_say_nothing():
    told = {"Referrer-Policy": "same-origin", "ETag": "x", "X-Content-Type-Options": "nosniff"}
    for control, left in [("max-age=9, public, immutable", 2), ("no-cache", 4)]:
        answer = HttpResponse(headers={**told, "Cache-Control": control})
        del answer.headers["Content-Type"]
        assert len(few_headers(lambda _asked, given=answer: given)(None).headers) == left


def test_scripts_say_only_words_that_there_are():
    spoken = re.compile(r"\bsay\(\s*'(\w+)'")
    for name in assets.modules():
        if name.startswith("field/"):
            text = Path(finders.find(name)).read_text(encoding="utf-8")
            assert set(spoken.findall(text)) <= set(WORDS), name


def test_looking_at_an_order_is_reading_it_once(leader):
    state = made.issued(by=make.person(Post.COMMANDER, ORDOS), to=leader)
    address = reverse("my-task-read", kwargs={"task_id": state.task_id})
    for _twice in range(2):
        assert client_of(leader).post(address).status_code == 204
    assert ReceiptState.objects.get().stage == "read"
    stranger = make.person(Post.TEAM_LEADER, ORDOS)
    assert client_of(stranger).post(address).status_code == 404


def test_the_feed_names_the_inbox_and_nothing_of_others(leader):
    told = client_of(leader).get("/m0/feed/").json()
    assert [one["room"] for one in told["rooms"]] == [leader.room]
