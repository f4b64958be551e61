"""Paths of the API of desk."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
