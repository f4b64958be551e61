"""Who gets in, for how long, and what a browser is told to refuse."""

from datetime import timedelta

from csp.constants import NONCE, SELF

from command.settings.streams import STREAM_ORIGINS

AUTH_USER_MODEL = "core.Person"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "name"]},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "command.core.passwords.KindsOfCharacters"},
    {"NAME": "command.core.passwords.NotUsedBefore"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "landing"
# After GB/T 22239 level 3, clause 8.1.4.1: five attempts, idle and absolute limits.
LOGIN_ATTEMPTS = 5
LOGIN_ATTEMPTS_PER_ADDRESS = 30  # a command hall may share one address
LOGIN_LOCKED_FOR = timedelta(minutes=15)
SECOND_STEP_WITHIN = timedelta(minutes=5)
TOTP_ISSUER = "Joint Command"
# Demo people with a known password; only the private stack and the tests have them.
DEMO_ALLOWED = False
SESSION_IDLE_LIMIT = timedelta(minutes=30)
SESSION_ABSOLUTE_LIMIT = timedelta(hours=12)
SESSION_ENGINE = "command.core.session_store"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "command.core.views.csrf_failure"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:"],
        "connect-src": [SELF, *STREAM_ORIGINS],
        # What a page itself puts together or records is played from a blob; live pictures
        # come from the media servers of the settings, and from nowhere while there are none.
        "media-src": [SELF, "blob:", *STREAM_ORIGINS],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
