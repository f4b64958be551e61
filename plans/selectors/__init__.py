"""The only code that reads plans."""

from plans.selectors.activations import (
    ActivationCard,
    activations_of,
    activations_seen,
    conditional_steps,
    followers_of,
    ready_steps,
)
from plans.selectors.adoption import Kin, adoptions_of, origin_of
from plans.selectors.owners import owner_of
from plans.selectors.plans import (
    PlanCard,
    board,
    card_of,
    changed,
    document_in,
    kept,
    locked,
    sees_all_of,
    version_shown,
    visible_to,
)
from plans.selectors.search import Findings, Found, search
from plans.selectors.versions import (
    VersionCard,
    file_seen,
    files_of,
    numbered,
    version_of,
    versions_of,
)

__all__ = [
    "ActivationCard",
    "Findings",
    "Found",
    "Kin",
    "PlanCard",
    "VersionCard",
    "activations_of",
    "activations_seen",
    "adoptions_of",
    "board",
    "card_of",
    "changed",
    "conditional_steps",
    "document_in",
    "file_seen",
    "files_of",
    "followers_of",
    "kept",
    "locked",
    "numbered",
    "origin_of",
    "owner_of",
    "ready_steps",
    "search",
    "sees_all_of",
    "version_of",
    "version_shown",
    "versions_of",
    "visible_to",
]
