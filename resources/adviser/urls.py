"""Paths of the people's pages of adviser."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
