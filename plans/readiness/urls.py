"""Paths of the people's pages of readiness."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
