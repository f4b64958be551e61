"""Where the live picture comes from: adapters against real servers, passes, and health."""

import pytest
from django.test import Client
from django.urls import reverse

from command.core import journal
from command.core.errors import Conflict, Invalid
from incidents.cameras.actions import change_camera, note_look, retire_camera, share_camera
from incidents.cameras.adapters import adapter_of
from incidents.cameras.adapters.base import origin_of
from incidents.cameras.models import CameraState
from incidents.cameras.tasks import look_at_camera
from tests import make
from tests.incidents.cameras.made import ID, camera, keeper
from tests.make import BAOTOU, ORDOS, Post
from tests.support.client import client_of
from tests.support.hls import live_stream

pytestmark = pytest.mark.django_db

SECRET = "a secret of at least thirty-two signs"


@pytest.fixture(scope="module")
def media():
    with live_stream() as stream:
        yield stream


def test_a_plain_address_plays_while_its_origin_is_allowed(settings, media):
    settings.STREAM_ORIGINS = [media.origin]
    made = camera(source="url", source_path=media.url)
    assert adapter_of(made).playback(made).hls == media.url
    assert adapter_of(made).look(made).up
    for status, why in ((404, "ended"), (503, "refused")):
        media.refuse(status)
        found = adapter_of(made).look(made)
        assert (found.up, found.why) == (False, why)
    media.run()
    settings.STREAM_ORIGINS = []
    assert adapter_of(made).look(made).why == "unset"
    with pytest.raises(Conflict):
        adapter_of(made).playback(made)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://user@a.example/x",
        "//a.example",
        "https://[",
        "",
    ],
)
def test_no_origin_is_seen_in_what_is_no_address(address):
    assert origin_of(address) == ""


def test_mediamtx_plays_by_template_and_admits_only_its_own_passes(settings, media):
    settings.STREAM_ORIGINS = [media.origin]
    settings.MEDIAMTX_HLS = media.origin + "/{path}/index.m3u8"
    settings.MEDIAMTX_WHEP = media.origin + "/{path}/whep"
    settings.MEDIAMTX_SECRET = SECRET
    made = camera(source="mediamtx", source_path="lab")

    told = adapter_of(made).playback(made)
    assert (told.hls, told.whep) == (media.url, media.origin + "/lab/whep")
    assert adapter_of(made).look(made).up
    assert media.asked[-1][1].startswith("Bearer ")

    def asks(**given):
        question = {"action": "read", "path": "lab", "token": told.token, "ip": "1.2.3.4"}
        return (
            Client()
            .post(reverse("api-stream-admit"), {**question, **given}, "application/json")
            .status_code
        )

    assert asks() == 204
    assert asks(path="other") == asks(token=told.token + "x") == asks(token="") == 401
    assert asks(action="publish") == 401
    settings.MEDIAMTX_PASS_S = -1
    assert asks() == 401
    settings.MEDIAMTX_PASS_S, settings.MEDIAMTX_SECRET = 300, ""
    assert asks() == 401
    assert adapter_of(made).playback(made).token == ""
    settings.MEDIAMTX_HLS = settings.MEDIAMTX_WHEP = ""
    with pytest.raises(Conflict, match="No MediaMTX"):
        adapter_of(made).playback(made)


def test_going_out_and_coming_back_are_told_once_in_city_and_incident(settings, media):
    settings.STREAM_ORIGINS = [media.origin]
    officer, incident = keeper(), make.incident()
    made = camera(by=officer, source="url", source_path=media.url)
    share_camera(actor=officer, camera_id=made.pk, incident_id=incident.pk)

    def told(room):
        kinds = [entry["kind"] for entry in journal.since(room, 0)]
        return [kind for kind in kinds if kind in {"camera.out", "camera.back"}]

    assert look_at_camera(str(made.pk)) is False
    media.refuse(404)
    # One look in vain is none.
    assert [look_at_camera(str(made.pk)) for _ in range(3)] == [False, True, False]
    media.run()
    assert [look_at_camera(str(made.pk)) for _ in range(2)] == [True, False]
    assert told("city.150600") == told(incident.room_id) == ["camera.out", "camera.back"]
    said = next(e for e in journal.since("city.150600", 0) if e["kind"] == "camera.out")
    assert said["changed"][f"camera.{made.pk}"]["why"] == "ended"

    # What was found of another address, or of a camera out of use, says nothing.
    look = {"actor": None, "camera_id": made.pk, "up": False, "why": "silent"}
    assert note_look(**look, source_path="elsewhere") is False
    change_camera(
        actor=officer, camera_id=made.pk, changes={"source": "none", "source_path": ""}
    )
    assert CameraState.objects.get(pk=made.pk).condition == "unknown"
    retire_camera(actor=officer, camera_id=made.pk, reason="x")
    assert note_look(**look) is False
    assert CameraState.objects.get(pk=made.pk).misses == 0


