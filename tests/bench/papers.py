"""What it costs to set a paper.

``python -m tests.bench.papers [--pages 1 10 50 200]``; needs no database.
"""

import argparse
import os
import sys
import time

LINE = "黄河干流达拉特旗昭君镇段发生卡冰结坝、壅水水位快速上涨。已转移群众一千一百八十六人。"
LINES_A_PAGE = 14  # of two lines each, after the standard


def measure(pages):
    """Return pages, seconds and bytes of a PDF, and the seconds of a Word file."""
    from incidents.documents import Paper, Text, to_docx, to_pdf

    text = "\n".join([LINE] * LINES_A_PAGE * pages)
    paper = Paper("official", "zh-hans", "情况报告", issuer="指挥中心", blocks=(Text(text),))
    begun = time.perf_counter()
    content = to_pdf(paper)
    set_s = time.perf_counter() - begun
    begun = time.perf_counter()
    to_docx(paper)
    return content.count(b"/Type /Page"), set_s, len(content), time.perf_counter() - begun


def main():
    """Measure each size; the first run warms the fonts up."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "command.settings.test")
    django.setup()
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, nargs="*", default=[1, 1, 10, 50, 200])
    for pages in parser.parse_args().pages:
        _found, set_s, size, word_s = measure(pages)
        sys.stdout.write(
            f"{pages:4} pages: PDF {set_s:6.2f} s, {size >> 10:6} KB; Word {word_s:5.2f} s\n"
        )


if __name__ == "__main__":
    main()
