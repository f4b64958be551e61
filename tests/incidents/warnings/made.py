"""Making warnings for tests, through the doors."""

from datetime import timedelta

from django.utils.timezone import now

from incidents.warnings.actions import issue_warning
from incidents.warnings.selectors import every
from tests import make
from tests.make import ORDOS, Post

HEADQUARTERS = "00000200"  # after the code of a region: its flood control headquarters
MATTERS = "冰凌堆积,水位持续上涨"
ADVICE = "沿河村社人员立即转移"


def told(region=ORDOS, **others):
    """Return all that a warning must say."""
    at = now().replace(microsecond=0)
    return {
        "unit": f"{region}{HEADQUARTERS}",
        "event_type": "11A05",
        "level": 3,
        "onset_at": at,
        "expires_at": at + timedelta(hours=24),
        "regions": [ORDOS],
        "matters": MATTERS,
        "advice": ADVICE,
        "issued_at": at,
        **others,
    }


def warning(*, by=None, region=ORDOS, **others):
    """Issue a yellow warning for Ordos, by its duty officer when ``by`` is not given."""
    officer = by or make.person(Post.DUTY_OFFICER, region)
    return fresh(issue_warning(actor=officer, **told(region, **others)))


def fresh(warning):
    """Return a warning with its versions as they are now."""
    return every().get(pk=warning.pk)


def last(warning):
    """Return the last version of a warning."""
    return list(fresh(warning).versions.all())[-1]
