"""Paths of the messaging API."""

from django.urls import path

from incidents.messaging.api import desk_views as desk
from incidents.messaging.api import views

ONE = "messages/<uuid:message_id>/"
INSTRUCTION = "instructions/<uuid:instruction_id>/"

urlpatterns = [
    path("messages/", views.Messages.as_view(), name="api-messages"),
    path("messages/inbox/", views.Inbox.as_view(), name="api-messages-inbox"),
    path("messages/recipients/", views.Recipients.as_view(), name="api-messages-recipients"),
    path(ONE, views.OneMessage.as_view(), name="api-message"),
    path(f"{ONE}read/", views.ReadMessage.as_view(), name="api-message-read"),
    path(f"{ONE}read-back/", views.ReadBack.as_view(), name="api-message-read-back"),
    path(f"{ONE}withdraw/", views.WithdrawMessage.as_view(), name="api-message-withdraw"),
    path("instructions/", desk.Instructions.as_view(), name="api-instructions"),
    path(INSTRUCTION, desk.OneInstruction.as_view(), name="api-instruction"),
    path(
        f"{INSTRUCTION}forward/",
        desk.ForwardInstruction.as_view(),
        name="api-instruction-forward",
    ),
    path(
        f"{INSTRUCTION}answer/",
        desk.AnswerInstruction.as_view(),
        name="api-instruction-answer",
    ),
    path(f"{INSTRUCTION}close/", desk.CloseInstruction.as_view(), name="api-instruction-close"),
    path("calls/", desk.Calls.as_view(), name="api-calls"),
    path("calls/<uuid:call_id>/handle/", desk.HandleCall.as_view(), name="api-call-handle"),
]
