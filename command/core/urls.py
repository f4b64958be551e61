"""Paths of the people's entrance."""

from django.urls import include, path, register_converter

from command.core.paths import PreviewSize, Sha256
from command.core.views import audit, media, rules, shell, sign_in
from command.core.views.account import OwnPassword
from command.core.views.people import People
from command.core.views.renewal import RenewPassword

register_converter(Sha256, "sha256")
register_converter(PreviewSize, "preview")

urlpatterns = [
    path("sign-in/", sign_in.SignIn.as_view(), name="login"),
    path("sign-in/code/", sign_in.SignInCode.as_view(), name="sign-in-code"),
    path("sign-in/password/", RenewPassword.as_view(), name="sign-in-password"),
    path("sign-out/", sign_in.sign_out, name="logout"),
    path("demo-code/", sign_in.demo_code, name="demo-code"),
    path("language/", shell.language, name="language"),
    path("landing/", shell.landing, name="landing"),
    path("password/", OwnPassword.as_view(), name="password"),
    path("people/", People.as_view(), name="people"),
    path("admin-ui/rules/", rules.shelf, name="rules"),
    path("admin-ui/rules/<slug:book>/", rules.pages, name="rule-book"),
    path("admin-ui/rules/<slug:book>/new/", rules.NewRule.as_view(), name="rule-new"),
    path("admin-ui/rules/<slug:book>/<uuid:rule_id>/", rules.OneRule.as_view(), name="rule"),
    path("audit/", audit.records, name="audit"),
    path("audit/chains/", audit.chains, name="audit-chains"),
    path("media/<sha256:sha256>", media.file, name="media"),
    path("media/<sha256:sha256>/<preview:size>/", media.preview, name="media-preview"),
    path("media/uploads/", include("command.core.uploads.urls")),
]
