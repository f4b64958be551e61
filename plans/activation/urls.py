"""Paths of the people's pages of activation."""

from django.urls import path

from plans.activation.views import acts, contacts, pages

urlpatterns = [
    path("p/<uuid:plan_id>/activate/<uuid:incident_id>/", acts.start, name="plan-activate"),
    path("p/starts/<uuid:request_id>/", acts.sign, name="plan-start"),
    path("p/active/", pages.activations, name="activations"),
    path("p/active/<uuid:activation_id>/", pages.activation, name="activation"),
    path("p/active/<uuid:activation_id>/act/", acts.act, name="activation-act"),
    path("p/notices/<uuid:notice_id>/", acts.mark, name="plan-notice"),
    path("p/contacts/", contacts.contacts, name="contacts"),
    path("p/contacts/<uuid:contact_id>/", contacts.keep, name="contact"),
]
