from django.db import migrations, models

# The colours that load_2017 gave; any other one becomes grey, which an editor may change.
TINTS = {"#2b4fc4": "blauw", "#9c2a6b": "paars", "#a8470a": "oranje", "#00707f": "petrol"}


def from_colour(apps, schema_editor):
    for theme in apps.get_model("projects", "Theme").objects.all():
        theme.tint = TINTS.get(theme.colour.lower(), "grijs")
        theme.save(update_fields=["tint"])


def to_colour(apps, schema_editor):
    colours = {tint: colour for colour, tint in TINTS.items()}
    for theme in apps.get_model("projects", "Theme").objects.all():
        theme.colour = colours.get(theme.tint, "#56625b")
        theme.save(update_fields=["colour"])


class Migration(migrations.Migration):
    """A theme has a tint with a shape of its own instead of any colour: charts, labels and patterns use it."""

    dependencies = [("projects", "0002_body_blocks")]

    operations = [
        migrations.AddField(
            model_name="theme",
            name="tint",
            field=models.CharField(
                choices=[
                    ("blauw", "blue, squares"),
                    ("paars", "purple, quarter circles"),
                    ("oranje", "orange, triangles"),
                    ("petrol", "teal, circles"),
                    ("grijs", "grey, stripes"),
                    ("rood", "red, diamonds"),
                    ("bruin", "brown, half circles"),
                ],
                default="grijs",
                help_text="The colour and the shape of the theme's label, bars and patterns. Give each theme its own.",
                max_length=10,
                verbose_name="tint",
            ),
        ),
        migrations.RunPython(from_colour, to_colour),
        migrations.RemoveField(model_name="theme", name="colour"),
    ]
