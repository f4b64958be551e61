"""Places and stretches that the tests of roads name."""

from datetime import UTC, datetime

at_summer = datetime(2027, 6, 1, 4, tzinfo=UTC)
HOHHOT_CITY, BAOTOU_CITY, JINING = (40.841, 111.742), (40.656, 109.835), (41.032, 113.109)
SHULINZHAO, DONGSHENG, DALU = (40.403, 110.034), (39.817, 109.984), (40.060, 111.300)
G65 = "G65-DALADX-150602"
G65_SOUTH = (39.290, 110.160)
