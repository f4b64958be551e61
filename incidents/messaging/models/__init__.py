"""The tables of messaging."""

from incidents.messaging.models.call import Caller, PhoneCall
from incidents.messaging.models.instruction import (
    FEEDBACK_LENGTH,
    INSTRUCTION_LENGTH,
    Instruction,
    InstructionChange,
    InstructionState,
)
from incidents.messaging.models.message import (
    REASON_LENGTH,
    TEXT_LENGTH,
    Addressee,
    Message,
    MessageChange,
    MessageState,
)
from incidents.messaging.models.receipt import (
    WORDS_LENGTH,
    Receipt,
    ReceiptMark,
    ReceiptState,
)
from incidents.messaging.models.rule import ChaseRule

__all__ = [
    "FEEDBACK_LENGTH",
    "INSTRUCTION_LENGTH",
    "REASON_LENGTH",
    "TEXT_LENGTH",
    "WORDS_LENGTH",
    "Addressee",
    "Caller",
    "ChaseRule",
    "Instruction",
    "InstructionChange",
    "InstructionState",
    "Message",
    "MessageChange",
    "MessageState",
    "PhoneCall",
    "Receipt",
    "ReceiptMark",
    "ReceiptState",
]
