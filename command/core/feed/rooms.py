"""One room, as this process follows it."""

from collections import deque
from collections.abc import Callable

from command.core.feed.frames import Frame, Message

RECENT = 64  # frames kept for those who missed only the last few
EARLY = 64  # frames that may wait for one before them

Push = Callable[[Message, Frame], None]


class RoomFeed:
    """The cursor of a room in this process, and who hears it.

    Whoever is ``live`` has had every entry up to ``cursor``; so a frame is handed on
    without looking at anybody's own cursor. It does not matter where a frame comes
    from, the bell or the journal: the next one moves the room on, an older one is
    dropped, a later one waits a moment for those before it.
    """

    __slots__ = (
        "cursor",
        "early",
        "fill",
        "heard",
        "key",
        "live",
        "recent",
        "touched",
        "users",
    )

    def __init__(
        self,
        key: str,
        head: int,
        *,
        fill: Callable[["RoomFeed"], None],
        touched: Callable[["RoomFeed", Frame], None],
    ) -> None:
        """Begin at the head of the journal."""
        self.key = key
        self.cursor = head
        self.heard = head  # the highest number known to exist
        self.live: dict[object, Push] = {}
        self.users: set[object] = set()  # whoever needs the room, live or catching up
        self.recent: deque[Frame] = deque(maxlen=RECENT)
        self.early: dict[int, Frame] = {}
        self.fill = fill
        self.touched = touched

    def hear(self, frame: Frame) -> None:
        """Hand on the next frame to everybody live, and those that waited for it."""
        if frame.seq <= self.cursor:
            return
        if frame.seq > self.cursor + 1:
            if len(self.early) < EARLY:
                self.early[frame.seq] = frame
            self.exists(frame.seq)
            return
        self._hand_on(frame)
        while self.early:
            following = self.early.pop(self.cursor + 1, None)
            if following is None:
                break
            self._hand_on(following)
        if self.cursor > self.heard:
            self.heard = self.cursor

    def exists(self, seq: int) -> None:
        """Take note that the journal has come to ``seq``; fetch what is missing."""
        if seq > self.heard:
            self.heard = seq
        if self.heard > self.cursor:
            self.fill(self)

    def after(self, cursor: int) -> list[Frame]:
        """Return what followed ``cursor`` if it is still at hand, else nothing."""
        if not self.recent or self.recent[0].seq > cursor + 1:
            return []
        return [frame for frame in self.recent if frame.seq > cursor]

    def _hand_on(self, frame: Frame) -> None:
        self.cursor = frame.seq
        self.recent.append(frame)
        message = frame.message
        # A copy: a socket that overflows leaves the room while this runs.
        for push in tuple(self.live.values()):
            push(message, frame)
        self.touched(self, frame)
