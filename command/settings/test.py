"""Tests: the same parts, quicker hashing, nothing kept."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "only-for-tests")

from command.settings.base import *  # noqa: F403
from command.settings.base import DATABASES, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="jc-media-"))
# Nothing is collected for tests; WhiteNoise wants the folder all the same.
STATIC_ROOT = Path(tempfile.mkdtemp(prefix="jc-static-"))
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATABASES["default"]["OPTIONS"] = {
    "options": "-c jit=off -c synchronous_commit=off -c statement_timeout=30000",
}
ALLOWED_HOSTS = ["*"]
LANGUAGE_CODE = "en"
DEMO_ALLOWED = True
