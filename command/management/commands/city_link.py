"""``manage.py city_link 150200 --to https://…``: run by a city's system, to say it is there."""

import os
import time
from argparse import ArgumentParser
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from django.core.management.base import BaseCommand, CommandError

from command.core import links, regions

PATIENCE_S = 3


class Command(BaseCommand):
    """Says every few seconds that the city's system and its line stand."""

    help = "Send the sign of life of one city; its secret comes from JC_CITY_LINK_SECRET."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the city, the node's address, and how often."""
        parser.add_argument("city", choices=list(regions.CITIES))
        parser.add_argument("--to", required=True, help="https://command.example")
        parser.add_argument("--once", action="store_true", help="send one and end")

    def handle(self, *args: Any, **options: Any) -> None:
        """Send until ended; a line that fails is told once, and again when it stands."""
        secret = os.environ.get("JC_CITY_LINK_SECRET", "")
        if not secret:
            raise CommandError("JC_CITY_LINK_SECRET is not set.")
        if urlsplit(options["to"]).scheme not in {"http", "https"}:
            raise CommandError("--to is an http or https address.")
        address = f"{options['to'].rstrip('/')}/api/city-links/{options['city']}/"
        stood: bool | None = None
        while True:
            problem = _send(address, secret)
            if (problem is None) != stood:
                stood = problem is None
                self.stdout.write(problem or f"{address} hears this city.")
            if options["once"]:
                if problem:
                    raise CommandError(problem)
                return
            time.sleep(links.EVERY_S)


def _send(address: str, secret: str) -> str | None:
    headers = {"Authorization": f"Bearer {secret}"}
    request = Request(address, b"", headers, method="POST")  # noqa: S310  checked above
    try:
        with urlopen(request, timeout=PATIENCE_S):  # noqa: S310  checked above
            return None
    except (URLError, OSError) as error:
        return f"{address}: {error}"
