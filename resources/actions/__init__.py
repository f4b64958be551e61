"""The doors of the resources room."""

from resources.actions.advance import advance_deployment, release_deployment, release_forces
from resources.actions.answer import answer_request
from resources.actions.ask import request_resource, withdraw_request
from resources.actions.code_lists import load_supplies
from resources.actions.commit import commit_stock, commit_team
from resources.actions.offer import answer_offer, offer_resource
from resources.actions.stocks import count_stock, register_stock
from resources.actions.teams import join_team, leave_team, register_team, set_readiness
from resources.positions import record as record_positions

__all__ = [
    "advance_deployment",
    "answer_offer",
    "answer_request",
    "commit_stock",
    "commit_team",
    "count_stock",
    "join_team",
    "leave_team",
    "load_supplies",
    "offer_resource",
    "record_positions",
    "register_stock",
    "register_team",
    "release_deployment",
    "release_forces",
    "request_resource",
    "set_readiness",
    "withdraw_request",
]
