"""A plan as a file: YAML for people and machines, JSON for machines, and its schema."""

from plans.editor.files.read import LARGEST_FILE, PlanFile, read_file
from plans.editor.files.schema import SCHEMA_ID, file_schema
from plans.editor.files.write import as_file, as_json, as_yaml

__all__ = [
    "LARGEST_FILE",
    "SCHEMA_ID",
    "PlanFile",
    "as_file",
    "as_json",
    "as_yaml",
    "file_schema",
    "read_file",
]
