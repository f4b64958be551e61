"""Which Debian packages are missing, and their installation."""

import ctypes.util
import importlib.util
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from command.management.stack.postgres import newest_server
from command.management.stack.report import Report, StackError
from command.management.stack.shell import on_path, output_of, run

NO_MAIN_CLUSTER = Path("/etc/postgresql-common/createcluster.d/joint-command.conf")
NO_SERVICE_START = Path("/usr/sbin/policy-rc.d")
CJK_FONTS = ("NotoSansCJK*", "NotoSerifCJK*", "wqy-*", "SourceHanSans*")


@dataclass(frozen=True)
class Need:
    """Something the system must have, what it is for, and the package that brings it."""

    reason: str
    package: str
    is_met: Callable[[], bool]


def needs(*, database: bool, redis: bool, browser: bool) -> list[Need]:
    """List what this machine must have; servers only where they are ours to run."""
    listed = [
        Need("making virtual environments", "python3-venv", _has_venv),
        Need("certificates of package servers", "ca-certificates", _has_certificates),
        Need("compiling translations", "gettext", lambda: on_path("msgfmt") is not None),
        Need("geometry in Django", "gdal-bin", _has_geometry),
        Need("setting printed papers", "libpangoft2-1.0-0", _has_pango),
        Need("embedding their fonts in part", "libharfbuzz-subset0", _has_subset),
        Need("Chinese in printed papers", "fonts-noto-cjk", _has_cjk_font),
    ]
    if database:
        listed.append(Need("the database", "postgis", lambda: newest_server() is not None))
    if redis:
        listed.append(Need("messages between processes", "redis-server", _has_redis))
    if browser:
        listed.append(Need("browser tests", "chromium", lambda: chromium() is not None))
        listed.append(Need("tests of sensors that speak MQTT", "mosquitto", _has_mosquitto))
    return listed


# Packages whose own service, enabled by their installation, would start with the machine.
SERVICES = {"mosquitto": "mosquitto.service"}


def chromium() -> Path | None:
    """Return where a Chromium is."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if (found := on_path(name))), None)


def install_missing(wanted: list[Need], report: Report) -> None:
    """Install the packages of the needs that are not met, after saying which and why."""
    missing = [need for need in wanted if not need.is_met()]
    if not missing:
        return
    prefix = _as_root(missing)
    report.say("This machine lacks what follows; it is installed from its own package archive:")
    for need in missing:
        report.say(f"  {need.package} ({need.reason})")
    quiet = [] if report.stream.isatty() else ["-qq"]
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    with report.step("Reading the package lists"):
        run([*apt, "update", *quiet])
    names = [
        _server_package() if need.package == "postgis" else need.package for need in missing
    ]
    with report.step(f"Installing {', '.join(names)}"), _quiet_services(prefix):
        run([*apt, "install", "-y", *quiet, "--no-install-recommends", *names])
        _disable([SERVICES[name] for name in names if name in SERVICES], prefix)
    still = [need.package for need in missing if not need.is_met()]
    if still:
        raise StackError(f"Installed, and yet not found: {', '.join(still)}")


def _disable(services: list[str], prefix: list[str]) -> None:
    """Keep servers that only tests start from starting with the machine."""
    if services and on_path("systemctl") is not None:
        run([*prefix, "systemctl", "disable", "--quiet", *services])


def _as_root(missing: list[Need]) -> list[str]:
    names = ", ".join(need.package for need in missing)
    if on_path("apt-get") is None:
        raise StackError(f"This is not Debian or Ubuntu. Please install by hand: {names}")
    if os.geteuid() == 0:
        return []
    if on_path("sudo") is None:
        raise StackError(f"Installing needs root, and there is no sudo: {names}")
    return ["sudo"]


def _server_package() -> str:
    """Return the newest PostGIS package of the archive; it depends on its PostgreSQL."""
    pattern = r"^postgresql-[0-9]+-postgis-3$"
    lines = output_of(["apt-cache", "search", "--names-only", pattern]).split("\n")
    found = {int(name.split("-")[1]): name for line in lines if (name := line.split(" ")[0])}
    if not found or max(found) < 15:
        raise StackError("The package archive has no PostGIS for PostgreSQL 15 or newer.")
    return found[max(found)]


@contextmanager
def _quiet_services(prefix: list[str]) -> Iterator[None]:
    """Keep packages from making and starting servers of their own: ours are private."""
    files = {
        NO_MAIN_CLUSTER: ("create_main_cluster = false\n", "644"),
        NO_SERVICE_START: ("#!/bin/sh\nexit 101\n", "755"),
    }
    ours = [path for path in files if not path.exists()]
    try:
        for path in ours:
            text, mode = files[path]
            with tempfile.NamedTemporaryFile("w") as draft:
                draft.write(text)
                draft.flush()
                run([*prefix, "install", "-D", "-m", mode, draft.name, path])
        yield
    finally:
        run([*prefix, "rm", "-f", *ours])


def _has_venv() -> bool:
    return importlib.util.find_spec("ensurepip") is not None


def _has_certificates() -> bool:
    places = ("/etc/ssl/certs/ca-certificates.crt", os.environ.get("SSL_CERT_FILE", ""))
    return any(place and Path(place).exists() for place in places)


def _has_redis() -> bool:
    return on_path("redis-server") is not None


def _has_mosquitto() -> bool:
    return on_path("mosquitto") is not None


def _has_geometry() -> bool:
    return all(ctypes.util.find_library(name) for name in ("gdal", "geos_c", "proj"))


def _has_pango() -> bool:
    return all(ctypes.util.find_library(name) for name in ("pango-1.0", "pangoft2-1.0"))


def _has_subset() -> bool:
    return ctypes.util.find_library("harfbuzz-subset") is not None


def _has_cjk_font() -> bool:
    roots = (Path("/usr/share/fonts"), Path.home() / ".local/share/fonts")
    return any(next(root.rglob(p), None) for root in roots if root.exists() for p in CJK_FONTS)


def python_is_new_enough(version: tuple[int, int]) -> bool:
    """Tell whether this interpreter can run the product."""
    return version >= (3, 11)


def debian_name() -> str:
    """Return what the system calls itself, for the report."""
    try:
        text = Path("/etc/os-release").read_text()
    except OSError:
        return "an unknown system"
    found = re.search(r'^PRETTY_NAME="?([^"\n]+)', text, re.MULTILINE)
    return found.group(1) if found else "an unknown system"
