"""The private stack of ``manage.py up``: production code on one machine, over plain HTTP."""

from command.settings.base import *  # noqa: F403

SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
DEMO_ALLOWED = True
