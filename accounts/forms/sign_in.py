"""Forms of allauth in words of our pages: «электронная почта», no hints inside the boxes."""

from typing import Any

from allauth.account.forms import LoginForm, ResetPasswordForm
from django import forms


def _plain(form: forms.Form, email: str) -> None:
    form.fields[email].label = "Электронная почта"
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, "login")


class PasswordResetForm(ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _plain(self, "email")
