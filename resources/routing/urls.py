"""Paths of the people's pages of routing."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
