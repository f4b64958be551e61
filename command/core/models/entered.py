"""What the last start has entered."""

from django.db import models


class Entered(models.Model):
    """A part of what a start enters, and the fingerprint of the files it came from. Node-local.

    Written and read by ``command.management.stack.entered``, which a start asks first.
    """

    part = models.CharField(max_length=12, primary_key=True)
    fingerprint = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.part
