"""Operations that have been carried out once."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class Operation(models.Model):
    """The result of an operation, kept under the key its client made. Node-local.

    Written in the same transaction as what it did, so that there is never one
    without the other.
    """

    key = models.UUIDField(primary_key=True, editable=False)
    actor = models.ForeignKey("core.Person", models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=200)  # method and path, or the name of the door
    digest = models.BinaryField(max_length=32)  # keyed SHA-256 of what was asked
    result = models.JSONField(encoder=DjangoJSONEncoder, null=True)
    done_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["done_at"], name="core_operation_done")]

    def __str__(self) -> str:
        return f"{self.what} {self.key}"
