"""Forms of the ground floor."""

from django import forms
from django.utils.translation import gettext_lazy as _

from command.core.models import Duty


class SignInForm(forms.Form):
    """User name and password."""

    username = forms.CharField(
        label=_("User name"),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
                "autofocus": True,
            }
        ),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def clean_username(self) -> str:
        """Take the name as it is stored: small letters."""
        return str(self.cleaned_data["username"]).lower()


class CodeForm(forms.Form):
    """A code of the second factor; blanks in it do not matter."""

    code = forms.CharField(
        label=_("Code"),
        max_length=12,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "autofocus": True,
            }
        ),
    )


class PersonForm(forms.Form):
    """Names the person that an act is about."""

    person = forms.UUIDField(widget=forms.HiddenInput)


class LiftForm(PersonForm):
    """Lifting the lock of a name."""


class DisableForm(PersonForm):
    """Closing an account."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class ForgetForm(PersonForm):
    """Forgetting a second factor that was lost."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class NewPasswordForm(PersonForm):
    """A new password for somebody else."""

    password = forms.CharField(
        label=_("New password"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class RegisterForm(forms.Form):
    """A new account; the code of the authority is put before the name."""

    username = forms.CharField(label=_("User name"), max_length=33)
    name = forms.CharField(label=_("Name"), max_length=40)
    password = forms.CharField(
        label=_("First password"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[("zh-hans", "中文"), ("en", "English")]
    )


class GrantForm(PersonForm):
    """A duty over a region."""

    post = forms.ChoiceField(label=_("Post"), choices=Duty.Post.choices)
    region = forms.RegexField(r"[0-9]{6}\Z", label=_("Region"), max_length=6)
    ends_at = forms.DateTimeField(
        label=_("Until"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )


class EndDutyForm(forms.Form):
    """Ending a duty."""

    duty = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Reason"), max_length=200)


class RenewalForm(forms.Form):
    """A new password at sign-in, in place of one that is too old."""

    password = forms.CharField(
        label=_("New password"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "autofocus": True}),
    )


class OwnPasswordForm(forms.Form):
    """The present password and a new one."""

    present = forms.CharField(
        label=_("Present password"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = forms.CharField(
        label=_("New password"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
