"""From which pages a socket may be opened."""

import pytest

from command.core.feed.origin import is_ours


@pytest.mark.parametrize(
    ("origin", "host", "allowed"),
    [
        ("http://jc.example", "jc.example", True),
        ("https://jc.example", "jc.example", True),
        ("https://jc.example:443", "jc.example", True),
        ("http://127.0.0.1:8000", "127.0.0.1:8000", True),
        ("http://[::1]:8000", "[::1]:8000", True),
        ("http://other.example", "other.example", False),
        ("https://trusted.example", "jc.example", True),
    ],
)
def test_the_page_must_come_from_the_host_that_is_asked(settings, origin, host, allowed):
    settings.ALLOWED_HOSTS = ["jc.example", "127.0.0.1", "[::1]"]
    settings.CSRF_TRUSTED_ORIGINS = ["https://trusted.example"]
    assert is_ours([(b"host", host.encode()), (b"origin", origin.encode())]) is allowed
