"""A GB/T 28181 platform: the contract of command/docs/streams.md, kept and broken."""

import importlib
import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from command.core.errors import Conflict
from command.settings import streams
from incidents.cameras.adapters import adapter_of
from incidents.cameras.models import Camera
from tests import make
from tests.incidents.cameras.made import ID, camera, keeper
from tests.make import BAOTOU, Post
from tests.support.client import client_of

pytestmark = pytest.mark.django_db
TOKEN = "shown-to-the-gateway"
MEDIA = "https://media.example"
OTHER = "15062100541320000002"
ENDS = "2027-03-19T00:00:00+08:00"


class Gateway(BaseHTTPRequestHandler):
    """Behaves as the contract says: its own cameras, one bearer, a stream after ``play``."""

    def do_GET(self):
        fault, path = self.server.fault, self.path.split("/")
        if fault is not None:
            return self.fail(fault)
        if self.headers["Authorization"] != f"Bearer {TOKEN}":
            return self.answer(401)
        if self.path == "/gateway/channels":
            listed = [{"id": key, "name": name} for key, name in self.server.cameras.items()]
            return self.answer(200, {"channels": listed})
        key = path[3]
        if key not in self.server.cameras:
            return self.answer(404)
        if self.command == "GET":
            return self.answer(200, {"online": key not in self.server.offline})
        if path[4:] != ["play"] or key in self.server.offline:
            return self.answer(409)
        self.server.played.append(key)
        told = {"hls": f"{MEDIA}/{key}.m3u8", "webrtc": f"{MEDIA}/{key}/whep"}
        return self.answer(200, {**told, "token": "t", "expires_at": ENDS})

    def do_POST(self):
        self.do_GET()

    def fail(self, fault):
        if fault == "trickles":
            self.send_response(200)
            self.end_headers()
            while not self.server.over:
                self.wfile.write(b" ")
                self.server.trickled += 1
                time.sleep(0.02)
        elif fault == "hangs":
            while not self.server.over:
                time.sleep(0.02)
        elif fault == "cut":
            self.send_response(200)
            self.send_header("Content-Length", "500")
            self.end_headers()
            self.wfile.write(b'{"hls": "')
        elif isinstance(fault, bytes):
            self.answer(200, fault)
        else:
            self.answer(fault, {"hls": f"{MEDIA}/a.m3u8", "online": True})

    def answer(self, status, said=b"{}"):
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/gateway/elsewhere")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def handle(self):
        try:
            super().handle()
        except OSError:
            self.close_connection = True

    def log_message(self, *args):
        pass


@pytest.fixture
def gateway(settings):
    with serving() as server:
        settings.GB28181_URL = f"http://127.0.0.1:{server.server_port}/gateway/"
        settings.GB28181_TOKEN = TOKEN
        settings.STREAM_ORIGINS = [MEDIA]
        yield server


@contextmanager
def serving():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
    server.cameras, server.offline = {ID: "昭君坟浮桥"}, set()
    server.played, server.fault, server.over, server.trickled = [], None, False, 0
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.over = True
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_camera_of_the_platform_is_called_up_by_its_id_and_looked_at(gateway):
    made = camera(source="gb28181", gb28181_id=ID)
    told = adapter_of(made).playback(made)
    assert (told.hls, told.whep) == (f"{MEDIA}/{ID}.m3u8", f"{MEDIA}/{ID}/whep")
    assert (told.token, told.expires_at) == ("t", "2027-03-18T16:00:00+00:00")
    assert gateway.played == [ID]
    assert adapter_of(made).look(made).up
    gateway.offline.add(ID)
    assert adapter_of(made).look(made).why == "offline"
    with pytest.raises(Conflict, match="no picture of this camera"):
        adapter_of(made).playback(made)
    gateway.cameras.clear()
    assert adapter_of(made).look(made).why == "ended"


