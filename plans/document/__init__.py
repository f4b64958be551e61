"""The document of a plan: its shape, declared once, and how it is read and kept."""

from plans.document.read import as_data, document_of, in_order, read_document
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

__all__ = [
    "Ask",
    "Chapter",
    "Condition",
    "Document",
    "Notice",
    "Offer",
    "Role",
    "Step",
    "StepNeed",
    "Trigger",
    "as_data",
    "document_of",
    "in_order",
    "read_document",
]
