"""What stands between each pair of authorities, in things, hours and yuan."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum

from command.core import regions
from command.core.models import Person
from resources.loans.lifecycle import HOURS, OWED, LoanStatus
from resources.loans.models import Loan, LoanRate, Posting
from resources.loans.selectors.rates import rate_of
from resources.loans.selectors.sight import loans_open_to


@dataclass(frozen=True, slots=True)
class Balance:
    """What ``borrower`` owes ``lender``: loans out, hours, and yuan at the rates in force."""

    lender: str
    borrower: str
    out: int
    loans: int
    people_hours: str
    hours: dict[str, str]
    yuan: str
    settled: str


@dataclass(frozen=True, slots=True)
class Balances:
    """A matrix: lenders by borrowers; ``net`` is what each has coming, in yuan."""

    cities: tuple[str, ...]
    cells: dict[str, dict[str, Balance]]
    net: dict[str, str]
    illustrative: bool


def balances(person: Person, *, exercise_id: UUID | None = None) -> Balances:
    """Return the balances of the pairs that ``person`` may see. Few queries.

    Real loans are summed, or those of one exercise: never both together.
    """
    loans = loans_open_to(person).filter(exercise=exercise_id)
    counts = _counts(loans)
    sums, illustrative = _sums(loans)
    cells: dict[str, dict[str, Balance]] = defaultdict(dict)
    net: dict[str, Decimal] = defaultdict(Decimal)
    for pair in {*counts, *sums}:
        lender, borrower = pair
        found = sums.get(pair, {})
        yuan = found.get("yuan", Decimal(0))
        hours = {one.value: f"{found.get(one, Decimal(0)):.2f}" for one in HOURS}
        out, total = counts.get(pair, (0, 0))
        cells[lender][borrower] = Balance(
            lender=lender,
            borrower=borrower,
            out=out,
            loans=total,
            people_hours=hours["people_hours"],
            hours=hours,
            yuan=f"{yuan:.2f}",
            settled=f"{found.get('settled', Decimal(0)):.2f}",
        )
        open_yuan = yuan - found.get("settled", Decimal(0))
        net[lender] += open_yuan
        net[borrower] -= open_yuan
    shown = (regions.REGION,) if any(regions.REGION in pair for pair in counts) else ()
    return Balances(
        (*regions.CITIES, *shown),
        dict(cells),
        {code: f"{amount:.2f}" for code, amount in net.items()},
        illustrative,
    )


def _counts(loans: QuerySet[Loan]) -> dict[tuple[str, str], tuple[int, int]]:
    out = Count("pk", filter=Q(state__status=LoanStatus.OUT))
    real = loans.exclude(state__status=LoanStatus.CANCELLED).order_by()
    rows = real.values_list("origin", "borrower").annotate(out=out, n=Count("pk"))
    return {(lender, borrower): (n, total) for lender, borrower, n, total in rows}


def _sums(loans: QuerySet[Loan]) -> tuple[dict[tuple[str, str], dict[str, Decimal]], bool]:
    """Return the amounts and yuan of each pair, and whether a rate was illustrative."""
    rows = (
        Posting.objects.filter(loan__in=loans.order_by().values("pk"), account__in=OWED)
        .order_by()
        .values(
            "account",
            "creditor",
            lender=F("loan__origin"),
            borrower=F("loan__borrower"),
            what=F("loan__what"),
        )
        .annotate(total=Sum("amount"), frozen=Sum("amount", filter=Q(settled__isnull=False)))
    )
    rates: dict[str, list[LoanRate]] = {}
    found: dict[tuple[str, str], dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    illustrative = False
    for row in rows:
        lender = row["lender"]
        sign = 1 if row["creditor"] == lender else -1
        if lender not in rates:
            rates[lender] = LoanRate.in_force.of(lender)
        rate = rate_of(rates[lender], row["account"], row["what"])
        yuan = rate.yuan if rate else Decimal(0)
        illustrative = illustrative or (rate is not None and not rate.is_agreed)
        sums = found[lender, row["borrower"]]
        sums[row["account"]] += sign * row["total"]
        sums["yuan"] += sign * row["total"] * yuan
        sums["settled"] += sign * (row["frozen"] or Decimal(0)) * yuan
    return found, illustrative
