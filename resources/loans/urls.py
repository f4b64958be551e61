"""Paths of the people's pages of loans."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
