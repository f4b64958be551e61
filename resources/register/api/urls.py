"""Paths of the API of register."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
