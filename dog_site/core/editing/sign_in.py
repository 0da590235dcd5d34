"""The form with which staff sign in: Wagtail's own, of which one label is English and others say "je"."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm


class SignInForm(LoginForm):
    error_messages = {
        **LoginForm.error_messages,
        "invalid_login": _("This user name and password do not belong together. Please try again."),
    }

    def __init__(self, request=None, *args, **kwargs):
        super().__init__(request, *args, **kwargs)
        self.fields["password"].label = _("Password")
        for name in ("username", "password"):
            self.fields[name].widget.attrs.pop("placeholder", None)
