"""Draws what is made up: words one by one from the texts of 2017, since repeated sentences would flatter gzip.

The same come out each time.
"""

import re
from datetime import UTC, datetime
from random import Random

from content_2017.loading import ROWS_FILE
from projects.models import Role

YEARS = range(2017, 2027)
PUBLISHED = datetime(2026, 3, 14, 12, tzinfo=UTC)
WORDS = sorted(set(re.findall(r"[A-Za-z]{3,}", ROWS_FILE.read_text(encoding="utf-8"))))
# How often somebody is an organisation of the list and not words only.
WITH_ORGANISATION = 0.6

random = Random(2017)


def participations(organisations):
    """An applicant and up to four partners, some chosen from the list and some in words only."""
    for order in range(random.randint(1, 5)):
        organisation = random.choice(organisations) if random.random() < WITH_ORGANISATION else None
        role = Role.PARTNER if order else Role.APPLICANT
        yield {
            "organisation": organisation,
            "text": "" if organisation else title(2),
            "role": role,
            "sort_order": order,
        }


def draw(parts):
    return random.choices(list(parts), weights=parts.values())[0]


def title(words):
    return " ".join(random.choices(WORDS, k=words)).capitalize()


def sentence(words):
    return f"{title(words)}."
