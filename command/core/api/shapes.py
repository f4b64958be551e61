"""The shapes of answers, read off the cards."""

from dataclasses import fields
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from rest_framework import serializers

PLAIN: dict[Any, type[serializers.Field[Any, Any, Any, Any]]] = {
    str: serializers.CharField,
    bool: serializers.BooleanField,
    int: serializers.IntegerField,
    float: serializers.FloatField,
}


def shape_of(card: type[Any]) -> type[serializers.Serializer[Any]]:
    """Return the serializer that documents the answers made of ``card``."""
    hints = get_type_hints(card)
    made = {field.name: _field(hints[field.name]) for field in fields(card)}
    return type(card.__name__, (serializers.Serializer,), {**made, "__doc__": card.__doc__})


def _field(hint: Any) -> Any:
    kinds = get_args(hint) if get_origin(hint) in {Union, UnionType} else (hint,)
    options: dict[str, Any] = {"allow_null": True} if NoneType in kinds else {}
    kinds = tuple(kind for kind in kinds if kind is not NoneType)
    if float in kinds:
        return serializers.FloatField(**options)
    kind = kinds[0]
    if get_origin(kind) is list:
        return serializers.ListField(child=_field(get_args(kind)[0]), **options)
    if get_origin(kind) is dict:
        return serializers.DictField(child=_field(get_args(kind)[1]), **options)
    return PLAIN.get(kind, serializers.JSONField)(**options)
