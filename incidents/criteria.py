"""What a grade may be decided by: figures, sums of figures, findings, the type itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incidents.figures import FIGURES

PREFIXES = r"^[0-9A-Z]{1,5}( [0-9A-Z]{1,5})*\Z"
ALWAYS = "type"  # holds by the type of the event alone


@dataclass(frozen=True)
class Criterion:
    """One criterion: its words, and the figures that are added up for it."""

    label: str | Promise
    parts: tuple[str, ...]
    unit: str = ""
    counts_dead: bool = False

    def value(
        self, figures: Mapping[str, Decimal], *, with_missing: bool = False
    ) -> Decimal | None:
        """Return what the figures make of it; ``None`` when none of them is known."""
        parts = (*self.parts, "missing") if with_missing and self.counts_dead else self.parts
        known = [figures[part] for part in parts if part in figures]
        return sum(known, Decimal(0)) if known else None


# Acute industrial poisoning counts as serious injury (Decree 493, art. 3).
_SUMS = {
    "dead": Criterion(_("dead"), ("dead",), "person", counts_dead=True),
    "serious": Criterion(_("seriously injured or poisoned"), ("serious", "poisoned"), "person"),
    "casualties": Criterion(
        _("dead and seriously injured"), ("dead", "serious"), "person", counts_dead=True
    ),
}
_OWN = (
    "trapped", "moved", "inundated_km2", "burned_ha", "direct_loss_cny", "livestock",
    "breach_m", "magnitude", "transport_cut_h",
)  # fmt: skip

CRITERIA: Mapping[str, Criterion] = MappingProxyType(
    {
        ALWAYS: Criterion(_("type of the event"), ()),
        **_SUMS,
        **{key: Criterion(FIGURES[key].label, (key,), FIGURES[key].unit) for key in _OWN},
        **{
            key: Criterion(figure.label, (key,), figure.unit)
            for key, figure in FIGURES.items()
            if figure.is_finding
        },
    }
)
