"""The ways out of the system: web push, and gateways for SMS and voice. All are optional.

The contract of the gateways is in ``command/docs/gateways.md``.
"""

import os

# A private key of web push (VAPID, RFC 8292), as ``manage.py push_keys`` makes it, and whom the
# push service may ask about it: ``mailto:…`` or ``https://…``.
JC_VAPID_PRIVATE = os.environ.get("JC_VAPID_PRIVATE", "")
JC_VAPID_SUBJECT = os.environ.get("JC_VAPID_SUBJECT", "")
# The push services that browsers may name; anything else is refused at subscribing and at
# sending. A leading dot stands for all names below.
JC_PUSH_HOSTS = os.environ.get(
    "JC_PUSH_HOSTS",
    "fcm.googleapis.com,.push.services.mozilla.com,.notify.windows.com,.push.apple.com",
).split(",")
JC_SMS_URL = os.environ.get("JC_SMS_URL", "")
JC_SMS_TOKEN = os.environ.get("JC_SMS_TOKEN", "")
JC_VOICE_URL = os.environ.get("JC_VOICE_URL", "")
JC_VOICE_TOKEN = os.environ.get("JC_VOICE_TOKEN", "")
# With it a gateway tells what became of a message; without it nobody is believed.
JC_RECEIPTS_TOKEN = os.environ.get("JC_RECEIPTS_TOKEN", "")
JC_GATEWAY_TIMEOUT_S = float(os.environ.get("JC_GATEWAY_TIMEOUT_S", "5"))
