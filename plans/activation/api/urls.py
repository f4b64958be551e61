"""Paths of the API of activation."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
