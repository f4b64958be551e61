"""Where a test's own server listens, and waiting until it does."""

import socket
import time

PATIENCE = 240  # seconds; for a machine under load, not an expectation


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(true, what, patience=PATIENCE):
    """Wait for something that must come; the machine may be slow, so be patient."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if true():
            return
        time.sleep(0.1)
    raise AssertionError(f"waited {patience} s for {what}")
