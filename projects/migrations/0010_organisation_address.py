import django.db.models.deletion
from django.db import migrations, models
from django.utils.text import slugify


def give_addresses(apps, schema_editor):
    """Each organisation gets its name as an address, with a number where another has it already."""
    taken = set()
    Organisation = apps.get_model("projects", "Organisation")
    for organisation in Organisation.objects.order_by("pk"):
        slug = slugify(organisation.name)[:115] or "organisatie"
        number, free = 2, slug
        while free in taken:
            number, free = number + 1, f"{slug}-{number}"
        taken.add(free)
        Organisation.objects.filter(pk=organisation.pk).update(slug=free)


class Migration(migrations.Migration):
    dependencies = [("projects", "0009_contact_block")]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                help_text=(
                    "Chosen when one organisation stands here twice: its projects, events and amounts are then shown "
                    "with the other, and its address leads there."
                ),
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="projects.organisation",
                verbose_name="is the same as",
            ),
        ),
        migrations.AddField(
            model_name="organisation",
            name="slug",
            # Without an index, which the next migration makes once it is unique.
            field=models.CharField(editable=False, max_length=120, null=True, verbose_name="address"),
        ),
        migrations.RunPython(give_addresses, migrations.RunPython.noop),
    ]
