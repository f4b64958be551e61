"""The doors of the resources room."""

from resources.actions.advance import advance_deployment, release_deployment, release_forces
from resources.actions.answer import answer_request
from resources.actions.ask import request_resource, withdraw_request
from resources.actions.assets import ready_asset, register_asset
from resources.actions.code_lists import load_capabilities, load_supplies
from resources.actions.commit import commit_asset, commit_stock, commit_team
from resources.actions.needs import close_need, state_need
from resources.actions.needs_at_once import state_needs
from resources.actions.offer import answer_offer, offer_resource
from resources.actions.reserve import (
    call_reserved,
    cancel_reservation,
    lapse_reservation,
    reserve,
)
from resources.actions.stocks import count_stock, register_stock
from resources.actions.teams import join_team, leave_team, register_team, set_readiness
from resources.actions.withdraw import recall_deployment, withdraw_answer, withdraw_offer
from resources.positions import record as record_positions

__all__ = [
    "advance_deployment",
    "answer_offer",
    "answer_request",
    "call_reserved",
    "cancel_reservation",
    "close_need",
    "commit_asset",
    "commit_stock",
    "commit_team",
    "count_stock",
    "join_team",
    "lapse_reservation",
    "leave_team",
    "load_capabilities",
    "load_supplies",
    "offer_resource",
    "ready_asset",
    "recall_deployment",
    "record_positions",
    "register_asset",
    "register_stock",
    "register_team",
    "release_deployment",
    "release_forces",
    "request_resource",
    "reserve",
    "set_readiness",
    "state_need",
    "state_needs",
    "withdraw_answer",
    "withdraw_offer",
    "withdraw_request",
]
