"""A real Mosquitto of its own, with a store that survives it, and somebody who publishes."""

import shutil
import socket
import subprocess
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import paho.mqtt.client as paho
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID
from paho.mqtt.enums import CallbackAPIVersion

from tests.support.live import free_port, wait_until

CONFIGURATION = """\
per_listener_settings false
listener {port} 127.0.0.1
allow_anonymous true
persistence true
persistence_location {folder}/
autosave_interval 1
max_inflight_messages 500
max_queued_messages 0
"""
BY_TLS = """\
listener {port} 127.0.0.1
certfile {folder}/broker.pem
keyfile {folder}/broker.key
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

    def speak_tls(self):
        """Listen by TLS as well, with the word of an authority of its own; return its port."""
        port = free_port()
        certify(self.folder)
        with self.file.open("a") as file:
            file.write(BY_TLS.format(port=port, folder=self.folder))
        return port

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


def certify(folder):
    """Make an authority (``ca.pem``) and a certificate that it gives the broker."""
    keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(2)]
    authority = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Authority of a test")])
    broker = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Broker of a test")])
    here = x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))])
    for name, subject, key, more in (
        ("ca", authority, keys[0], [(x509.BasicConstraints(ca=True, path_length=0), True)]),
        ("broker", broker, keys[1], [(here, False)]),
    ):
        made = x509.CertificateBuilder(
            issuer_name=authority, subject_name=subject, public_key=key.public_key(),
            serial_number=x509.random_serial_number(),
            not_valid_before=datetime.now(UTC) - timedelta(days=1),
            not_valid_after=datetime.now(UTC) + timedelta(days=2),
        )  # fmt: skip
        for extension, critical in more:
            made = made.add_extension(extension, critical)
        signed = made.sign(keys[0], hashes.SHA256())
        (folder / f"{name}.pem").write_bytes(signed.public_bytes(Encoding.PEM))
        secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (folder / f"{name}.key").write_bytes(secret)


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
