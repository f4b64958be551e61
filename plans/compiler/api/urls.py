"""Paths of the API of compiler."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
