"""A phone: what it sends, and what it is answered."""

from datetime import timedelta
from uuid import uuid4

from django.utils.timezone import now

from command.core.ids import new_id
from tests.support.signed_in import client_of


class Phone:
    """One installation in the hands of ``person``; its clock is ``ahead`` of the server's."""

    def __init__(self, person, *, ahead=timedelta(), device=None):
        self.person, self.ahead = person, ahead
        self.device = device or uuid4()
        self.client = client_of(person)
        self.sequence = 0

    @property
    def clock(self):
        return now() + self.ahead

    def act(self, kind, /, *, ago=timedelta(), base="", needs=(), key=None, **payload):
        """Return one act, done ``ago`` by the phone's own clock."""
        self.sequence += 1
        return {
            "id": str(key or new_id()),
            "sequence": self.sequence,
            "kind": kind,
            "payload": {name: _plain(value) for name, value in payload.items()},
            "created_at": (self.clock - ago).isoformat(),
            "base_version": base,
            "needs": [str(need) for need in needs],
        }

    def post(self, *acts, **given):
        batch = {
            "device": str(self.device),
            "version": "1.0",
            "sent_at": self.clock.isoformat(),
            "operations": list(acts),
            **given,
        }
        return self.client.post("/m0/operations/", batch, content_type="application/json")

    def send(self, *acts):
        """Send a batch; return its results."""
        answer = self.post(*acts)
        assert answer.status_code == 200, answer.content
        return answer.json()["results"]

    def do(self, kind, /, **given):
        """Do one thing and send it; return its result."""
        return self.send(self.act(kind, **given))[0]

    def state(self, **headers):
        answer = self.client.get("/m0/state/", headers=headers)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def order(self):
        """Return the first order that the phone shows."""
        return self.state()["tasks"][0]


def _plain(value):
    return (
        value
        if isinstance(value, (str, int, float, bool, list, dict)) or value is None
        else str(value)
    )
