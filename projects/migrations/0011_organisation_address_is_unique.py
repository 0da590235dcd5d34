from django.db import migrations, models


class Migration(migrations.Migration):
    # A migration of its own: PostgreSQL does not alter a table in the transaction that filled it.
    dependencies = [("projects", "0010_organisation_address")]

    operations = [
        migrations.AlterField(
            model_name="organisation",
            name="slug",
            field=models.SlugField(editable=False, max_length=120, unique=True, verbose_name="address"),
        ),
    ]
