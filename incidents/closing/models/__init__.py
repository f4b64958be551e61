"""The tables of closing."""

from incidents.closing.models.archive import Archive
from incidents.closing.models.lesson import Lesson
from incidents.closing.models.retention import PersonalMark, Purge, RetentionException
from incidents.closing.models.rule import IMPORT_FILES, PERSONAL_DATA, RetentionRule

__all__ = [
    "IMPORT_FILES",
    "PERSONAL_DATA",
    "Archive",
    "Lesson",
    "PersonalMark",
    "Purge",
    "RetentionException",
    "RetentionRule",
]
