"""Paths of the API of interlock."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
