"""What needs attention, as text: for the log of a nightly job, and as a mail to who can mend it."""

from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import get_connection, send_mail
from django.template.loader import render_to_string
from django.utils.translation import ngettext, override

from .asking import FEW, Found, ask
from .bureau.attention import Line, lines_of


def everything() -> list[Found]:
    """What all rules find, whoever may mend it."""
    return ask(get_user_model()(is_superuser=True, is_active=True))


def by_owner(found: Iterable[Found]) -> dict[str, list[Line]]:
    """The lines of what was found, by the group that mends it."""
    lines = defaultdict(list)
    for each in found:
        lines[each.rule.owner] += lines_of(each, together=each.total > FEW)
    return dict(sorted(lines.items()))


def send(owners: Iterable[str]) -> tuple[list[str], list[str]]:
    """Mail the members of each group what they can mend; gives who got one, and whom it could not be sent to.

    Nobody gets a mail about nothing. A colleague without an address is named, and so is one whose mail was refused.
    """
    sent, missed = [], []
    connection = get_connection()
    for user in _members(owners):
        lines = by_owner(each for each in ask(user) if each.rule.owner in _groups_of(user))
        if lines:
            (sent if _is_sent(user, lines, connection) else missed).append(user.get_username())
    connection.close()
    return sent, missed


def _is_sent(user, lines, connection):
    if not user.email:
        return False
    try:
        # The first one that is sent opens the connection.
        connection.open()
        send_mail(*_words(user, lines), None, [user.email], connection=connection)
    except OSError:
        return False
    return True


def _members(groups):
    users = get_user_model().objects.filter(is_active=True, groups__name__in=list(groups)).distinct()
    return users.prefetch_related("groups").order_by("pk")


def _groups_of(user):
    return {group.name for group in user.groups.all()}


def _words(user, lines):
    """The subject and the text of the mail, in the language of who gets it."""
    profile = getattr(user, "wagtail_userprofile", None)
    with override(profile.get_preferred_language() if profile else settings.LANGUAGE_CODE):
        count = sum(len(of_owner) for of_owner in lines.values())
        subject = ngettext("%(count)s thing needs your attention", "%(count)s things need your attention", count)
        subject = subject % {"count": count}
        context = {"user": user, "lines": lines, "site": settings.WAGTAILADMIN_BASE_URL, "subject": subject}
        return subject, render_to_string("desk/digest.txt", context).strip() + "\n"
