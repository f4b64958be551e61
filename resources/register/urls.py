"""Paths of the people's pages of the register."""

from django.urls import path

from resources.register.views import acts, pages

ONE = "f/register/<slug:what>/<uuid:key>/"

urlpatterns = [
    path("f/register/", pages.register, name="register"),
    path("f/register/rows/", pages.rows, name="register-rows"),
    path("f/register/paper/<slug:form>/", pages.paper, name="register-paper"),
    path("f/register/new/<slug:what>/", acts.new, name="register-new"),
    path(ONE, pages.thing, name="register-thing"),
    path(f"{ONE}part/", pages.part, name="register-part"),
    path(f"{ONE}<slug:act>/", acts.act, name="register-act"),
]
