"""Paths of the API of dispatch."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
