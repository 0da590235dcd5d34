import django.db.models.deletion
import dog_site.core.blocks
import modelcluster.fields
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
            name='HomePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('summary', models.TextField(blank=True, help_text='One or two sentences for lists and search engines. Example: A week of workshops for the city.', max_length=400, verbose_name='summary')),
                ('headline', models.CharField(blank=True, help_text='The large line at the top.', max_length=120, verbose_name='slogan')),
                ('headline_language', models.CharField(default='en', help_text='en or nl', max_length=10, verbose_name='language of the slogan')),
                ('body', wagtail.fields.StreamField([('heading', 2), ('text', 3), ('picture', 6), ('figure', 11)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'text', 'max_length': 120}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('h2', 'heading'), ('h3', 'subheading')], 'label': 'level'}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1)]], {}), 3: ('dog_site.core.blocks.TextBlock', (), {'features': ['bold', 'italic', 'link', 'ol', 'ul', 'document-link']}), 4: ('wagtail.images.blocks.ImageBlock', [], {'label': 'image'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 250, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('image', 4), ('caption', 5)]], {}), 7: ('wagtail.blocks.ChoiceBlock', [], {'choices': dog_site.core.blocks.metric_choices, 'label': 'figure'}), 8: ('wagtail.blocks.ChoiceBlock', [], {'choices': dog_site.core.blocks.scope_choices, 'label': 'about'}), 9: ('wagtail.blocks.ChoiceBlock', [], {'choices': dog_site.core.blocks.year_choices, 'label': 'year'}), 10: ('wagtail.blocks.ChoiceBlock', [], {'choices': dog_site.core.blocks.wording_choices, 'help_text': '“just over” rounds down, “nearly” rounds up; the words stay true when the entries change.', 'label': 'wording'}), 11: ('wagtail.blocks.StructBlock', [[('metric', 7), ('scope', 8), ('year', 9), ('wording', 10)]], {})}, verbose_name='text')),
            ],
            options={
                'verbose_name': 'home page',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='StandardPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('summary', models.TextField(blank=True, help_text='One or two sentences for lists and search engines. Example: A week of workshops for the city.', max_length=400, verbose_name='summary')),
                ('body', wagtail.fields.StreamField([('heading', 2), ('text', 3), ('picture', 6), ('figure', 11)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'text', 'max_length': 120}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('h2', 'heading'), ('h3', 'subheading')], 'label': 'level'}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1)]], {}), 3: ('dog_site.core.blocks.TextBlock', (), {'features': ['bold', 'italic', 'link', 'ol', 'ul', 'document-link']}), 4: ('wagtail.images.blocks.ImageBlock', [], {'label': 'image'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 250, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('image', 4), ('caption', 5)]], {}), 7: ('wagtail.blocks.ChoiceBlock', [], {'choices': dog_site.core.blocks.metric_choices, 'label': 'figure'}), 8: ('wagtail.blocks.ChoiceBlock', [], {'choices': dog_site.core.blocks.scope_choices, 'label': 'about'}), 9: ('wagtail.blocks.ChoiceBlock', [], {'choices': dog_site.core.blocks.year_choices, 'label': 'year'}), 10: ('wagtail.blocks.ChoiceBlock', [], {'choices': dog_site.core.blocks.wording_choices, 'help_text': '“just over” rounds down, “nearly” rounds up; the words stay true when the entries change.', 'label': 'wording'}), 11: ('wagtail.blocks.StructBlock', [[('metric', 7), ('scope', 8), ('year', 9), ('wording', 10)]], {})}, verbose_name='text')),
            ],
            options={
                'verbose_name': 'standard page',
                'verbose_name_plural': 'standard pages',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='FeaturedProject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='projects.projectpage', verbose_name='project')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='featured_projects', to='home.homepage')),
            ],
            options={
                'verbose_name': 'featured project',
                'ordering': ['sort_order', 'pk'],
                'abstract': False,
            },
        ),
    ]
