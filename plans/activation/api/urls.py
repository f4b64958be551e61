"""Paths of the API of starts and plans at work."""

from django.urls import path

from plans.activation.api import course_views as course
from plans.activation.api import start_views as start

ONE = "plans/activations/<uuid:activation_id>/"

urlpatterns = [
    path("plans/<uuid:plan_id>/preview/", start.PlanPreview.as_view(), name="api-plan-preview"),
    path("plans/<uuid:plan_id>/starts/", start.AskStart.as_view(), name="api-plan-ask-start"),
    path("plans/starts/", start.StartRequests.as_view(), name="api-plan-starts"),
    path(
        "plans/starts/<uuid:request_id>/",
        start.OneStartRequest.as_view(),
        name="api-plan-start",
    ),
    path(
        "plans/starts/<uuid:request_id>/sign/",
        start.SignStart.as_view(),
        name="api-plan-sign",
    ),
    path(ONE, course.OneActivation.as_view(), name="api-activation"),
    path(f"{ONE}step/", course.StepActivation.as_view(), name="api-activation-step"),
    path(f"{ONE}end/", course.EndActivation.as_view(), name="api-activation-end"),
    path(f"{ONE}amend/", course.AmendActivation.as_view(), name="api-activation-amend"),
    path(f"{ONE}confirm/", course.ConfirmCondition.as_view(), name="api-activation-confirm"),
]
