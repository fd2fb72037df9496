import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('calendar', '0001_squashed_0002'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PersonalFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='UUID')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('content', models.CharField(choices=[('filter', 'filter'), ('agenda', 'agenda'), ('exhibitor', "exhibitor's")], max_length=10, verbose_name='content')),
                ('asked', models.TextField(blank=True, verbose_name='query string')),
                ('subjects', models.JSONField(blank=True, default=list, verbose_name='chosen things')),
                ('audience', models.CharField(db_index=True, default='public', max_length=60, verbose_name='audience')),
                ('token_hash', models.CharField(editable=False, max_length=64, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('last_used', models.DateField(editable=False, null=True, verbose_name='last used')),
                ('revoked_at', models.DateTimeField(editable=False, null=True, verbose_name='revoked')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='personal_feeds', to=settings.AUTH_USER_MODEL, verbose_name='user')),
            ],
            options={
                'verbose_name': 'personal feed',
                'verbose_name_plural': 'personal feeds',
                'ordering': ['user', '-pk'],
            },
        ),
        migrations.AddIndex(
            model_name='listing',
            index=models.Index(condition=models.Q(('audience', 'public'), _negated=True), fields=['audience'], name='listing_private'),
        ),
    ]
