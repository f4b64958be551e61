"""Paths of the API of tracking."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
