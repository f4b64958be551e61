"""Paths of the people's pages of coverage."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
