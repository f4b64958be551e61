"""Ten thousand lines of a register: how long a preview takes, and how much memory.

    python -m tests.bench.imports --lines 10000

Makes a file of new teams (CSV and XLSX) of which every hundredth has a mistake; what is
written to the database is rolled back. Each way runs in a process of its own, so that the
peak of memory is its own too. The stock way beside it is openpyxl and the csv module reading
the same file, and judging nothing.
"""

import argparse
import csv
import io
import os
import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

HEADS = ["队伍类别", "名称", "区划", "人数", "车辆数", "能力", "纬度", "经度", "值班电话"]
WAYS = ("read csv", "preview csv", "read xlsx", "preview xlsx", "confirm csv")


def lines(count):
    """Yield the cells of every line."""
    for n in range(count):
        people = "viele" if n % 100 == 7 else str(8 + n % 40)
        yield ["FLOOD", f"测试{n:06d}队", "150621", people, "4", "ICE NIGHT",
               f"{40.3 + n % 100 / 1000:.4f}", f"{110 + n % 97 / 1000:.4f}", ""]  # fmt: skip


def written(count, folder):
    """Write the two files; return the folder."""
    from openpyxl import Workbook

    with (folder / "f.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADS, *lines(count)])
    book = Workbook(write_only=True)
    page = book.create_sheet("team")
    for row in [HEADS, *lines(count)]:
        page.append(row)
    book.save(folder / "f.xlsx")
    return folder


def stock_read(path):
    """Read a file as the libraries do, and judge nothing."""
    if path.suffix == ".csv":
        return sum(1 for _ in csv.reader(io.StringIO(path.read_text("utf-8"))))
    from openpyxl import load_workbook

    page = load_workbook(path, read_only=True, data_only=True).worksheets[0]
    return sum(1 for _ in page.iter_rows(values_only=True))


def one(way, folder):
    """Run one way; print what it took."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "command.settings.dev")
    import django

    django.setup()
    from django.db import transaction

    path = folder / f"f.{way.rsplit(maxsplit=1)[1]}"
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with transaction.atomic():
        run = _prepared(way)
        began, busy = perf_counter(), process_time()
        said = stock_read(path) if way.startswith("read") else run(path.read_bytes())
        took, busy = perf_counter() - began, process_time() - busy
        transaction.set_rollback(True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    say(f"{way:13} {took:6.2f} s, {busy:5.2f} s of a core, peak {peak / 1024:.0f} MB,"
        f" {(peak - before) / 1024:.0f} MB more than before: {said}")  # fmt: skip


def _prepared(way):
    """Load the doors; return what judges a file, or writes it too."""
    from command.core import authority
    from resources.importing.actions import carry_out_import, confirm_import, receive_import

    def judged(content):
        with authority.acting_as("150600"):
            run = receive_import(actor=None, sheet="team", content=content, file_name="f")
            if way.startswith("confirm"):
                # Beyond a thousand lines a worker does it: its door is knocked at here.
                confirm_import(actor=None, run_id=run.pk, leave_out_faulty=True)
                run = carry_out_import(actor=None, run_id=run.pk)
        return run.counts

    return judged


def say(line):
    """Print a line as soon as it is known."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main():
    """Make the files; run each way in a process of its own."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--lines", type=int, default=10_000)
    options.add_argument("--way", choices=WAYS)
    options.add_argument("--folder", type=Path)
    asked = options.parse_args()
    if asked.way:
        one(asked.way, asked.folder)
        return
    with TemporaryDirectory() as name:
        folder = written(asked.lines, Path(name))
        sizes = ", ".join(f"{p.name} {p.stat().st_size / 1e6:.1f} MB" for p in folder.iterdir())
        say(f"{asked.lines} lines ({sizes}), load {os.getloadavg()[0]:.1f}")
        env = os.environ | {"JC_MEDIA": name}
        for way in WAYS:
            command = [sys.executable, "-m", "tests.bench.imports", "--way", way]
            subprocess.run([*command, "--folder", name], env=env, check=True)
        say(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
