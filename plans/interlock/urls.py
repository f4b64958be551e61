"""Paths of the people's pages of interlock."""

from django.urls import path

from plans.interlock import views

urlpatterns = [
    path("p/interlock/", views.interlock, name="interlock"),
    path("p/interlock/panel/", views.panel, name="interlock-panel"),
    path("p/interlock/as/<slug:form>/", views.paper, name="interlock-paper"),
    path("p/interlock/<uuid:shortfall_id>/", views.shortfall, name="shortfall"),
    path("p/interlock/<uuid:shortfall_id>/take/", views.take, name="shortfall-take"),
]
