"""Paths of the API of editor."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
