import django.core.validators
import django.db.models.deletion
import dog_site.core.constraints
import dog_site.core.numbers.money
import funding.models.entries
import modelcluster.fields
import modelsearch.index
import wagtail.models.preview
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True


    dependencies = [
        ('core', '0002_content'),
        ('projects', '0001_initial'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FundingEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('locked', models.BooleanField(default=False, editable=False, verbose_name='locked')),
                ('locked_at', models.DateTimeField(editable=False, null=True, verbose_name='locked at')),
                ('start_year', models.PositiveSmallIntegerField(blank=True, help_text='Example: 2017.', null=True, validators=[django.core.validators.MinValueValidator(1990, 'Write a year from 1990 on, like 2017.'), django.core.validators.MaxValueValidator(2100, 'Write a year up to 2100, like 2017.')], verbose_name='start year')),
                ('start_date', models.DateField(blank=True, help_text='Only when the source gives the day; it fills the year.', null=True, verbose_name='start date')),
                ('end_year', models.PositiveSmallIntegerField(blank=True, help_text='Example: 2020.', null=True, validators=[django.core.validators.MinValueValidator(1990, 'Write a year from 1990 on, like 2017.'), django.core.validators.MaxValueValidator(2100, 'Write a year up to 2100, like 2017.')], verbose_name='end year')),
                ('end_date', models.DateField(blank=True, help_text='Only when the source gives the day; it fills the year.', null=True, verbose_name='end date')),
                ('reference', models.CharField(blank=True, error_messages={'unique': 'There is already an entry with this reference. Leave the field empty for a new one.'}, help_text='Leave empty: the next number is given, like DOG-2017-024. Fixed once published.', max_length=20, unique=True, verbose_name='reference')),
                ('title', models.CharField(help_text='As in the source. Example: PyGrunn.', max_length=255, verbose_name='title')),
                ('year', models.PositiveSmallIntegerField(help_text='The year of the contribution, like 2017.', validators=[funding.models.entries.validate_funding_year], verbose_name='year')),
                ('applicant_text', models.CharField(blank=True, help_text='Word for word. Example: Google/GDC/ gemeente Groningen.', max_length=255, verbose_name='applicant as the source says it')),
                ('contribution', dog_site.core.numbers.money.MoneyField(blank=True, decimal_places=2, help_text='In euros. Example: 12.000 or 12.000,50.', max_digits=12, null=True, verbose_name='municipal contribution')),
                ('contribution_state', models.CharField(choices=[('bekend', 'known'), ('onbekend', 'unknown'), ('niet-vermeld', 'not stated'), ('niet-van-toepassing', 'not applicable')], default='bekend', help_text='No amount? Choose “unknown” for a “?” in the source and “not stated” for an empty cell.', max_length=20, verbose_name='contribution is')),
                ('settled_amount', dog_site.core.numbers.money.MoneyField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='settled amount')),
                ('settled_on', models.DateField(blank=True, null=True, verbose_name='settled on')),
                ('project_size', dog_site.core.numbers.money.MoneyField(blank=True, decimal_places=2, help_text='In euros, the municipal contribution included.', max_digits=12, null=True, verbose_name='total project size')),
                ('project_size_state', models.CharField(choices=[('bekend', 'known'), ('onbekend', 'unknown'), ('niet-vermeld', 'not stated'), ('niet-van-toepassing', 'not applicable')], default='bekend', max_length=20, verbose_name='project size is')),
                ('project_size_scope', models.CharField(choices=[('jaar', 'one year'), ('looptijd', 'the whole period'), ('onbekend', 'not stated')], default='onbekend', help_text='Across years, a size over the whole period counts once per project.', max_length=20, verbose_name='project size covers')),
                ('stage', models.CharField(choices=[('gepland', 'planned'), ('verleend', 'granted'), ('vastgesteld', 'settled'), ('ingetrokken', 'withdrawn')], default='verleend', help_text='Only granted and settled entries count in the totals.', max_length=20, verbose_name='stage')),
                ('award_date', models.DateField(blank=True, help_text='Empty when the source gives none.', null=True, verbose_name='award date')),
                ('description', models.TextField(blank=True, help_text='Plain text, as in the source.', verbose_name='description')),
                ('source_locator', models.CharField(help_text='Needed to publish. Example: bijlage 1, rij 3.', max_length=100, verbose_name='place in the source')),
                ('internal_note', models.TextField(blank=True, help_text='Never leaves this admin.', verbose_name='internal note')),
                ('applicant', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='funding_entries', to='projects.organisation', verbose_name='applicant')),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
                ('locked_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='locked_%(class)ss', to=settings.AUTH_USER_MODEL, verbose_name='locked by')),
                ('project', models.ForeignKey(blank=True, help_text='May stay empty until the page is there.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='funding_entries', to='projects.projectpage', verbose_name='project page')),
                ('theme', models.ForeignKey(help_text='Exactly one, so that themes add up to the total.', on_delete=django.db.models.deletion.PROTECT, related_name='funding_entries', to='projects.theme', verbose_name='theme')),
            ],
            options={
                'verbose_name': 'funding entry',
                'verbose_name_plural': 'funding entries',
                'ordering': ['-year', 'reference'],
                'abstract': False,
            },
            bases=(wagtail.models.preview.PreviewableMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=255, verbose_name='file')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('started_at', models.DateTimeField(auto_now_add=True, verbose_name='started at')),
                ('rows_read', models.PositiveIntegerField(verbose_name='rows read')),
                ('rows_created', models.PositiveIntegerField(verbose_name='rows created')),
                ('rows_unchanged', models.PositiveIntegerField(verbose_name='rows unchanged')),
                ('rows_kept', models.PositiveIntegerField(help_text='Rows that an editor changed after an earlier run.', verbose_name='rows kept')),
                ('plan', models.JSONField(default=dict, verbose_name='plan')),
                ('state', models.CharField(choices=[('gedaan', 'done'), ('geweigerd', 'refused')], default='gedaan', max_length=20, verbose_name='state')),
                ('started_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='started by')),
            ],
            options={
                'verbose_name': 'import',
                'verbose_name_plural': 'imports',
                'ordering': ['-started_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='PublishedFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('number', models.CharField(help_text='How the page refers to it, like D1.', max_length=10, unique=True, verbose_name='number')),
                ('sort_order', models.PositiveSmallIntegerField(default=0, help_text='Lower comes first.', verbose_name='order')),
                ('title', models.CharField(help_text='What the figure is. Example: Totale bijdrage.', max_length=120, verbose_name='title')),
                ('locator', models.CharField(blank=True, help_text='Example: bijlage 1, totaalregel.', max_length=100, verbose_name='place in the source')),
                ('year', models.PositiveSmallIntegerField(help_text='The results page on which this stands, like 2017.', verbose_name='year of the results')),
                ('about_year', models.PositiveSmallIntegerField(blank=True, help_text='Only when that is another year, as with a forecast: 2018.', null=True, validators=[django.core.validators.MinValueValidator(1990, 'Write a year from 1990 on, like 2017.'), django.core.validators.MaxValueValidator(2100, 'Write a year up to 2100, like 2017.')], verbose_name='year it is about')),
                ('kind', models.CharField(choices=[('realisatie', 'result'), ('prognose', 'forecast'), ('opmerking', 'remark about the source')], default='realisatie', max_length=20, verbose_name='kind')),
                ('statement', models.TextField(blank=True, help_text='Word for word. Example: ruim € 470.000,-.', verbose_name='words of the source')),
                ('metric', models.CharField(blank=True, choices=[('bijdrage', 'municipal contribution'), ('projectomvang', 'total project size'), ('multiplier', 'multiplier'), ('projecten', 'number of projects'), ('regels', 'number of entries')], max_length=20, verbose_name='figure')),
                ('scope', models.CharField(choices=[('hoofdtotaal', 'headline total'), ('anders', 'outside the headline themes'), ('alles', 'everything'), ('thema', 'one theme')], default='hoofdtotaal', max_length=20, verbose_name='about')),
                ('wording', models.CharField(choices=[('exact', 'exactly'), ('ruim', 'just over'), ('bijna', 'nearly'), ('circa', 'about'), ('meer-dan', 'more than'), ('ten-minste', 'at least'), ('tussen', 'between')], default='exact', max_length=20, verbose_name='wording')),
                ('value', dog_site.core.numbers.money.MoneyField(blank=True, decimal_places=2, help_text='An amount, a number or a multiplier: 469.427 or 27 or 13,90.', max_digits=12, null=True, verbose_name='value')),
                ('value_max', dog_site.core.numbers.money.MoneyField(blank=True, decimal_places=2, help_text='Only for “between”.', max_digits=12, null=True, verbose_name='up to')),
                ('cannot_be_tested', models.BooleanField(default=False, help_text='Tick when the source counts something other than our entries do; explain it below.', verbose_name='cannot be tested')),
                ('explanation', models.TextField(blank=True, help_text='Shown beside the figure. A difference without an explanation is shown as unexplained.', verbose_name='explanation')),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
                ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.theme', verbose_name='theme')),
            ],
            options={
                'verbose_name': 'stated figure',
                'verbose_name_plural': 'stated figures',
                'ordering': ['year', 'sort_order', 'number'],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='PublishedFigureOmission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funding.fundingentry', verbose_name='entry')),
                ('stated_figure', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='omissions', to='funding.publishedfigure')),
            ],
            options={
                'verbose_name': 'entry left out by the source',
                'verbose_name_plural': 'entries left out by the source',
                'ordering': ['sort_order', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SourceDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('live', models.BooleanField(default=True, editable=False, verbose_name='live')),
                ('has_unpublished_changes', models.BooleanField(default=False, editable=False, verbose_name='has unpublished changes')),
                ('first_published_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='first published at')),
                ('last_published_at', models.DateTimeField(editable=False, null=True, verbose_name='last published at')),
                ('go_live_at', models.DateTimeField(blank=True, null=True, verbose_name='go live date/time')),
                ('expire_at', models.DateTimeField(blank=True, null=True, verbose_name='expiry date/time')),
                ('expired', models.BooleanField(default=False, editable=False, verbose_name='expired')),
                ('title', models.CharField(help_text='Example: Raadsbrief Groningen Digital City, bijlage 1.', max_length=255, verbose_name='title')),
                ('kind', models.CharField(choices=[('raadsbrief', 'council letter'), ('bijlage', 'annex'), ('beschikking', 'decision'), ('jaarrekening', 'annual account'), ('overig', 'other')], max_length=20, verbose_name='kind')),
                ('reference', models.CharField(blank=True, help_text='The number on the document, like 6806242.', max_length=100, verbose_name='reference')),
                ('date', models.DateField(blank=True, help_text='The date on the document.', null=True, verbose_name='date')),
                ('url', models.URLField(blank=True, help_text='Where anybody can read it.', verbose_name='web address')),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.dogdocument', verbose_name='document')),
                ('latest_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='latest revision')),
                ('live_revision', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision', verbose_name='live revision')),
            ],
            options={
                'verbose_name': 'source',
                'verbose_name_plural': 'sources',
                'ordering': ['-date', 'title'],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.AddField(
            model_name='publishedfigure',
            name='source',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='published_figures', to='funding.sourcedocument', verbose_name='source'),
        ),
        migrations.AddField(
            model_name='fundingentry',
            name='source',
            field=models.ForeignKey(help_text='Needed to publish.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='funding_entries', to='funding.sourcedocument', verbose_name='source'),
        ),
        migrations.CreateModel(
            name='FundingPartner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('text', models.CharField(blank=True, help_text='The words of the source. Example: RuG.', max_length=255, verbose_name='as the source says it')),
                ('role', models.CharField(choices=[('aanvrager', 'applicant'), ('uitvoerder', 'executor'), ('medefinancier', 'co-funder'), ('kennispartner', 'knowledge partner'), ('partner', 'partner')], default='partner', max_length=20, verbose_name='role')),
                ('entry', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='partners', to='funding.fundingentry')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='projects.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'participant',
                'verbose_name_plural': 'participants',
                'ordering': ['sort_order', 'pk'],
                'abstract': False,
                'constraints': [dog_site.core.constraints.FieldCheckConstraint(condition=models.Q(('organisation__isnull', False), models.Q(('text', ''), _negated=True), _connector='OR'), field='text', name='fundingpartner_named', violation_error_message='Choose an organisation or write its name as the source does.')],
            },
        ),
        migrations.AddConstraint(
            model_name='publishedfigure',
            constraint=dog_site.core.constraints.FieldCheckConstraint(condition=models.Q(('kind', 'opmerking'), ('value__isnull', False), _connector='OR'), field='value', name='stated_figure_has_value', violation_error_message='Write the stated value, or choose the kind “remark about the source”.'),
        ),
        migrations.AddConstraint(
            model_name='publishedfigure',
            constraint=dog_site.core.constraints.FieldCheckConstraint(condition=models.Q(models.Q(('wording', 'tussen'), _negated=True), models.Q(('value_max__gte', models.F('value')), ('value_max__isnull', False)), _connector='OR'), field='value_max', name='stated_figure_between_bounds', violation_error_message='“Between” needs a second value that is not smaller than the first.'),
        ),
        migrations.AddIndex(
            model_name='fundingentry',
            index=models.Index(fields=['year', 'theme'], name='entry_year_theme'),
        ),
        migrations.AddIndex(
            model_name='fundingentry',
            index=models.Index(fields=['project', 'year'], name='entry_project_year'),
        ),
        migrations.AddIndex(
            model_name='fundingentry',
            index=models.Index(fields=['live', 'stage', 'year'], name='entry_public_year'),
        ),
        migrations.AddConstraint(
            model_name='fundingentry',
            constraint=dog_site.core.constraints.FieldCheckConstraint(condition=models.Q(('start_year__isnull', True), ('end_year__isnull', True), ('end_year__gte', models.F('start_year')), _connector='OR'), field='end_year', name='fundingentry_years_in_order', violation_error_message='The end lies before the start. Correct one of the two years.'),
        ),
        migrations.AddConstraint(
            model_name='fundingentry',
            constraint=dog_site.core.constraints.FieldCheckConstraint(condition=models.Q(('start_date__isnull', True), ('end_date__isnull', True), ('end_date__gte', models.F('start_date')), _connector='OR'), field='end_date', name='fundingentry_dates_in_order', violation_error_message='The end lies before the start. Correct one of the two dates.'),
        ),
        migrations.AddConstraint(
            model_name='fundingentry',
            constraint=dog_site.core.constraints.FieldCheckConstraint(condition=models.Q(models.Q(('contribution__isnull', False), ('contribution_state', 'bekend')), models.Q(('contribution__isnull', True), models.Q(('contribution_state', 'bekend'), _negated=True)), _connector='OR'), field='contribution', name='entry_contribution_matches_state', violation_error_message='Write the amount and choose “known”, or leave it empty and choose “unknown” or “not stated”.'),
        ),
        migrations.AddConstraint(
            model_name='fundingentry',
            constraint=dog_site.core.constraints.FieldCheckConstraint(condition=models.Q(models.Q(('project_size__isnull', False), ('project_size_state', 'bekend')), models.Q(('project_size__isnull', True), models.Q(('project_size_state', 'bekend'), _negated=True)), _connector='OR'), field='project_size', name='entry_size_matches_state', violation_error_message='Write the amount and choose “known”, or leave it empty and choose “unknown” or “not stated”.'),
        ),
        migrations.AddConstraint(
            model_name='fundingentry',
            constraint=dog_site.core.constraints.FieldCheckConstraint(condition=models.Q(('contribution__isnull', True), ('project_size__isnull', True), ('project_size__gte', models.F('contribution')), _connector='OR'), field='project_size', name='entry_size_covers_contribution', violation_error_message='The total project size is smaller than the contribution, which is part of it. Correct one of the two.'),
        ),
        migrations.AddConstraint(
            model_name='fundingentry',
            constraint=dog_site.core.constraints.FieldCheckConstraint(condition=models.Q(('contribution__isnull', True), ('contribution__gte', 0), _connector='OR'), field='contribution', name='entry_contribution_not_negative', violation_error_message='An amount cannot be negative. Leave out the minus sign.'),
        ),
    ]
