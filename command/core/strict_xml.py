"""XML of strangers: bounded, without document types, entities or the network."""

from collections.abc import Callable
from typing import NoReturn

import defusedxml.ElementTree as Careful
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _
from lxml import etree

from command.core.errors import TooLarge, WrongKind

Element = etree._Element


def root_of(
    content: bytes,
    *,
    limit_bytes: int,
    limit_depth: int,
    fault: Callable[[str, str], NoReturn],
) -> Element:
    """Return the root of a document. Raises ``TooLarge``, ``WrongKind``, or by ``fault``."""
    if len(content) > limit_bytes:
        raise TooLarge(_("The file is too large."), limit_bytes=limit_bytes)
    try:
        # expat finds what is no XML and whatever declares a document type or an entity.
        Careful.fromstring(content, forbid_dtd=True)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        root = etree.fromstring(content, parser)
    except DefusedXmlException:
        fault("DOCTYPE", _("document types and entities are not accepted"))
    except (Careful.ParseError, etree.XMLSyntaxError, LookupError, ValueError) as problem:
        raise WrongKind(_("This is not XML: %s") % str(problem)[:200]) from None
    if _is_deeper(root, limit_depth):
        fault(str(etree.QName(root).localname), _("elements are nested too deeply"))
    return root


def _is_deeper(root: Element, limit: int) -> bool:
    waiting = [(root, 1)]
    while waiting:
        element, depth = waiting.pop()
        if depth > limit:
            return True
        waiting.extend((child, depth + 1) for child in element)
    return False
