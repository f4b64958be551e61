"""Paths of the people's pages of activation."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
