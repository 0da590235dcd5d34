"""The sample log-ins of a developer's machine are none in production."""

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from dog_site.operations.development_logins import refuse_development_logins
from home.site_setup import DEVELOPMENT_PASSWORD


def test_development_log_ins_work_in_development():
    assert authenticate(username="cijfers", password=DEVELOPMENT_PASSWORD)


def test_production_refuses_development_log_ins(settings):
    settings.DEVELOPMENT_LOGINS = False

    assert authenticate(username="cijfers", password=DEVELOPMENT_PASSWORD) is None
    with pytest.raises(ImproperlyConfigured, match="beheer, cijfers, cijfers2, communicatie, coordinatie"):
        refuse_development_logins()
    with pytest.raises(CommandError):
        call_command("setup_site", development_logins=True)


def test_production_starts_once_they_are_removed(settings):
    settings.DEVELOPMENT_LOGINS = False

    call_command("remove_development_logins", verbosity=0)

    refuse_development_logins()
