"""What stands in a path besides numbers and UUIDs. ``sample`` names nothing real."""


class RoomKey:
    """The key of a room."""

    regex = "[A-Za-z0-9._-]{1,100}"
    sample = "incident.01890000-0000-7000-8000-000000000000"

    def to_python(self, value: str) -> str:
        """Take it as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Write it as it is."""
        return value


class Sha256:
    """The SHA-256 of a file's content, in hexadecimal."""

    regex = "[0-9a-f]{64}"
    sample = "0" * 64

    def to_python(self, value: str) -> str:
        """Take it as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Write it as it is."""
        return value


class PreviewSize:
    """The name of a preview."""

    regex = "small|large"
    sample = "small"

    def to_python(self, value: str) -> str:
        """Take it as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Write it as it is."""
        return value
