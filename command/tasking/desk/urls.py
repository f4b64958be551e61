"""Paths of the people's pages of desk."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
