"""``manage.py push_keys``: a new pair of keys for web push."""

import base64
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from django.core.management.base import BaseCommand

BYTES = 32


class Command(BaseCommand):
    """Says a private key for ``JC_VAPID_PRIVATE``; it is kept nowhere."""

    help = "Make a private key for web push (VAPID), to be set as JC_VAPID_PRIVATE."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Make one and say it."""
        number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
        key = base64.urlsafe_b64encode(number.to_bytes(BYTES, "big")).rstrip(b"=").decode()
        self.stdout.write(f"JC_VAPID_PRIVATE={key}")
