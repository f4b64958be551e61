"""Paths of the people's pages of register."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
