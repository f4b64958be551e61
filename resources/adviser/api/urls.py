"""Paths of the API of adviser."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
