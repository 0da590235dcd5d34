import secrets

from django.db import migrations, models


def give_token(apps, schema_editor):
    apps.get_model("core", "ContentVersion").objects.update(token=secrets.token_hex(16))


class Migration(migrations.Migration):
    dependencies = [("core", "0015_synonyms")]

    operations = [
        migrations.AddField(
            model_name="contentversion",
            name="token",
            field=models.CharField(default="", db_default="", max_length=32, verbose_name="token"),
        ),
        migrations.RunPython(give_token, migrations.RunPython.noop),
    ]
