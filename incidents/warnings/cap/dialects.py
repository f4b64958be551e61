"""Which dialect a file is in."""

from django.utils.translation import gettext as _
from lxml import etree

from incidents.warnings.cap import cap12, cncap, reading
from incidents.warnings.cap.message import Message
from incidents.warnings.cap.reading import fault


def read(content: bytes) -> Message:
    """Return what a file in either dialect says.

    Raises ``TooLarge``, ``WrongKind``, or ``Invalid`` naming element and reason.
    """
    root = reading.tree(content)
    if reading.name(root) != "alert":
        fault(reading.name(root), _("the outermost element of a warning is alert"))
    if etree.QName(root).namespace == cap12.NAMESPACE:
        return cap12.read(root)
    if (etree.QName(root).namespace or "").startswith("urn:oasis"):
        fault("alert", _("only version 1.2 of CAP is taken in"))
    return cncap.read(root)
