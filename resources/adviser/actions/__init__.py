"""The doors of the adviser."""

from resources.adviser.actions.ask import ask_advice
from resources.adviser.actions.choose import choose_plan
from resources.adviser.actions.prove import prove_advice
from resources.adviser.actions.sign import sign_floor

__all__ = ["ask_advice", "choose_plan", "prove_advice", "sign_floor"]
