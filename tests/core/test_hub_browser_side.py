"""The browser's side of the live feed, tested where Node is at hand."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NODE = shutil.which("node")


@pytest.mark.skipif(NODE is None, reason="Node is not needed at run time and not here")
def test_live_js_keeps_order_and_comes_back():
    words = [str(NODE), "--test", "tests/js/live.test.mjs"]
    ran = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
