"""Paths of the API of importing."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