def test_the_pages_and_the_interface_serve_whoever_may(settings, media):
    settings.STREAM_ORIGINS = [media.origin]
    officer, incident = keeper(), make.incident()
    client, other = client_of(officer), client_of(make.person(Post.LIAISON, BAOTOU))
    given = {
        "name": "昭君坟", "kind": "ptz", "region": "150621", "lat": 40.487, "lon": 109.706,
        "bearing_deg": 335, "source": "url", "source_path": media.url,
    }  # fmt: skip
    answer = client.post(reverse("api-cameras"), given, "application/json")
    assert answer.status_code == 201, answer.content
    key = answer.json()["id"]
    assert "source_path" not in answer.json()
    assert client.get(reverse("api-cameras") + "?city=150600&kind=ptz").json()[0]["id"] == key
    assert client.get(reverse("api-camera-playback", args=[key])).json()["hls"] == media.url
    change = client.post(
        reverse("api-camera-change", args=[key]), {"view_deg": 70}, "application/json"
    )
    assert change.json()["view_deg"] == 70

    page = client.get(reverse("cameras")).content.decode()
    assert f'id="stream-{key}"' in page
    assert 'data-frozen="3"' in page
    for name in ("camera", "camera-facts", "camera-change"):
        assert client.get(reverse(name, args=[key])).status_code == 200
        assert other.get(reverse(name, args=[key])).status_code == 404
    for name in ("api-camera", "api-camera-playback"):
        assert other.get(reverse(name, args=[key])).status_code == 404
    near = client.get(reverse("incident-cameras", args=[incident.pk]))
    assert f'id="stream-{key}"' not in near.content.decode()

    where = {"incident": str(incident.pk)}
    assert client.post(reverse("camera-share", args=[key]), where).status_code == 303
    near = client.get(reverse("incident-cameras", args=[incident.pk])).content.decode()
    assert f'id="stream-{key}"' in near
    assert client.post(reverse("camera-withdraw", args=[key]), where).status_code == 303
    assert client.post(reverse("camera-share", args=[key]), {}).status_code == 400

    form = {"key": "018f0000-0000-7000-8000-000000000001", "name": "", "kind": "fixed"}
    refused = client.post(reverse("camera-new"), form)
    assert refused.status_code == 400
    assert b"data-errsum" in refused.content
    form |= {"name": "二号", "region": "150621", "source": "none", "gb28181_id": "12"}
    refused = client.post(reverse("camera-new"), form)
    assert b"exactly 20 digits" in refused.content
    form["gb28181_id"] = ID
    assert client.post(reverse("camera-new"), form).status_code == 303
    assert client.post(reverse("camera-new"), form).status_code == 303
    assert len(client.get(reverse("api-cameras")).json()) == 2


def test_the_security_policy_names_media_servers_only_when_they_are_set():
    header = client_of(make.person(Post.OBSERVER, ORDOS)).get("/")["Content-Security-Policy"]
    assert "media-src 'self' blob:;" in header + ";"
    assert "connect-src 'self';" in header + ";"


def test_an_address_that_is_not_a_stream_is_refused(settings):
    settings.STREAM_ORIGINS = ["https://media.example"]
    for path in (
        "https://media.example/a.mp4",
        "https://media.example:444/a.m3u8",
        "https://media.example/ a.m3u8",
    ):
        with pytest.raises(Invalid):
            camera(source="url", source_path=path)
