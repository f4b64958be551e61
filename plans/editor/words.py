"""What the parts and fields of a plan are called, on forms and in the schema."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plans.document.shape import (
    Ask,
    Chapter,
    Condition,
    Document,
    Notice,
    Offer,
    Role,
    Step,
    StepNeed,
    Trigger,
)

Words = str | Promise


@dataclass(frozen=True, slots=True)
class PartWords:
    """A list of parts: its name, one of it, the act of adding one, and what it is for."""

    names: Words
    one: Words
    add: Words
    hint: Words


PARTS: Final[Mapping[str, PartWords]] = {
    "chapters": PartWords(
        pgettext_lazy("plan part", "Chapters"),
        pgettext_lazy("plan part", "Chapter"),
        _("Add a chapter"),
        _("What the plan says in words, in the order of the law."),
    ),
    "triggers": PartWords(
        pgettext_lazy("plan part", "Triggers"),
        pgettext_lazy("plan part", "Trigger"),
        _("Add a trigger"),
        _("When the plan is suggested. Any one of them suffices."),
    ),
    "roles": PartWords(
        pgettext_lazy("plan part", "Roles"),
        pgettext_lazy("plan part", "Role"),
        _("Add a role"),
        _("Who has a part in the plan: a kind of organisation or a post."),
    ),
    "steps": PartWords(
        pgettext_lazy("plan part", "Steps"),
        pgettext_lazy("plan part", "Step"),
        _("Add a step"),
        _("What is to be done, by whom, by when, and after what."),
    ),
    "notices": PartWords(
        pgettext_lazy("plan part", "Notices"),
        pgettext_lazy("plan part", "Notice"),
        _("Add a notice"),
        _("Whom the activation tells, and what."),
    ),
    "asks": PartWords(
        pgettext_lazy("plan part", "Asks"),
        pgettext_lazy("plan part", "Ask"),
        _("Add an ask"),
        _("What the plan counts on from another city."),
    ),
    "offers": PartWords(
        pgettext_lazy("plan part", "Offers"),
        pgettext_lazy("plan part", "Offer"),
        _("Add an offer"),
        _("What the city promises others."),
    ),
}

KEY = pgettext_lazy("plan field", "Mark")
KEY_HINT = _("Letters, digits, dots and dashes; it names the part inside the plan.")
TITLE, TITLE_EN = pgettext_lazy("plan field", "Title"), _("Title in English")
LEVELS = pgettext_lazy("plan field", "Response levels")
LEVELS_HINT = _("None chosen: all levels.")
REGION = pgettext_lazy("plan field", "Place of duty")
REGION_HINT = _("Empty: the city of the plan.")
OFFSET = pgettext_lazy("plan field", "Starts at, minutes")
OFFSET_HINT = _("Minutes after the activation.")
WHAT = pgettext_lazy("plan field", "What")
WHAT_HINT = _("A kind of team or a code of supplies.")
QUANTITY = pgettext_lazy("plan field", "Quantity")
CAPABLE = pgettext_lazy("plan field", "Capabilities")
CAPABLE_HINT = _("Codes, with commas between them.")
WITHIN = pgettext_lazy("plan field", "Within, minutes")
WITHIN_HINT = _("From the request to the arrival.")

# Class of part → field → its name and, where one helps, a hint.
FIELDS: Final[Mapping[type, Mapping[str, tuple[Words, Words]]]] = {
    Document: {name: (words.names, words.hint) for name, words in PARTS.items()},
    Chapter: {
        "key": (KEY, KEY_HINT),
        "part": (pgettext_lazy("plan field", "Chapter of the law"), ""),
        "title": (TITLE, _("Empty: the name of the chapter of the law.")),
        "text": (pgettext_lazy("plan field", "Text"), ""),
    },
    Trigger: {
        "key": (KEY, KEY_HINT),
        "title": (TITLE, ""),
        "title_en": (TITLE_EN, ""),
        "when": (pgettext_lazy("plan field", "Conditions"), _("All of them must hold.")),
    },
    Condition: {
        "on": (pgettext_lazy("plan field", "Condition on"), ""),
        "op": (pgettext_lazy("plan field", "Comparison"), _("For a reading.")),
        "value": (
            pgettext_lazy("plan field", "Value"),
            _("A level from 1 (gravest) to 4, or a reading."),
        ),
        "sensor": (pgettext_lazy("plan field", "Sensor"), _("Its number, for a reading.")),
        "says": (pgettext_lazy("plan field", "Question"), _("For what a person confirms.")),
    },
    Role: {
        "key": (KEY, KEY_HINT),
        "name": (pgettext_lazy("plan field", "Name"), ""),
        "name_en": (_("Name in English"), ""),
        "owner_kind": (pgettext_lazy("plan field", "Filled by"), ""),
        "owner": (pgettext_lazy("plan field", "Organisation or post"), ""),
        "region": (REGION, REGION_HINT),
    },
    Step: {
        "key": (KEY, KEY_HINT),
        "title": (TITLE, _("Begin with the verb.")),
        "title_en": (TITLE_EN, ""),
        "detail": (pgettext_lazy("plan field", "In detail"), ""),
        "kind": (pgettext_lazy("plan field", "Kind of task"), ""),
        "role": (pgettext_lazy("plan field", "Responsible role"), ""),
        "region": (REGION, REGION_HINT),
        "place": (pgettext_lazy("plan field", "Where exactly"), ""),
        "offset_minutes": (OFFSET, OFFSET_HINT),
        "due_minutes": (
            pgettext_lazy("plan field", "Due within, minutes"),
            _("Minutes from the order."),
        ),
        "repeat_minutes": (
            pgettext_lazy("plan field", "Repeated every, minutes"),
            _("0: done once."),
        ),
        "levels": (LEVELS, LEVELS_HINT),
        "after": (
            pgettext_lazy("plan field", "Waits for"),
            _("Steps to be completed before."),
        ),
        "when": (
            pgettext_lazy("plan field", "Waits until"),
            _("All of these conditions must hold."),
        ),
        "checklist": (pgettext_lazy("plan field", "Checklist"), _("One item a line.")),
        "needs": (pgettext_lazy("plan field", "Needs"), ""),
    },
    StepNeed: {
        "what": (WHAT, WHAT_HINT),
        "quantity": (QUANTITY, ""),
        "capabilities": (CAPABLE, CAPABLE_HINT),
        "source": (pgettext_lazy("plan field", "From"), _("Empty: the city's own.")),
    },
    Notice: {
        "key": (KEY, KEY_HINT),
        "to_kind": (pgettext_lazy("plan field", "Kind of addressee"), ""),
        "to": (
            pgettext_lazy("plan field", "Addressee"),
            _("The mark of a role, a post, a kind of organisation or a list of contacts."),
        ),
        "region": (REGION, REGION_HINT),
        "counties": (
            pgettext_lazy("plan field", "In every banner, county and district as well"),
            "",
        ),
        "text": (pgettext_lazy("plan field", "Text"), ""),
        "text_en": (_("Text in English"), ""),
        "offset_minutes": (OFFSET, OFFSET_HINT),
        "levels": (LEVELS, LEVELS_HINT),
    },
    Ask: {
        "key": (KEY, KEY_HINT),
        "city": (pgettext_lazy("plan field", "City asked"), ""),
        "what": (WHAT, WHAT_HINT),
        "quantity": (QUANTITY, ""),
        "capabilities": (CAPABLE, CAPABLE_HINT),
        "within_minutes": (WITHIN, WITHIN_HINT),
        "step": (pgettext_lazy("plan field", "For the step"), ""),
    },
    Offer: {
        "key": (KEY, KEY_HINT),
        "city": (pgettext_lazy("plan field", "To the city"), _("Empty: to any of the three.")),
        "what": (WHAT, WHAT_HINT),
        "quantity": (QUANTITY, ""),
        "capabilities": (CAPABLE, CAPABLE_HINT),
        "within_minutes": (WITHIN, WITHIN_HINT),
        "terms": (pgettext_lazy("plan field", "Terms"), ""),
    },
}


def label_of(part: type, field: str) -> str:
    """Return what a field is called; its own name when nobody has named it yet."""
    return str(FIELDS.get(part, {}).get(field, (field, ""))[0])


def hint_of(part: type, field: str) -> str:
    """Return what helps to fill in a field."""
    return str(FIELDS.get(part, {}).get(field, ("", ""))[1])
