from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0007_press_contact")]

    operations = [
        migrations.AddField(
            model_name="sitesettings",
            name="accessibility_reply_term",
            field=models.CharField(
                blank=True,
                help_text="The term in words. Example: 5 working days. Empty: the page says that the term is not known.",
                max_length=60,
                verbose_name="reply within",
            ),
        ),
    ]
