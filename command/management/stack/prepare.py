"""Database, code lists, demo people and static files, in one Django process at most.

Run by the supervisor inside ``.venv``: ``python -m command.management.stack.prepare FILE``.
"""

import argparse
import os
from pathlib import Path

from django.conf import settings

from command.management.stack import entered


def bring_up_to_date(url: str, accounts: Path, *, demo: bool) -> None:
    """Enter what has changed since the last start, and nothing where nothing has."""
    wanted = entered.wanted(settings.BASE_DIR, entered.today(settings.TIME_ZONE), demo=demo)
    known = entered.known(url)
    missing = {part for part, fingerprint in wanted.items() if known.get(part) != fingerprint}
    if not Path(settings.STATIC_ROOT).exists():
        missing.add(entered.SYSTEM)
    if demo and not accounts.exists():
        missing.add(entered.DEMO)
    if missing:
        entered.forget(url)
        _enter(accounts, missing)
        entered.remember(url, known | wanted)
    elif demo:
        accounts.write_text(entered.with_code_of_now(accounts.read_text()))


def _enter(accounts: Path, missing: set[str]) -> None:
    # Loaded only now: all the rooms take longer than to learn that they are not needed.
    import django

    django.setup()
    from command.management.stack import entering

    entering.enter(accounts, missing)


def main() -> None:
    """Read the command line and prepare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("accounts", type=Path, help="file for the list of demo accounts")
    parser.add_argument("--no-demo", action="store_true")
    wishes = parser.parse_args()
    bring_up_to_date(os.environ["DATABASE_URL"], wishes.accounts, demo=not wishes.no_demo)


if __name__ == "__main__":
    main()
