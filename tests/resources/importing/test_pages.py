"""Who imports, by pages and by the interface of machines."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from command.core.errors import NotPermitted, NotThere
from resources.importing.actions import confirm_import
from resources.importing.models import ImportRun
from resources.models import Team
from tests import make
from tests.make import BAOTOU, ORDOS, REGION, Post
from tests.resources.importing.given import HEADS, STOCK, TWO, given
from tests.support.client import client_of

pytestmark = pytest.mark.django_db


def test_only_keepers_import_and_only_their_city_sees_it(keeper):
    run = given(keeper, TWO)
    with pytest.raises(NotPermitted):
        given(make.person(Post.OBSERVER, ORDOS), TWO)
    stranger = make.person(Post.RESOURCE_OFFICER, BAOTOU)
    with pytest.raises(NotPermitted):
        confirm_import(actor=stranger, run_id=run.pk)
    theirs = given(stranger, TWO)
    assert theirs.counts["faulty"] == 2
    with pytest.raises(NotThere):
        given(keeper, TWO, sheet="king")
    banner = make.person(Post.DUTY_OFFICER, "150622")
    assert given(banner, TWO).counts["faulty"] == 2
    region = client_of(make.person(Post.OBSERVER, REGION))
    assert region.get(reverse("import", args=[run.pk])).status_code == 200
    for person in (stranger, banner, make.person(Post.SYSTEM_ADMIN, ORDOS)):
        client = client_of(person)
        for name in ("import", "import-state", "import-file", "api-import"):
            assert client.get(reverse(name, args=[run.pk])).status_code == 404, name
        assert str(run.pk) not in client.get(reverse("imports")).content.decode()
        assert str(run.pk) not in client.get(reverse("api-imports")).content.decode()


def test_pages_and_api_take_a_file_through(keeper):
    client = client_of(keeper)
    page = client.post(reverse("imports"), {"sheet": "team"})
    assert (page.status_code, "Choose a file" in page.content.decode()) == (400, True)
    assert client.post(reverse("imports"), {"sheet": "x"}).status_code == 400
    picture = SimpleUploadedFile("a.csv", b"\x89PNG\x00")
    assert (
        client.post(reverse("imports"), {"sheet": "team", "file": picture}).status_code == 415
    )
    file = SimpleUploadedFile("../../队伍.csv", (TWO + "水上,坏队,150621,x\n").encode())
    sent = client.post(reverse("imports"), {"sheet": "team", "file": file})
    run = ImportRun.objects.get()
    assert (sent.status_code, run.file_name) == (302, "队伍.csv")
    url = reverse("import", args=[run.pk])
    shown = client.get(url).content.decode()
    assert "坏队" not in shown or "x" in shown
    assert client.post(url, {"act": "confirm", "digest": run.digest}).status_code == 409
    told = {"act": "confirm", "digest": run.digest, "leave_out": "yes"}
    assert client.post(url, told).status_code == 302
    assert Team.objects.count() == 2
    assert client.get(reverse("import-file", args=[run.pk])).content.startswith(HEADS.encode())
    assert client.post(url, {"act": "undo", "reason": ""}).status_code == 400
    assert client.post(url, {"act": "undo", "reason": "错表"}).status_code == 302
    api = client.post(
        reverse("api-imports"),
        {"sheet": "stock", "file": SimpleUploadedFile("s.csv", STOCK.encode())},
    )
    assert api.status_code == 201
    key, digest = api.json()["run"]["id"], api.json()["digest"]
    confirm = reverse("api-import-confirm", args=[key])
    ask = {"content_type": "application/json"}
    assert client.post(confirm, {"digest": "x"}, **ask).status_code == 400
    assert client.post(confirm, {"digest": digest}, **ask).json()["status"] == "done"
    undo = client.post(reverse("api-import-undo", args=[key]), {"reason": "撤"}, **ask)
    assert undo.json()["status"] == "undone"
    assert [one["sheet"] for one in client.get(reverse("api-imports")).json()] == [
        "stock",
        "team",
    ]
