"""The words of the register: kinds of facilities, shelters, beds, and dates that run out."""

from collections.abc import Mapping
from types import MappingProxyType

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FacilityKind(models.TextChoices):
    """What stands at a place."""

    EOC = "eoc", _("Emergency command centre")
    DEPOT = "depot", _("Stock depot")
    SHELTER = "shelter", _("Emergency shelter")
    HOSPITAL = "hospital", _("Hospital")
    FIRE_STATION = "fire_station", _("Fire station")
    HAZARD_SOURCE = "hazard_source", _("Hazard source")
    PROTECTION_TARGET = "protection_target", _("Protection target")
    CHEM_PARK = "chem_park", _("Chemical park")
    MINE = "mine", pgettext_lazy("facility", "Mine")
    MINE_RESCUE = "mine_rescue", _("Mine rescue base")
    STEEL = "steel", _("Steelworks area")
    AIRPORT = "airport", _("Airport")
    RAIL = "rail", _("Railway station")
    HYDROLOGY = "hydrology", _("Hydrological station")
    DANGER_REACH = "danger_reach", _("Dangerous reach")
    DIKE = "dike", _("Dike section")
    LAKE = "lake", _("Lake")
    FOREST_FIRE = "forest_fire", _("Forest fire lookout")
    GRASS_FIRE = "grass_fire", _("Grassland fire station")
    SNOW_DEPOT = "snow_depot", _("Snow clearing depot")
    OTHER = "other", pgettext_lazy("facility", "Other")


class ShelterGrade(models.TextChoices):
    """Who runs a shelter, after GB/T 44013-2024."""

    REGION = "region", _("Autonomous region level")
    CITY = "city", _("City level")
    COUNTY = "county", _("County level")
    TOWN = "town", _("Township (sub-district) level")
    VILLAGE = "village", _("Village (community) level")


class Duration(models.TextChoices):
    """For how long a shelter takes people in, after GB/T 44013-2024."""

    URGENT = "urgent", _("Urgent (up to 1 day)")
    SHORT = "short", _("Short stay (2 to 14 days)")
    LONG = "long", _("Long stay (15 days and more)")


class Space(models.TextChoices):
    """Under a roof or not."""

    INDOOR = "indoor", _("Indoor")
    OUTDOOR = "outdoor", _("Outdoor")


class Function(models.TextChoices):
    """What a shelter serves for, after GB/T 44013-2024."""

    GENERAL = "general", _("General shelter")
    SINGLE = "single", _("Single-purpose shelter")
    SPECIAL = "special", _("Shelter for certain people")


class HospitalLevel(models.TextChoices):
    """The grade of a hospital."""

    TERTIARY_A = "3a", _("Tertiary, grade A")
    TERTIARY_B = "3b", _("Tertiary, grade B")
    SECONDARY_A = "2a", _("Secondary, grade A")
    SECONDARY_B = "2b", _("Secondary, grade B")
    PRIMARY = "1", _("Primary")
    UNRATED = "0", _("Not rated")


class StationClass(models.TextChoices):
    """The class of a fire station."""

    SPECIAL = "special", _("Special service station")
    FIRST = "first", _("First-class station")
    SECOND = "second", _("Second-class station")
    SMALL = "small", _("Small station")


class HazardKind(models.TextChoices):
    """What may go wrong at a hazard source."""

    CHEMICAL = "chemical", _("Major hazard installation (chemicals)")
    TAILINGS = "tailings", _("Tailings pond")
    COAL = "coal", _("Coal mine (gas, rock burst)")
    FUEL = "fuel", _("Filling station")
    PIPELINE = "pipeline", _("Oil and gas pipeline")
    WATER = "water", _("Reservoir or dangerous dike")
    GEOLOGY = "geology", _("Geological hazard point")
    WILDFIRE = "wildfire", _("High wildfire risk area")
    WATERLOGGING = "waterlogging", _("Low-lying area prone to waterlogging")


class TargetClass(models.TextChoices):
    """Protection targets by their symbol in GB/T 35649-2017, and four that it lacks."""

    PARTY = "C10100", _("Party and government")
    SCHOOL = "C10200", _("School")
    NEWS = "C10300", _("News and broadcasting")
    PUBLIC = "C10400", _("Place of public assembly")
    FINANCE = "C10500", _("Financial institution")
    IMPORTANT = "C10600", _("Important place")
    RAIL = "C20100", _("Railway facility")
    SHIPPING = "C20200", _("Water transport facility")
    AVIATION = "C20300", _("Civil aviation facility")
    TELECOM = "C20400", _("Telecommunications facility")
    WATER = "C20500", _("Water works")
    POWER = "C20600", _("Power facility")
    OIL = "C20700", _("Oil and gas facility")
    HOSPITAL = "hospital", _("Hospital")
    CARE_HOME = "care_home", _("Care home")
    HOUSING = "housing", _("Residential area")
    WATER_SOURCE = "water_source", _("Water source")


class Sensitivity(models.TextChoices):
    """How much a target needs protection, after GB 36894-2018."""

    HIGH = "high", _("Highly sensitive")
    IMPORTANT = "important", _("Important target")
    GENERAL_1 = "general_1", _("General, class 1")
    GENERAL_2 = "general_2", _("General, class 2")
    GENERAL_3 = "general_3", _("General, class 3")


class BedKind(models.TextChoices):
    """Beds that are counted apart."""

    GENERAL = "general", pgettext_lazy("beds", "General")
    EMERGENCY = "emergency", pgettext_lazy("beds", "Emergency")
    ICU = "icu", pgettext_lazy("beds", "Intensive care")
    SURGERY = "surgery", pgettext_lazy("beds", "Surgery")
    BURNS = "burns", pgettext_lazy("beds", "Burns")
    ISOLATION = "isolation", pgettext_lazy("beds", "Isolation")
    PAEDIATRIC = "paediatric", pgettext_lazy("beds", "Paediatric")
    OBSTETRIC = "obstetric", pgettext_lazy("beds", "Obstetric")
    DIALYSIS = "dialysis", pgettext_lazy("beds", "Dialysis")


class DateSubject(models.TextChoices):
    """Dates in the register that somebody must not miss."""

    LOT_EXPIRY = "lot_expiry", _("Expiry of a lot")
    LOT_CHECK = "lot_check", _("Check of a lot")
    ASSET_CHECK = "asset_check", _("Check of a vehicle or piece of equipment")
    CERTIFICATE = "certificate", _("Certificate of a team")


class Counted(models.TextChoices):
    """What is counted again and again."""

    SHELTER = "shelter", _("People in a shelter")
    HOSPITAL = "hospital", _("Beds of a hospital")


# The symbol of a kind in GB/T 35649-2017, where it has one.
SYMBOLS: Mapping[str, str] = MappingProxyType(
    {
        "eoc": "D10200",
        "depot": "D30100",
        "snow_depot": "D30100",
        "shelter": "D60100",
        "hospital": "D50100",
        "fire_station": "D20400",
        "mine_rescue": "D20400",
        "hazard_source": "B10100",
        "chem_park": "B10100",
        "mine": "B10100",
        "steel": "B10100",
        "airport": "C20300",
        "rail": "C20100",
        "hydrology": "C20500",
        "dike": "C20500",
        "protection_target": "C10600",
    }
)
