from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("events", "0006_entries_keep_their_age"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="eventpage",
            name="sequence",
        ),
    ]
