"""Paths of the people's pages of editor."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
