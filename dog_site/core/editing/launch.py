"""What the site settings have to say before the site goes public: whose it is, how to reach them, who may use it."""

from django.utils.translation import gettext_lazy as _

from .attention import Kind, Rule, Thing
from .roles import COORDINATION
from .statement_reminder import may_change_the_settings, tab_of_the_settings, the_settings


class NotFilledIn(Rule):
    """What nobody filled in yet, as a visitor misses it."""

    name = "before_launch"
    kind = Kind.SITE
    owner = COORDINATION
    sentence = _("visitors look for this and do not find it")
    of_many = _("%(count)s things that visitors look for and do not find")
    action = _("Fill it in")

    def is_for(self, user):
        return may_change_the_settings(user)

    def things(self, user):
        settings = the_settings()
        known = {
            "sender": (_("Who the sender is"), settings.sender),
            "contact": (_("How to reach the office"), settings.is_reachable),
            "licence": (_("Which licence texts and figures have"), settings.licence),
        }
        for key, (title, value) in known.items():
            if not value:
                yield Thing(key, str(title), tab_of_the_settings(0))