def test_a_gateway_that_does_not_know_the_bearer_is_a_refusal(gateway, settings):
    made = camera(source="gb28181", gb28181_id=ID)
    settings.GB28181_TOKEN = "another"
    with pytest.raises(Conflict) as refused:
        adapter_of(made).playback(made)
    assert "another" not in str(refused.value.detail) + str(refused.value)
    assert adapter_of(made).look(made).why == "refused"


@pytest.mark.parametrize("fault", ["hangs", "trickles", "cut"])
def test_a_gateway_that_gives_no_whole_answer_in_time_does_not_answer(gateway, settings, fault):
    settings.STREAM_TIMEOUT_S = 0.2
    made = camera(source="gb28181", gb28181_id=ID)
    gateway.fault = fault
    with pytest.raises(Conflict, match="does not answer"):
        adapter_of(made).playback(made)
    assert adapter_of(made).look(made).why == "silent"
    # It was left alone long before it would have ended.
    assert gateway.trickled < 1000


@pytest.mark.parametrize(
    "fault",
    [
        302, 404, 500, b"", b"[]", b"null", b"no json", b"<html>", b" " * 70_000, b"{}",
        b'{"hls": 7, "webrtc": null}', b'{"hls": "https://elsewhere.example/a.m3u8"}',
        b'{"hls": "javascript:alert(1)"}', b'{"channels": [7, null, {"id": 5}]}',
    ],
)  # fmt: skip
def test_a_wrong_answer_gives_no_picture_and_never_fails(gateway, fault):
    made = camera(source="gb28181", gb28181_id=ID)
    gateway.fault = fault
    with pytest.raises(Conflict):
        adapter_of(made).playback(made)
    assert not adapter_of(made).look(made).up
    answer = client_of(keeper()).get(reverse("cameras-platform"))
    assert answer.status_code == (200 if isinstance(fault, bytes) and b"chan" in fault else 409)


def test_without_a_setting_or_a_server_there_is_no_picture(settings):
    made = camera(source="gb28181", gb28181_id=ID)
    settings.GB28181_URL = ""
    with pytest.raises(Conflict, match="No GB/T 28181 platform"):
        adapter_of(made).playback(made)
    assert adapter_of(made).look(made).why == "unset"
    settings.GB28181_URL = "http://127.0.0.1:1"
    assert adapter_of(made).look(made).why == "silent"


def test_address_and_bearer_come_from_the_environment(monkeypatch):
    monkeypatch.setenv("JC_GB28181_URL", "https://video.example/gateway")
    monkeypatch.setenv("JC_GB28181_TOKEN", TOKEN)
    try:
        read = importlib.reload(streams)
        assert read.GB28181_TOKEN == TOKEN
        assert read.GB28181_URL == "https://video.example/gateway"
    finally:
        monkeypatch.undo()
        importlib.reload(streams)


def test_the_list_of_the_platform_is_a_file_that_the_import_takes(gateway):
    """Those of one's own regions, with the id of a camera, and not there yet."""
    gateway.cameras |= {
        OTHER: "=2+3 二号  口", "15020100541320000001": "包头", "15062100542000000001": "平台",
        "12": "短",
    }  # fmt: skip
    camera(source="gb28181", gb28181_id=ID)
    client = client_of(keeper())
    assert reverse("cameras-platform") in client.get(reverse("cameras-import")).content.decode()
    listed = client.get(reverse("cameras-platform")).content
    assert listed.decode("utf-8-sig").splitlines() == [
        "name,kind,region,gb28181_id,source",
        f"2+3 二号 口,fixed,150621,{OTHER},gb28181",
    ]
    sent = {"key": "018f0000-0000-7000-8000-000000000001"}
    sent["file"] = SimpleUploadedFile("a.csv", listed, "text/csv")
    assert client.post(reverse("cameras-import"), sent).status_code == 303
    row = Camera.objects.get(gb28181_id=OTHER)
    assert adapter_of(row).playback(row).hls == f"{MEDIA}/{OTHER}.m3u8"
    other = client_of(make.person(Post.LIAISON, BAOTOU))
    assert OTHER not in other.get(reverse("cameras-platform")).content.decode()
