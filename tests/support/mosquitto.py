"""A real Mosquitto of its own, with a store that survives it, and somebody who publishes."""

import shutil
import socket
import subprocess
from contextlib import contextmanager
from pathlib import Path

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion

from tests.support.live import free_port, wait_until

CONFIGURATION = """\
listener {port} 127.0.0.1
allow_anonymous true
persistence true
persistence_location {folder}/
autosave_interval 1
max_inflight_messages 500
max_queued_messages 0
"""


class Mosquitto:
    """A broker that can be stopped, killed and started again on the same port."""

    def __init__(self, folder):
        self.folder, self.port, self.process = Path(folder), free_port(), None
        # The broker gives up root for a user of its own, who must reach its store.
        self.folder.chmod(0o777)
        self.file = self.folder / "mosquitto.conf"
        self.file.write_text(
            CONFIGURATION.format(port=self.port, folder=self.folder) + f"user {owner()}\n"
        )

    def start(self):
        program = shutil.which("mosquitto", path="/usr/sbin:/usr/bin:/usr/local/sbin")
        assert program, "there is no Mosquitto: `python3 manage.py test` installs it"
        with (self.folder / "mosquitto.log").open("ab") as log:
            self.process = subprocess.Popen([program, "-c", self.file], stdout=log, stderr=log)
        wait_until(self.answers, "Mosquitto")

    def answers(self):
        assert self.process.poll() is None, (self.folder / "mosquitto.log").read_text()
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def stop(self):
        self.process.terminate()
        self.process.wait(30)


def owner():
    import getpass

    return getpass.getuser()


@contextmanager
def publisher(port):
    """Yield a client that goes on trying, with the ids that the broker ``took`` over."""
    client = paho.Client(CallbackAPIVersion.VERSION2, client_id="gateway", clean_session=False)
    client.reconnect_delay_set(1, 1)
    client.took = set()
    client.on_publish = lambda _client, _data, mid, *_more: client.took.add(mid)
    client.connect("127.0.0.1", port)
    client.loop_start()
    try:
        yield client
    finally:
        client.disconnect()
        client.loop_stop()
