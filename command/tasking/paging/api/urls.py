"""Paths of the API of paging."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
