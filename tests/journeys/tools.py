"""What the tests of pages need beside Python: a browser and Node."""

import os

import pytest

NO_CHROMIUM = "There is no Chromium here: install it, or name it in CHROMIUM."


def missing(reason):
    """Skip the test; fail it where everything must run, which `.ci/run` asks for with MISSING_TOOLS=fail."""
    stop = pytest.fail if os.environ.get("MISSING_TOOLS") == "fail" else pytest.skip
    stop(reason)
