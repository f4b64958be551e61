"""Paths of the people's entrance."""

from django.urls import path, re_path

from command.core.views import audit, media, shell, sign_in
from command.core.views.people import People

urlpatterns = [
    path("sign-in/", sign_in.SignIn.as_view(), name="login"),
    path("sign-in/code/", sign_in.SignInCode.as_view(), name="sign-in-code"),
    path("sign-out/", sign_in.sign_out, name="logout"),
    path("demo-code/", sign_in.demo_code, name="demo-code"),
    path("language/", shell.language, name="language"),
    path("landing/", shell.landing, name="landing"),
    path("people/", People.as_view(), name="people"),
    path("audit/", audit.records, name="audit"),
    path("audit/chains/", audit.chains, name="audit-chains"),
    re_path(r"^media/(?P<sha256>[0-9a-f]{64})\Z", media.file, name="media"),
]
