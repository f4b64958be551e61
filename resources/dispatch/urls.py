"""Paths of the people's pages of dispatch."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
