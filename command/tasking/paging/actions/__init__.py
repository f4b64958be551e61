"""The doors of paging: the only code that writes."""

from command.tasking.paging.actions.deliver import claim_pages, settle_pages
from command.tasking.paging.actions.devices import (
    forget_device,
    register_phone,
    subscribe_device,
)
from command.tasking.paging.actions.receipts import take_receipt
from command.tasking.paging.actions.write import (
    Letter,
    page,
    page_contact,
    page_contacts,
    page_myself,
    page_people,
)

__all__ = [
    "Letter",
    "claim_pages",
    "forget_device",
    "page",
    "page_contact",
    "page_contacts",
    "page_myself",
    "page_people",
    "register_phone",
    "settle_pages",
    "subscribe_device",
    "take_receipt",
]
