"""The worker and the manifest: what the phone keeps to open without a network."""

import json
import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.test import Client

from command.core.ids import new_id
from command.field import precache
from command.field.models import FieldDevice, FieldOperation
from tests import make
from tests.field.phone import Phone
from tests.make import ORDOS, Post
from tests.support.client import client_of

WORKER = "/m0/worker.js"


def told_by(answer):
    return json.loads(re.search(r"serve\((.*)\);", answer.content.decode()).group(1))


def test_the_worker_keeps_every_module_style_font_and_both_shells(client):
    answer = client.get(WORKER)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/javascript")
    told = told_by(answer)
    names = {address.removeprefix("/static/") for address in told["files"]}
    assert {
        "field/app.js", "field/app.css", "field/lib/outbox.js", "field/screens/outbox.js",
        "vendor/idb/umd.js", "field/rest.js", "vendor/tus/tus.min.js",
        "command/tokens.css",
        "field/icons/maskable-192.png",
    } <= names  # fmt: skip
    assert [name for name in names if finders.find(name) is None] == []
    assert told["shells"] == {"zh-hans": "/m0/shell/zh-hans/", "en": "/m0/shell/en/"}


def test_the_worker_is_the_same_for_everybody_and_for_every_process(client, db):
    told = client.get(WORKER).content
    for kept in (precache.shell, precache.files, precache.version):
        kept.cache_clear()
    assert client_of(make.person()).get(WORKER).content == told


def test_the_shell_is_nobodys_and_speaks_one_language(db):
    person = make.person()
    for language, tag in {"en": "en", "zh-hans": "zh-Hans"}.items():
        page = client_of(person).get(f"/m0/shell/{language}/").content.decode()
        assert f'<html lang="{tag}"' in page
        assert person.name not in page
        assert person.username not in page
        assert "csrfmiddlewaretoken" not in page
        assert Client().get(f"/m0/shell/{language}/").content.decode() == page


def test_the_manifest_names_the_application_in_the_language_of_the_page(client):
    english = client.get("/m0/manifest.webmanifest?lang=en").json()
    assert (english["scope"], english["start_url"], english["lang"]) == ("/m0/", "/m0/", "en")
    assert client.get("/m0/manifest.webmanifest?lang=zh-hans").json()["lang"] == "zh-Hans"
    for icon in english["icons"]:
        head = Path(finders.find(icon["src"].removeprefix("/static/"))).read_bytes()[:24]
        size = int.from_bytes(head[16:20], "big")
        assert (head[1:4], icon["sizes"]) == (b"PNG", f"{size}x{size}")


def test_what_somebody_else_did_on_a_shared_phone_waits_for_them(db):
    did, here = make.person(Post.TEAM_LEADER, ORDOS), make.person(Post.TEAM_LEADER, ORDOS)
    phone = Phone(here)
    act = phone.act("check_in", task_id=new_id())
    answer = phone.post(act, person=str(did.pk))
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "other_person")
    assert not FieldOperation.objects.exists()
    assert not FieldDevice.objects.exists()
    assert phone.post(act, person=str(here.pk)).status_code == 200
