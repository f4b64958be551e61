"""Whom a message may name: ``person:<id>``, ``duty:<post>@<region>``, ``city:<region>`` …."""

from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from command.core import regions
from command.core.errors import Invalid
from command.core.models import Duty
from command.core.policies import ADMINISTRATORS
from incidents.messaging.models import Addressee

Kind = Addressee.Kind
Post = Duty.Post
# An observer watches, an administrator runs the system: neither is written to as such.
NOT_ADDRESSED = ADMINISTRATORS | {Post.OBSERVER}
MOST_TARGETS = 30


@dataclass(frozen=True, slots=True)
class Target:
    """One addressee as it was named; fields that do not belong to its kind are empty."""

    kind: str
    id: UUID | None = None
    post: str = ""
    region: str | None = None

    @classmethod
    def read(cls, given: object) -> Self:
        """Read what a person or a machine named. Raises ``Invalid``."""
        if isinstance(given, UUID):
            return cls(Kind.PERSON, given)
        kind, _colon, rest = str(given).partition(":")
        match kind:
            case "person" | "organisation":
                return cls(kind, _key(rest, given))
            case "duty":
                post, _at, region = rest.partition("@")
                if post in Post.values and post not in NOT_ADDRESSED and regions.known(region):
                    return cls(kind, None, post, region)
            case "city" if rest in regions.CITIES or rest == regions.REGION:
                return cls(kind, None, "", rest)
        raise _unknown(given)


def targets(given: Any) -> list[Target]:
    """Return the addressees, each once, in their order. Raises ``Invalid``."""
    found = list(dict.fromkeys(Target.read(each) for each in given))
    if len(found) > MOST_TARGETS:
        raise Invalid(
            _("Too many addressees for one message."), field="recipients", most=MOST_TARGETS
        )
    return found


def label_of(view: dict[str, Any], language: str | None = None) -> str:
    """Return how an addressee is called, from its view in a card, for the reader."""
    region = view.get("region")
    match view["kind"]:
        case "person":
            return str(view["name"])
        case "duty":
            post = str(Post(view["post"]).label)
            return f"{regions.name(str(region))} · {post}"
        case "city":
            return pgettext("addressee", "%s, the desk") % regions.name(str(region))
    return str(view["name"] if language != "en" else view.get("name_en") or view["name"])


def _key(text: str, given: object) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise _unknown(given) from None


def _unknown(given: object) -> Invalid:
    return Invalid(_("There is no such addressee."), field="recipients", given=str(given)[:80])
