"""What `make run` hands to the site."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "given, of_shell, address",
    [
        ([], {}, "http://127.0.0.1:8000"),
        (["PORT=8123"], {}, "http://127.0.0.1:8123"),
        (["PORT=8123", "HOST=localhost"], {}, "http://localhost:8123"),
        (["PORT=8123"], {"SITE_URL": "https://dog.example"}, "https://dog.example"),
    ],
)
def test_the_address_of_the_site_follows_where_it_is_served(tmp_path, given, of_shell, address):
    """The command that would start the site prints its own environment instead."""
    told = subprocess.run(
        ["make", "--silent", "--assume-old=.venv/.installed", "run", "MANAGE=printenv SITE_URL #", *given],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **of_shell},
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.strip() == address
