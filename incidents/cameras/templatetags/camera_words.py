"""Kinds and causes in words."""

from django import template

from incidents.cameras.kinds import CameraKind, Why

register = template.Library()


@register.filter
def camera_kind(value: str) -> str:
    """Return what carries a camera, in words."""
    return str(CameraKind(value).label)


@register.filter
def camera_why(value: str) -> str:
    """Return why no picture comes, in words."""
    return str(Why(value).label)
