"""What the protocol of uploads refuses with."""

from command.core.errors import Conflict, Refusal


class Misplaced(Conflict):
    """The piece does not begin where the last one ended."""

    code = "misplaced"


class Held(Refusal):
    """Another request is sending this upload."""

    status = 423
    code = "held"


class Ended(Refusal):
    """The upload was ended, or given up."""

    status = 410
    code = "ended"


class Garbled(Refusal):
    """The piece is not what its checksum says."""

    status = 460
    code = "garbled"


class TooMany(Refusal):
    """The person has too much on its way in."""

    status = 429
    code = "too_many"


class DiskFull(Refusal):
    """There is no room for it."""

    status = 507
    code = "disk_full"


class OtherVersion(Refusal):
    """The client speaks another version of tus."""

    status = 412
    code = "other_version"
