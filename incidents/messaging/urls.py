"""Paths of the people's pages of messaging."""

from django.urls import path

from incidents.messaging import desk_pages as desk
from incidents.messaging import views

ONE = "c/<uuid:message_id>/"

urlpatterns = [
    path("c/", views.messages, name="messages"),
    path("c/thread/", views.thread, name="messages-thread"),
    path("c/side/", views.side, name="messages-side"),
    path("c/addressed/", views.addressed, name="messages-addressed"),
    path("c/send/", views.send, name="messages-send"),
    path(ONE, views.message, name="message"),
    path(f"{ONE}read/", views.read, name="message-read"),
    path(f"{ONE}read-back/", views.say_back, name="message-read-back"),
    path(f"{ONE}withdraw/", views.withdraw, name="message-withdraw"),
    path("c/instructions/new/", desk.new_instruction, name="instruction-new"),
    path("c/instructions/<uuid:instruction_id>/", desk.instruction, name="instruction"),
    path("c/calls/new/", desk.new_call, name="call-new"),
    path("c/calls/<uuid:call_id>/", desk.call, name="call"),
    path("i/<uuid:incident_id>/messages/", views.incident_messages, name="incident-messages"),
]
