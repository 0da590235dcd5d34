from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("core", "0009_reply_term_in_words")]

    operations = [
        migrations.RemoveConstraint(model_name="sitesettings", name="sitesettings_reply_takes_time"),
        migrations.RemoveField(model_name="sitesettings", name="accessibility_reply_unit"),
        migrations.RemoveField(model_name="sitesettings", name="accessibility_reply_within"),
    ]
