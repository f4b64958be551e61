"""Paths of the people's pages of compiler."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
