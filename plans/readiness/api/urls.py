"""Paths of the API of readiness."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
