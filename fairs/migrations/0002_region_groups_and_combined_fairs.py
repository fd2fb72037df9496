import django.core.validators
import django.db.models.deletion
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models
from fairs.migrations import Together


class Migration(migrations.Migration):

    dependencies = [
        ('fairs', '0001_initial'),
    ]

    operations = [
        Together([
        migrations.CreateModel(
            name='RegionGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='UUID')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('modified_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='fairs.source', verbose_name='source')),
                ('source_note', models.TextField(blank=True, help_text='Internal: never published.', verbose_name='note on the source')),
                ('code', models.CharField(max_length=60, unique=True, validators=[django.core.validators.RegexValidator('^[A-Za-z0-9][A-Za-z0-9-]*\\Z', 'Use ASCII letters, digits and hyphens only, starting with a letter or digit.')], verbose_name='code')),
                ('name_zh_hans', models.CharField(blank=True, max_length=100, verbose_name='name (Chinese)')),
                ('name_en', models.CharField(blank=True, max_length=100, verbose_name='name (English)')),
                ('reporting', models.BooleanField(default=False, help_text='Reports on a programme show its sum.', verbose_name='reporting group')),
            ],
            options={
                'verbose_name': 'group of regions',
                'verbose_name_plural': 'groups of regions',
                'ordering': ['code'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name_en', ''), ('name_zh_hans', ''), _negated=True), name='fairs_regiongroup_has_name', violation_error_message='Enter a name in Chinese or in English.')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalRegionGroup',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('uuid', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name='UUID')),
                ('created_at', models.DateTimeField(blank=True, editable=False, verbose_name='created')),
                ('modified_at', models.DateTimeField(blank=True, editable=False, verbose_name='changed')),
                ('history_change_reason', models.TextField(null=True)),
                ('source_note', models.TextField(blank=True, help_text='Internal: never published.', verbose_name='note on the source')),
                ('code', models.CharField(db_index=True, max_length=60, validators=[django.core.validators.RegexValidator('^[A-Za-z0-9][A-Za-z0-9-]*\\Z', 'Use ASCII letters, digits and hyphens only, starting with a letter or digit.')], verbose_name='code')),
                ('name_zh_hans', models.CharField(blank=True, max_length=100, verbose_name='name (Chinese)')),
                ('name_en', models.CharField(blank=True, max_length=100, verbose_name='name (English)')),
                ('reporting', models.BooleanField(default=False, help_text='Reports on a programme show its sum.', verbose_name='reporting group')),
                ('source', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='fairs.source', verbose_name='source')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical group of regions',
                'verbose_name_plural': 'historical groups of regions',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='RegionGroupMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='UUID')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('modified_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='fairs.regiongroup', verbose_name='group')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='fairs.region', verbose_name='region')),
            ],
            options={
                'verbose_name': 'member of a group of regions',
                'verbose_name_plural': 'members of groups of regions',
                'ordering': ['group', 'region'],
                'constraints': [models.UniqueConstraint(fields=('group', 'region'), name='region_group_member_unique', violation_error_message='The region is already in this group.')],
            },
        ),
        migrations.CreateModel(
            name='HistoricalRegionGroupMember',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('uuid', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name='UUID')),
                ('created_at', models.DateTimeField(blank=True, editable=False, verbose_name='created')),
                ('modified_at', models.DateTimeField(blank=True, editable=False, verbose_name='changed')),
                ('history_change_reason', models.TextField(null=True)),
                ('group', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='fairs.regiongroup', verbose_name='group')),
                ('region', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='fairs.region', verbose_name='region')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical member of a group of regions',
                'verbose_name_plural': 'historical members of groups of regions',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        ]),
        Together([
        migrations.AddField(
            model_name='edition',
            name='combined_with',
            field=models.ForeignKey(blank=True, help_text='The leading edition, where several are held as one: their space is counted once.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='combined', to='fairs.edition', verbose_name='combined with'),
        ),
        migrations.AddField(
            model_name='historicaledition',
            name='combined_with',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='The leading edition, where several are held as one: their space is counted once.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='fairs.edition', verbose_name='combined with'),
        ),
        migrations.AddField(
            model_name='historicalsession',
            name='moved_from',
            field=models.CharField(blank=True, editable=False, max_length=40, verbose_name='dates before it moved'),
        ),
        migrations.AddField(
            model_name='session',
            name='moved_from',
            field=models.CharField(blank=True, editable=False, max_length=40, verbose_name='dates before it moved'),
        ),
        ]),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(('combined_with__isnull', True), models.Q(('combined_with', models.F('pk')), _negated=True), _connector='OR'), name='edition_not_combined_with_itself', violation_error_message='An edition cannot be combined with itself.'),
        ),
        migrations.AddIndex(
            model_name='edition',
            index=models.Index(fields=['year'], name='edition_year'),
        ),
    ]
