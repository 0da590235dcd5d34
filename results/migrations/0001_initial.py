import django.db.models.deletion
import dog_site.core.blocks
import funding.models.entries
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('projects', '0001_initial'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='ResultsIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('summary', models.TextField(blank=True, help_text='One or two sentences for lists and search engines. Example: A week of workshops for the city.', max_length=400, verbose_name='summary')),
            ],
            options={
                'verbose_name': 'overview of results',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ThemeOverviewPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('summary', models.TextField(blank=True, help_text='One or two sentences for lists and search engines. Example: A week of workshops for the city.', max_length=400, verbose_name='summary')),
            ],
            options={
                'verbose_name': 'overview of themes',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='YearlyResultsPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('summary', models.TextField(blank=True, help_text='One or two sentences for lists and search engines. Example: A week of workshops for the city.', max_length=400, verbose_name='summary')),
                ('year', models.PositiveSmallIntegerField(error_messages={'unique': 'There is already a results page of this year. Edit that one.'}, help_text='The address follows it: /resultaten/2017/.', unique=True, validators=[funding.models.entries.validate_funding_year], verbose_name='year')),
                ('body', wagtail.fields.StreamField([('heading', 2), ('text', 3), ('picture', 6), ('figure', 11)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'text', 'max_length': 120}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('h2', 'heading'), ('h3', 'subheading')], 'label': 'level'}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1)]], {}), 3: ('dog_site.core.blocks.TextBlock', (), {'features': ['bold', 'italic', 'link', 'ol', 'ul', 'document-link']}), 4: ('wagtail.images.blocks.ImageBlock', [], {'label': 'image'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 250, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('image', 4), ('caption', 5)]], {}), 7: ('wagtail.blocks.ChoiceBlock', [], {'choices': dog_site.core.blocks.metric_choices, 'label': 'figure'}), 8: ('wagtail.blocks.ChoiceBlock', [], {'choices': dog_site.core.blocks.scope_choices, 'label': 'about'}), 9: ('wagtail.blocks.ChoiceBlock', [], {'choices': dog_site.core.blocks.year_choices, 'label': 'year'}), 10: ('wagtail.blocks.ChoiceBlock', [], {'choices': dog_site.core.blocks.wording_choices, 'help_text': '“just over” rounds down, “nearly” rounds up; the words stay true when the entries change.', 'label': 'wording'}), 11: ('wagtail.blocks.StructBlock', [[('metric', 7), ('scope', 8), ('year', 9), ('wording', 10)]], {})}, verbose_name='text')),
            ],
            options={
                'verbose_name': 'results of a year',
                'verbose_name_plural': 'results per year',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ThemePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('summary', models.TextField(blank=True, help_text='One or two sentences for lists and search engines. Example: A week of workshops for the city.', max_length=400, verbose_name='summary')),
                ('body', wagtail.fields.StreamField([('heading', 2), ('text', 3), ('picture', 6), ('figure', 11)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'text', 'max_length': 120}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('h2', 'heading'), ('h3', 'subheading')], 'label': 'level'}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1)]], {}), 3: ('dog_site.core.blocks.TextBlock', (), {'features': ['bold', 'italic', 'link', 'ol', 'ul', 'document-link']}), 4: ('wagtail.images.blocks.ImageBlock', [], {'label': 'image'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 250, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('image', 4), ('caption', 5)]], {}), 7: ('wagtail.blocks.ChoiceBlock', [], {'choices': dog_site.core.blocks.metric_choices, 'label': 'figure'}), 8: ('wagtail.blocks.ChoiceBlock', [], {'choices': dog_site.core.blocks.scope_choices, 'label': 'about'}), 9: ('wagtail.blocks.ChoiceBlock', [], {'choices': dog_site.core.blocks.year_choices, 'label': 'year'}), 10: ('wagtail.blocks.ChoiceBlock', [], {'choices': dog_site.core.blocks.wording_choices, 'help_text': '“just over” rounds down, “nearly” rounds up; the words stay true when the entries change.', 'label': 'wording'}), 11: ('wagtail.blocks.StructBlock', [[('metric', 7), ('scope', 8), ('year', 9), ('wording', 10)]], {})}, verbose_name='text')),
                ('theme', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='page', to='projects.theme', verbose_name='theme')),
            ],
            options={
                'verbose_name': 'theme page',
                'verbose_name_plural': 'theme pages',
            },
            bases=('wagtailcore.page',),
        ),
    ]
