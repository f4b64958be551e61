"""Paths of the people's pages of tracking."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
