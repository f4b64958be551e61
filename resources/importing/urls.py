"""Paths of the people's pages of importing."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
