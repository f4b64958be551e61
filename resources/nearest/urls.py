"""Paths of the people's pages of nearest."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
