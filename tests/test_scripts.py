"""Scripts of the browser that can be tested alone, where Node is at hand."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
NODE = shutil.which("node")


@pytest.mark.skipif(NODE is None, reason="Node is not needed at run time and not here")
@pytest.mark.parametrize("script", ["live", "sha256"])
def test_a_script_does_what_its_own_tests_say(script):
    words = [str(NODE), "--test", f"tests/js/{script}.test.mjs"]
    ran = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
