"""Paths of the API of the areas that have fallen quiet."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
