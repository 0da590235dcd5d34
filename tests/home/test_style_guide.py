"""The style guide shows every component, on a developer's machine only."""

import os
import subprocess
import sys

import pytest

from dog_site.core.blocks import BodyBlock
from tests.pages import text
from tests.test_settings import COMPLETE, ROOT


def test_the_style_guide_shows_each_block_and_each_state_of_a_figure(client, settings):
    settings.STYLE_GUIDE = True

    response = client.get("/stijl/")

    assert response.status_code == 200
    words = text(response.content)
    names = [str(block.label) for block in BodyBlock().offered_blocks.values()]
    assert [name for name in [*names, "niet vermeld", "ondergrens", "33,45"] if name not in words] == []


def test_visitors_find_no_style_guide(client):
    assert client.get("/stijl/").status_code == 404


@pytest.mark.parametrize("name, is_on", [("dev", "True"), ("production", "False")])
def test_only_development_has_the_style_guide(name, is_on):
    code = "from django.conf import settings; print(settings.STYLE_GUIDE)"
    environment = {**os.environ, **COMPLETE, "DJANGO_SETTINGS_MODULE": f"dog_site.settings.{name}"}

    result = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )

    assert result.stdout.strip() == is_on
