import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('calendar', '0001_initial'), ('calendar', '0002_occurrences_and_places')]

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Listing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=60, unique=True, verbose_name='key')),
                ('subject', models.CharField(db_index=True, max_length=80, verbose_name='made from')),
                ('kind', models.CharField(max_length=12, verbose_name='kind')),
                ('uid', models.CharField(max_length=80, verbose_name='UID')),
                ('audience', models.CharField(default='public', max_length=60, verbose_name='audience')),
                ('sequence', models.PositiveIntegerField(default=0, verbose_name='SEQUENCE')),
                ('revision', models.PositiveBigIntegerField(unique=True, verbose_name='revision')),
                ('modified', models.DateTimeField(verbose_name='changed')),
                ('start', models.DateTimeField(verbose_name='start')),
                ('end', models.DateTimeField(verbose_name='end')),
                ('status', models.CharField(max_length=12, verbose_name='status')),
                ('latitude', models.FloatField(null=True, verbose_name='latitude')),
                ('longitude', models.FloatField(null=True, verbose_name='longitude')),
                ('tzids', models.CharField(blank=True, max_length=100, verbose_name='time zones')),
                ('search', models.TextField(blank=True, verbose_name='search text')),
                ('vevent_zh_hans', models.BinaryField(default=b'')),
                ('vevent_en', models.BinaryField(default=b'')),
                ('payload', models.BinaryField(default=b'')),
                ('content_digest', models.BinaryField(max_length=32)),
                ('row_digest', models.BinaryField(max_length=32)),
                ('recurring', models.BooleanField(default=False, verbose_name='recurring')),
                ('withdrawn', models.BooleanField(default=False, verbose_name='withdrawn')),
            ],
            options={
                'verbose_name': 'calendar entry',
                'verbose_name_plural': 'calendar entries',
                'indexes': [models.Index(fields=['start', 'key'], name='listing_in_order'), models.Index(fields=['end'], name='listing_end'), models.Index(fields=['latitude', 'longitude'], name='listing_place')],
            },
        ),
        migrations.CreateModel(
            name='Watermark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('value', models.PositiveBigIntegerField(default=0)),
                ('writes', models.PositiveBigIntegerField(default=0)),
                ('changed', models.DateTimeField()),
                ('epoch', models.UUIDField(default=uuid.uuid4)),
            ],
            options={
                'verbose_name': 'watermark',
                'verbose_name_plural': 'watermarks',
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='watermark_is_one_row')],
            },
        ),
        migrations.CreateModel(
            name='Facet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=20)),
                ('code', models.CharField(max_length=121)),
                ('start', models.DateTimeField()),
                ('listing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='facets', to='calendar.listing')),
            ],
            options={
                'verbose_name': 'facet',
                'verbose_name_plural': 'facets',
                'indexes': [models.Index(fields=['name', 'code', 'start', 'listing'], name='facet_lookup')],
                'constraints': [models.UniqueConstraint(fields=('listing', 'name', 'code'), name='facet_unique')],
            },
        ),
        migrations.CreateModel(
            name='Occurrence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('listing', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='occurrences', to='calendar.listing')),
                ('start', models.DateTimeField()),
                ('end', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'occurrence',
                'verbose_name_plural': 'occurrences',
                'indexes': [models.Index(fields=['start', 'end', 'listing'], name='occurrence_window')],
            },
        ),
    ]
