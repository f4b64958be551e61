"""What need not be done again, because nothing it depends on has changed."""

import hashlib
import sys
from collections.abc import Iterable
from pathlib import Path


def digest_of(files: Iterable[Path], *more: str) -> str:
    """Return one digest of files' contents and other words, this interpreter among them."""
    total = hashlib.sha256(sys.version.encode())
    for file in files:
        total.update(file.read_bytes())
    for word in more:
        total.update(word.encode())
    return total.hexdigest()


class Stamp:
    """The digest under which a thing was last made."""

    def __init__(self, folder: Path, name: str) -> None:
        """Name the file that keeps the digest."""
        self.file = folder / name

    def tells(self, digest: str) -> bool:
        """Tell whether the thing was made under this digest."""
        return self.file.exists() and self.file.read_text() == digest

    def clear(self) -> None:
        """Forget it, before work that may be broken off halfway."""
        self.file.unlink(missing_ok=True)

    def set(self, digest: str) -> None:
        """Remember that the thing is made."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(digest)
