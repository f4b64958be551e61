"""The doors of the ground floor."""

from command.core.actions.audit import record_refusal, record_sign_in, record_sign_out
from command.core.actions.code_lists import load_regions
from command.core.actions.demo_people import load_demo_people
from command.core.actions.duties import end_due_duties, end_duty, grant_duty
from command.core.actions.enrolment import (
    confirm_second_factor,
    enrol_second_factor,
    forget_second_factor,
)
from command.core.actions.links import hear_city, tell_lost_links
from command.core.actions.media import store_file, store_media
from command.core.actions.people import (
    disable_person,
    register_organisation,
    register_person,
    set_language,
    set_password,
)
from command.core.actions.rules import add_rule, change_rule, load_rules
from command.core.actions.seals import seal_anew
from command.core.actions.shares import end_due_shares, end_share, share_room
from command.core.actions.sign_in import (
    complete_sign_in,
    conclude_password,
    hold_for_renewal,
    lift_lock,
    pass_second_factor,
    renew_password,
)

__all__ = [
    "add_rule",
    "change_rule",
    "complete_sign_in",
    "conclude_password",
    "confirm_second_factor",
    "disable_person",
    "end_due_duties",
    "end_due_shares",
    "end_duty",
    "end_share",
    "enrol_second_factor",
    "forget_second_factor",
    "grant_duty",
    "hear_city",
    "hold_for_renewal",
    "lift_lock",
    "load_demo_people",
    "load_regions",
    "load_rules",
    "pass_second_factor",
    "record_refusal",
    "record_sign_in",
    "record_sign_out",
    "register_organisation",
    "register_person",
    "renew_password",
    "seal_anew",
    "set_language",
    "set_password",
    "share_room",
    "store_file",
    "store_media",
    "tell_lost_links",
]
