"""Papers: one document, set as PDF, Word file or JSON.

Other rooms make a ``Paper`` and hand it to ``paper_response``.
"""

from incidents.documents.answer import FORMS, paper_response
from incidents.documents.canonical import to_json
from incidents.documents.paper import (
    FORM,
    LOG,
    OFFICIAL,
    SHEET,
    Block,
    Facts,
    Heading,
    Paper,
    Picture,
    Table,
    Text,
)
from incidents.documents.pdf import to_pdf
from incidents.documents.word import to_docx
from incidents.documents.words import date_in_words, moment_in_words

__all__ = [
    "FORM",
    "FORMS",
    "LOG",
    "OFFICIAL",
    "SHEET",
    "Block",
    "Facts",
    "Heading",
    "Paper",
    "Picture",
    "Table",
    "Text",
    "date_in_words",
    "moment_in_words",
    "paper_response",
    "to_docx",
    "to_json",
    "to_pdf",
]
