"""The number and the unit of the term become the words that visitors read, and go back to what they were."""

import re

from django.db import migrations

# One and several of each unit that could be chosen.
UNITS = {"werkdagen": ("werkdag", "werkdagen"), "weken": ("week", "weken")}
# What the field of the number could hold.
MOST = 32_767


def in_words(number, unit):
    """The term as the page printed it; no words where it was not known."""
    if number is None:
        return ""
    one, several = UNITS[unit]
    return f"{number} {one if number == 1 else several}"


def number_and_unit(term):
    """What the words were made of; no number for words that no number and unit can say."""
    found = re.fullmatch(r"([0-9]{1,5}) (.+)", term)
    for unit, words in UNITS.items():
        if found and found[2] in words and 1 <= int(found[1]) <= MOST:
            return int(found[1]), unit
    return None, "werkdagen"


def forwards(apps, schema_editor):
    for settings in apps.get_model("core", "SiteSettings").objects.all():
        settings.accessibility_reply_term = in_words(
            settings.accessibility_reply_within, settings.accessibility_reply_unit
        )
        settings.save(update_fields=["accessibility_reply_term"])


def backwards(apps, schema_editor):
    for settings in apps.get_model("core", "SiteSettings").objects.all():
        number, unit = number_and_unit(settings.accessibility_reply_term)
        settings.accessibility_reply_within, settings.accessibility_reply_unit = number, unit
        settings.save(update_fields=["accessibility_reply_within", "accessibility_reply_unit"])


class Migration(migrations.Migration):
    dependencies = [("core", "0008_accessibility_reply_term")]

    operations = [migrations.RunPython(forwards, backwards)]
