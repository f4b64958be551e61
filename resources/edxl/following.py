"""A chain of facts as messages: what each follows, and what it takes back."""

from command.core.models import Entry
from incidents.models import Incident
from resources.edxl.facts import MAKERS, REDUCED
from resources.edxl.kinds import CANCEL, FUNDING, OPENING, UPDATE, Kind
from resources.edxl.message import Line, Message
from resources.lifecycle import DeploymentStatus

S = DeploymentStatus


def name_of(entry: Entry) -> str:
    """Return the MessageID of a fact: that of its journal entry."""
    return f"urn:uuid:{entry.pk}"


def message_of(entry: Entry, incident: Incident, chain: "Chain") -> Message | None:
    """Return a fact as its message, following those of the chain before it."""
    maker = MAKERS.get(entry.kind)
    made = maker(entry) if maker is not None else None
    if made is None:
        return None
    kind, line, text = made
    own = name_of(entry)
    preceding, recalls = chain.before(entry, kind)
    asked = entry.payload.get("asked") or []
    return Message(
        kind=kind,
        message_id=own,
        sent_at=entry.occurred_at,
        sender=entry.authority,
        originating=chain.originating or own,
        preceding=preceding,
        incident_id=str(incident.pk),
        incident_text=incident.title,
        description=text,
        recalls=recalls,
        recall=_recall(entry, line) if recalls else CANCEL,
        funding=FUNDING if kind == Kind.REQUISITION else "",
        asked=tuple(asked) if isinstance(asked, list) else (),
        lines=(line,),
        drill=incident.exercise_id is not None,
    )


class Chain:
    """What each message follows: remembered while a chain is told from its beginning."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.originating = ""
        self._last: dict[str, str] = {}
        self._answers: dict[str, str] = {}  # of each city, the one that stands

    def before(self, entry: Entry, kind: Kind) -> tuple[str, str]:
        """Return the message this one follows and the one it recalls; remember it."""
        own, told = name_of(entry), entry.payload
        first = self.originating
        thing = told.get("deployment_id") or told.get("loan_id") or ""
        line = f"{told.get('city') or told.get('lender') or ''}"
        preceding = self._last.get(thing) or self._last.get(line) or first
        recalls = ""
        if entry.kind in {"request.withdrawn", "offer.withdrawn"}:
            recalls = first
        if entry.kind in {"request.answered", REDUCED}:
            preceding, recalls = first, self._answers.get(line, "")
            self._answers[line] = own
        if told.get("status") == S.CANCELLED:
            recalls = preceding
        if kind in OPENING:
            self.originating, preceding = first or own, ""
        if thing:
            self._last[thing] = own
        elif line:
            self._last[line] = own
        for card in (entry.changed or {}).values():
            # A loan's messages follow those of its deployment.
            if card and card.get("deployment") and "loan_id" in told:
                self._last[card["deployment"]] = own
        return preceding, recalls

    def follow(self, loan: str, deployment: str) -> None:
        """Let the messages of a loan follow those of its deployment."""
        if deployment in self._last:
            self._last.setdefault(loan, self._last[deployment])


def _recall(entry: Entry, line: Line) -> str:
    """Return whether what is told stands in place of what it recalls, or ends it."""
    answers = entry.kind in {"request.answered", REDUCED}
    stands = line.reply is not None and (line.reply.type != "Decline" or entry.kind != REDUCED)
    return UPDATE if answers and stands else CANCEL
