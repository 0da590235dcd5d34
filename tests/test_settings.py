"""Production refuses to start without what it needs, and starts without warnings with it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
COMPLETE = {
    "SECRET_KEY": "a-key-for-this-test-only-" + "0123456789" * 4,
    "ALLOWED_HOSTS": "dog.example",
    "SITE_URL": "https://dog.example",
}


def check(environment, *arguments):
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", "check", *arguments],
        cwd=ROOT,
        env={**inherited, "DJANGO_SETTINGS_MODULE": "dog_site.settings.production", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("missing", COMPLETE)
def test_production_refuses_to_start_without(missing):
    environment = {name: value for name, value in COMPLETE.items() if name != missing}

    result = check(environment)

    assert result.returncode != 0
    assert missing in result.stderr


@pytest.mark.parametrize("name, value", [("SECRET_KEY", "short"), ("ALLOWED_HOSTS", "")])
def test_production_refuses_to_start_with_too_little(name, value):
    result = check({**COMPLETE, name: value})

    assert result.returncode != 0
    assert name in result.stderr


def test_production_has_no_deploy_warnings():
    result = check({**COMPLETE, "SECURITY_CONTACT": "mailto:lek@dog.example"}, "--deploy", "--fail-level", "WARNING")

    assert result.returncode == 0, result.stderr
