"""Paths of the people's pages of interlock."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
