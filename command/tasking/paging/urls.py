"""Paths of the people's pages of paging."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
