from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    """Search that forgives a typing error, on PostgreSQL only; on another database this does nothing."""

    dependencies = [("core", "0002_content")]

    operations = [TrigramExtension()]
