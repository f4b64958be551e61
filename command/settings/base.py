"""What holds in every place the system runs."""

import os
from pathlib import Path

import dj_database_url
from django.utils.translation import gettext_lazy as _
from whitenoise.compress import Compressor

from command.settings.api import *  # noqa: F403
from command.settings.clock import *  # noqa: F403
from command.settings.mqtt import *  # noqa: F403
from command.settings.paging import *  # noqa: F403
from command.settings.phone import *  # noqa: F403
from command.settings.security import *  # noqa: F403
from command.settings.streams import *  # noqa: F403
from command.settings.uploads import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parents[2]

SECRET_KEY = os.environ.get("SECRET_KEY", "")
# Keys that were in use before, latest first, with commas: what they signed or sealed is good.
SECRET_KEY_FALLBACKS = [k for k in os.environ.get("JC_SECRET_KEYS_BEFORE", "").split(",") if k]
# Keys of what is sealed in the tables, the one that seals first; without them SECRET_KEY seals.
SEAL_KEYS = [k for k in os.environ.get("JC_SEAL_KEYS", "").split(",") if k]
DEBUG = False
ALLOWED_HOSTS = os.environ.get("JC_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("JC_ORIGINS", "").split(",") if o]

# The authority that this node writes as: the region, while one node serves four cities.
NODE_ORIGIN = os.environ.get("JC_NODE_ORIGIN", "150000")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.gis",
    "django.contrib.postgres",
    "channels",
    "csp",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "leaflet",
    "command",
    "command.core",
    "command.core.uploads",
    "incidents",
    "incidents.imagery",
    "incidents.cameras",
    "incidents.scene",
    "incidents.monitoring",
    "incidents.monitoring.intake",
    "incidents.monitoring.detection",
    "incidents.monitoring.quiet",
    "incidents.monitoring.sta",
    "incidents.closing",
    "incidents.joint",
    "incidents.messaging",
    "incidents.plotting",
    "incidents.reports",
    "incidents.roster",
    "incidents.warnings",
    "resources",
    "resources.dispatch",
    "resources.register",
    "resources.importing",
    "resources.nearest",
    "resources.loans",
    "resources.routing",
    "resources.coverage",
    "resources.adviser",
    "resources.tracking",
    "command.tasking",
    "command.tasking.paging",
    "command.tasking.desk",
    "command.tasking.distress",
    "plans",
    "plans.editor",
    "plans.interlock",
    "plans.readiness",
    "plans.activation",
    "command.board",
    "command.field",
    "command.exercise",
]

MIDDLEWARE = [
    "command.core.staticfiles.few_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "command.core.sessions.SessionLimits",
    "command.core.entrance.SignInRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "command.core.entrance.RefusalAnswers",
]

ROOT_URLCONF = "command.urls"
ASGI_APPLICATION = "command.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "command.core.context.shell",
            ]
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL", "postgres:///joint_command"),
        engine="django.contrib.gis.db.backends.postgis",
        conn_max_age=0,
    )
}
DATABASES["default"]["OPTIONS"] = {
    # Compiling a query costs more than any of ours takes.
    "options": "-c jit=off -c statement_timeout=15000"
    " -c idle_in_transaction_session_timeout=60000",
}
if os.environ.get("JC_POOL", "on") == "on":
    # A pool a process: uvicorn's threads and the hub share few connections. Off for Celery: it
    # closes a pool around each task, two connections opened where one would do.
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 2, "max_size": 16, "timeout": 10}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "command" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

# The name of the release that runs, if the operator gives one: phones then fetch it.
RELEASE = os.environ.get("JC_RELEASE", "")
NODE_MODULES = BASE_DIR / "node_modules"
STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("JC_STATIC", BASE_DIR / ".data" / "static"))
STATICFILES_DIRS = [
    BASE_DIR / "command" / "static",
    ("vendor/leaflet", NODE_MODULES / "leaflet" / "dist"),
    ("vendor/htmx", NODE_MODULES / "htmx.org" / "dist"),
    ("vendor/idiomorph", NODE_MODULES / "idiomorph" / "dist"),
    ("vendor/geoman", NODE_MODULES / "@geoman-io" / "leaflet-geoman-free" / "dist"),
    ("vendor/idb", NODE_MODULES / "idb" / "build"),
    ("vendor/tus", NODE_MODULES / "tus-js-client" / "dist"),
    ("vendor/uplot", NODE_MODULES / "uplot" / "dist"),
    ("vendor/hls", NODE_MODULES / "hls.js" / "dist"),
    ("vendor/inter", NODE_MODULES / "@fontsource-variable" / "inter" / "files"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "command.core.staticfiles.HashedModules"},
}
# No other site loads these files, and every header counts on a thin line.
WHITENOISE_ALLOW_ALL_ORIGINS = False
# Source maps are for developers: compressing them takes longer than all the rest.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
MEDIA_ROOT = Path(os.environ.get("JC_MEDIA", BASE_DIR / ".data" / "media"))
MEDIA_LIMIT = 20 * 1024 * 1024  # bytes of one picture
# Where nginx finds MEDIA_ROOT (an internal location, "/kept/"); empty: Django sends the bytes.
MEDIA_ACCEL = os.environ.get("JC_MEDIA_ACCEL", "")
# City and secret of each linked city system: "150100:…,150200:…".
CITY_LINKS = os.environ.get("JC_CITY_LINKS", "")
MAP_APPROVAL_NO = os.environ.get("JC_MAP_APPROVAL_NO", "")
# Path of a city's own map sheets on this server, "/basemap/{z}/{x}/{y}.png"; phones keep those
# around their order.
BASEMAP_TILES = os.environ.get("JC_BASEMAP_TILES", "")
# A routing service, if there is one; without it the shipped road graph answers.
JC_OSRM_URL = os.environ.get("JC_OSRM_URL", "")
JC_VALHALLA_URL = os.environ.get("JC_VALHALLA_URL", "")
JC_ROUTER_TIMEOUT_S = float(os.environ.get("JC_ROUTER_TIMEOUT_S", "1.5"))
JC_ROUTER_REST_S = 30.0  # so long a service that failed is left alone
JC_ROUTER_KEEP_H = 24.0  # so long what it said of clear roads is kept

LEAFLET_CONFIG = {
    "TILES": [],
    "ATTRIBUTION_PREFIX": False,
    "DEFAULT_CENTER": (40.3, 110.6),
    "DEFAULT_ZOOM": 7,
    "NO_GLOBALS": True,
    "RESET_VIEW": False,
}

# JSON never needs more; pictures come as files.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

REDIS_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0")
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 60
CELERY_TASK_SOFT_TIME_LIMIT = 45
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 120}
CELERY_TIMEZONE = "UTC"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # It tells of every step of every page.
    "loggers": {"weasyprint": {"level": "WARNING"}, "fontTools": {"level": "WARNING"}},
}

SILENCED_SYSTEM_CHECKS = [
    # A user name is unique because it carries its origin, and (origin, username) is unique.
    "auth.E003",
    # Debian 12 ships GDAL 3.6; no spatial reference of a stranger is ever read.
    "gis.W001",
]
