import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import dog_site.core.blocks
import dog_site.core.constraints
import modelcluster.fields
import modelsearch.index
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0002_content'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='ProjectIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('summary', models.TextField(blank=True, help_text='One or two sentences for lists and search engines. Example: A week of workshops for the city.', max_length=400, verbose_name='summary')),
            ],
            options={
                'verbose_name': 'list of projects',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('name', models.CharField(help_text='Example: Hanzehogeschool.', max_length=200, verbose_name='name')),
                ('aliases', models.TextField(blank=True, help_text='Names under which sources mention this organisation, one per line. Example: RuG.', verbose_name='other names')),
                ('kind', models.CharField(choices=[('bedrijf', 'company'), ('overheid', 'government'), ('onderwijs', 'education or research'), ('zorg', 'care'), ('netwerk', 'foundation, association or network'), ('onbekend', 'not known')], default='onbekend', max_length=20, verbose_name='kind')),
                ('kvk_number', models.CharField(blank=True, help_text='Eight digits, or empty when it is not known.', max_length=8, validators=[django.core.validators.RegexValidator('^[0-9]{8}$', 'A KvK number has 8 digits, like 12345678.')], verbose_name='KvK number')),
                ('website', models.URLField(blank=True, help_text='Example: https://www.example.nl', verbose_name='website')),
                ('is_municipality', models.BooleanField(default=False, help_text='Entries it applied for are marked, and the total without them is shown next to it.', verbose_name='is the municipality itself')),
                ('is_generic', models.BooleanField(default=False, help_text='For words like “regional businesses” that name nobody in particular.', verbose_name='is a group, not one organisation')),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
            ],
            options={
                'verbose_name': 'organisation',
                'verbose_name_plural': 'organisations',
                'ordering': ['name'],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='ProjectPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('summary', models.TextField(blank=True, help_text='One or two sentences for lists and search engines. Example: A week of workshops for the city.', max_length=400, verbose_name='summary')),
                ('start_year', models.PositiveSmallIntegerField(blank=True, help_text='Example: 2017.', null=True, validators=[django.core.validators.MinValueValidator(1990, 'Write a year from 1990 on, like 2017.'), django.core.validators.MaxValueValidator(2100, 'Write a year up to 2100, like 2017.')], verbose_name='start year')),
                ('start_date', models.DateField(blank=True, help_text='Only when the source gives the day; it fills the year.', null=True, verbose_name='start date')),
                ('end_year', models.PositiveSmallIntegerField(blank=True, help_text='Example: 2020.', null=True, validators=[django.core.validators.MinValueValidator(1990, 'Write a year from 1990 on, like 2017.'), django.core.validators.MaxValueValidator(2100, 'Write a year up to 2100, like 2017.')], verbose_name='end year')),
                ('end_date', models.DateField(blank=True, help_text='Only when the source gives the day; it fills the year.', null=True, verbose_name='end date')),
                ('status', models.CharField(choices=[('gepland', 'planned'), ('in-uitvoering', 'under way'), ('afgerond', 'finished'), ('gestopt', 'stopped'), ('niet-vermeld', 'not stated')], default='niet-vermeld', max_length=20, verbose_name='status')),
                ('body', wagtail.fields.StreamField([('heading', 2), ('text', 3), ('picture', 6), ('figure', 11)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'text', 'max_length': 120}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('h2', 'heading'), ('h3', 'subheading')], 'label': 'level'}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1)]], {}), 3: ('dog_site.core.blocks.TextBlock', (), {'features': ['bold', 'italic', 'link', 'ol', 'ul', 'document-link']}), 4: ('wagtail.images.blocks.ImageBlock', [], {'label': 'image'}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'caption', 'max_length': 250, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('image', 4), ('caption', 5)]], {}), 7: ('wagtail.blocks.ChoiceBlock', [], {'choices': dog_site.core.blocks.metric_choices, 'label': 'figure'}), 8: ('wagtail.blocks.ChoiceBlock', [], {'choices': dog_site.core.blocks.scope_choices, 'label': 'about'}), 9: ('wagtail.blocks.ChoiceBlock', [], {'choices': dog_site.core.blocks.year_choices, 'label': 'year'}), 10: ('wagtail.blocks.ChoiceBlock', [], {'choices': dog_site.core.blocks.wording_choices, 'help_text': '“just over” rounds down, “nearly” rounds up; the words stay true when the entries change.', 'label': 'wording'}), 11: ('wagtail.blocks.StructBlock', [[('metric', 7), ('scope', 8), ('year', 9), ('wording', 10)]], {})}, verbose_name='text')),
                ('image', models.ForeignKey(blank=True, help_text='Shown above the text. The description of the image is read aloud to anyone who cannot see it.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.dogimage', verbose_name='image')),
            ],
            options={
                'verbose_name': 'project',
                'verbose_name_plural': 'projects',
                'abstract': False,
            },
            bases=('wagtailcore.page', models.Model),
        ),
        migrations.CreateModel(
            name='ProjectPartner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('text', models.CharField(blank=True, help_text='The words of the source. Example: RuG.', max_length=255, verbose_name='as the source says it')),
                ('role', models.CharField(choices=[('aanvrager', 'applicant'), ('uitvoerder', 'executor'), ('medefinancier', 'co-funder'), ('kennispartner', 'knowledge partner'), ('partner', 'partner')], default='partner', max_length=20, verbose_name='role')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='projects.organisation', verbose_name='organisation')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='partners', to='projects.projectpage')),
            ],
            options={
                'verbose_name': 'participant',
                'verbose_name_plural': 'participants',
                'ordering': ['sort_order', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('name', models.CharField(help_text='Example: Knowledge & Innovation.', max_length=100, unique=True, verbose_name='name')),
                ('slug', models.SlugField(help_text="The last part of the theme's address, as in /themas/<slug>/. Fixed once published.", unique=True, verbose_name='slug')),
                ('introduction', models.TextField(blank=True, help_text='One or two sentences about what belongs here.', verbose_name='introduction')),
                ('colour', models.CharField(blank=True, help_text="The tint of the theme's label and bar, like #2b4fc4.", max_length=7, validators=[django.core.validators.RegexValidator('^#[0-9a-fA-F]{6}$', 'Write a colour as # and six digits or letters from a to f, like #2b4fc4.')], verbose_name='colour')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, help_text='Lower comes first. Example: 10.', verbose_name='order')),
                ('counts_in_headline', models.BooleanField(default=True, help_text='Off for what a source shows apart, such as “Anders”.', verbose_name='counts in the headline total')),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
            ],
            options={
                'verbose_name': 'theme',
                'verbose_name_plural': 'themes',
                'ordering': ['sort_order', 'name'],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.AddField(
            model_name='projectpage',
            name='theme',
            field=models.ForeignKey(help_text='A project belongs to exactly one theme.', on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='projects.theme', verbose_name='theme'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('name'), name='organisation_name_unique', violation_error_message='There is already an organisation with this name. Use that one.'),
        ),
        migrations.AddConstraint(
            model_name='projectpartner',
            constraint=dog_site.core.constraints.FieldCheckConstraint(condition=models.Q(('organisation__isnull', False), models.Q(('text', ''), _negated=True), _connector='OR'), field='text', name='projectpartner_named', violation_error_message='Choose an organisation or write its name as the source does.'),
        ),
        migrations.AddConstraint(
            model_name='projectpage',
            constraint=dog_site.core.constraints.FieldCheckConstraint(condition=models.Q(('start_year__isnull', True), ('end_year__isnull', True), ('end_year__gte', models.F('start_year')), _connector='OR'), field='end_year', name='projectpage_years_in_order', violation_error_message='The end lies before the start. Correct one of the two years.'),
        ),
        migrations.AddConstraint(
            model_name='projectpage',
            constraint=dog_site.core.constraints.FieldCheckConstraint(condition=models.Q(('start_date__isnull', True), ('end_date__isnull', True), ('end_date__gte', models.F('start_date')), _connector='OR'), field='end_date', name='projectpage_dates_in_order', violation_error_message='The end lies before the start. Correct one of the two dates.'),
        ),
    ]
