"""Paths of the ground floor's API."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
