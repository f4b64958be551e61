"""Paths of the API of nearest."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
