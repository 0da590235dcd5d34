"""Forms of the admin: what the schedule did is done, and stands in nobody's way."""

from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm

MOMENTS = ("go_live_at", "expire_at")


class PassedMoments:
    """Mixin: a planned moment that has passed is not in the form any more, nor in what was sent of it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        now = timezone.now()
        self.passed = {name: moment for name in MOMENTS if (moment := self.initial.get(name)) and moment < now}
        self.initial |= dict.fromkeys(self.passed)

    def clean_go_live_at(self):
        return self._unless_passed("go_live_at")

    def clean_expire_at(self):
        return self._unless_passed("expire_at")

    def _unless_passed(self, name):
        """What was typed; nothing when that is the moment that has passed, from a form that was opened before."""
        typed, passed = self.cleaned_data[name], self.passed.get(name)
        is_the_same = typed and passed and abs(typed - passed) < timezone.timedelta(minutes=1)
        return None if is_the_same else typed


class PageForm(PassedMoments, WagtailAdminPageForm):
    pass


class ItemForm(PassedMoments, WagtailAdminModelForm):
    pass
