import datetime
import django.core.validators
import django.db.models.deletion
import django_fsm
import fairs.models.files
import initiatives.models.amounts
import initiatives.models.markets
import initiatives.models.periodic
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models
from fairs.migrations import Together


class Migration(migrations.Migration):
    replaces = [("initiatives", "0001_initial"), ("initiatives", "0002_programmes_claims_initiatives_indicators")]

    initial = True

    dependencies = [
        ("fairs", "0001_squashed_0002"),
        ("fairs", "__first__"),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Brand",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "uuid",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                        ("modified_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                        (
                            "code",
                            models.CharField(
                                max_length=60,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Za-z0-9][A-Za-z0-9-]*\\Z",
                                        "Use ASCII letters, digits and hyphens only, starting with a letter or digit.",
                                    )
                                ],
                                verbose_name="code",
                            ),
                        ),
                        ("name_zh_hans", models.CharField(blank=True, max_length=200, verbose_name="name (Chinese)")),
                        ("name_en", models.CharField(blank=True, max_length=200, verbose_name="name (English)")),
                        (
                            "aliases",
                            models.TextField(
                                blank=True,
                                help_text="One name a line; searched, never shown.",
                                verbose_name="other names",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="brands",
                                to="fairs.organisation",
                                verbose_name="company",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "brand",
                        "verbose_name_plural": "brands",
                        "ordering": ["code"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name_en", ""), ("name_zh_hans", ""), _negated=True),
                                name="initiatives_brand_has_name",
                                violation_error_message="Enter a name in Chinese or in English.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Indicator",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "uuid",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                        ("modified_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fairs.source",
                                verbose_name="source",
                            ),
                        ),
                        (
                            "source_note",
                            models.TextField(
                                blank=True, help_text="Internal: never published.", verbose_name="note on the source"
                            ),
                        ),
                        (
                            "editorial_state",
                            django_fsm.FSMField(
                                choices=[
                                    ("draft", "draft"),
                                    ("submitted", "submitted"),
                                    ("approved", "approved"),
                                    ("published", "published"),
                                    ("unpublished", "unpublished"),
                                ],
                                default="draft",
                                max_length=50,
                                protected=True,
                                verbose_name="editorial state",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                help_text="The organisation whose members edit this.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fairs.organisation",
                                verbose_name="entered by",
                            ),
                        ),
                        (
                            "private_note",
                            models.TextField(
                                blank=True, help_text="Internal: never published.", verbose_name="private note"
                            ),
                        ),
                        (
                            "synthetic",
                            models.BooleanField(
                                default=False,
                                help_text="Made up for tests and demonstrations.",
                                verbose_name="synthetic",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                max_length=60,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Za-z0-9][A-Za-z0-9-]*\\Z",
                                        "Use ASCII letters, digits and hyphens only, starting with a letter or digit.",
                                    )
                                ],
                                verbose_name="code",
                            ),
                        ),
                        ("name_zh_hans", models.CharField(blank=True, max_length=200, verbose_name="name (Chinese)")),
                        ("name_en", models.CharField(blank=True, max_length=200, verbose_name="name (English)")),
                        ("definition_zh_hans", models.TextField(blank=True, verbose_name="definition (Chinese)")),
                        ("definition_en", models.TextField(blank=True, verbose_name="definition (English)")),
                        (
                            "unit",
                            models.CharField(
                                choices=[
                                    ("yuan", "yuan"),
                                    ("count", "number"),
                                    ("m2", "m²"),
                                    ("visits", "visits"),
                                    ("percent", "percent"),
                                ],
                                max_length=10,
                                verbose_name="unit",
                            ),
                        ),
                        (
                            "counted_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="indicators",
                                to="fairs.organisation",
                                verbose_name="counted by",
                            ),
                        ),
                        (
                            "additive",
                            models.BooleanField(
                                default=False,
                                help_text="So that one of all, urban and rural follows from two.",
                                verbose_name="urban and rural add up",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "indicator",
                        "verbose_name_plural": "indicators",
                        "ordering": ["code"],
                        "permissions": [("publish_indicator", "Can approve, publish and unpublish indicators")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name_en", ""), ("name_zh_hans", ""), _negated=True),
                                name="initiatives_indicator_has_name",
                                violation_error_message="Enter a name in Chinese or in English.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Initiative",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "uuid",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                        ("modified_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fairs.source",
                                verbose_name="source",
                            ),
                        ),
                        (
                            "source_note",
                            models.TextField(
                                blank=True, help_text="Internal: never published.", verbose_name="note on the source"
                            ),
                        ),
                        (
                            "editorial_state",
                            django_fsm.FSMField(
                                choices=[
                                    ("draft", "draft"),
                                    ("submitted", "submitted"),
                                    ("approved", "approved"),
                                    ("published", "published"),
                                    ("unpublished", "unpublished"),
                                ],
                                default="draft",
                                max_length=50,
                                protected=True,
                                verbose_name="editorial state",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                help_text="The organisation whose members edit this.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fairs.organisation",
                                verbose_name="entered by",
                            ),
                        ),
                        (
                            "private_note",
                            models.TextField(
                                blank=True, help_text="Internal: never published.", verbose_name="private note"
                            ),
                        ),
                        (
                            "synthetic",
                            models.BooleanField(
                                default=False,
                                help_text="Made up for tests and demonstrations.",
                                verbose_name="synthetic",
                            ),
                        ),
                        (
                            "event_status",
                            django_fsm.FSMField(
                                choices=[
                                    ("scheduled", "as scheduled"),
                                    ("rescheduled", "rescheduled"),
                                    ("postponed", "postponed, no new date"),
                                    ("cancelled", "cancelled"),
                                ],
                                default="scheduled",
                                max_length=50,
                                protected=True,
                                verbose_name="event status",
                            ),
                        ),
                        (
                            "starts_at",
                            models.DateTimeField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        datetime.datetime(1950, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        datetime.datetime(2100, 12, 31, 0, 0, tzinfo=datetime.timezone.utc)
                                    ),
                                ],
                                verbose_name="starts",
                            ),
                        ),
                        (
                            "ends_at",
                            models.DateTimeField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        datetime.datetime(1950, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        datetime.datetime(2100, 12, 31, 0, 0, tzinfo=datetime.timezone.utc)
                                    ),
                                ],
                                verbose_name="ends",
                            ),
                        ),
                        (
                            "first_day",
                            models.DateField(
                                blank=True,
                                help_text="Where only the day is known, not the hour.",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(datetime.date(1950, 1, 1)),
                                    django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31)),
                                ],
                                verbose_name="first day",
                            ),
                        ),
                        (
                            "last_day",
                            models.DateField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(datetime.date(1950, 1, 1)),
                                    django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31)),
                                ],
                                verbose_name="last day",
                            ),
                        ),
                        (
                            "stated_dates",
                            models.CharField(
                                blank=True,
                                help_text="What is known of dates that are not complete.",
                                max_length=200,
                                verbose_name="dates as stated",
                            ),
                        ),
                        (
                            "moved_from",
                            models.CharField(
                                blank=True, editable=False, max_length=40, verbose_name="dates before it moved"
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                max_length=60,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Za-z0-9][A-Za-z0-9-]*\\Z",
                                        "Use ASCII letters, digits and hyphens only, starting with a letter or digit.",
                                    )
                                ],
                                verbose_name="code",
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("framework", "framework"),
                                    ("action", "action"),
                                    ("measure", "measure"),
                                    ("round", "round"),
                                ],
                                max_length=10,
                                verbose_name="level",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("framework", "policy framework"),
                                    ("action", "action"),
                                    ("package", "promotional packages"),
                                    ("vouchers", "vouchers"),
                                    ("trade_in", "trade-in programme"),
                                    ("tax_refund", "tax-refund point"),
                                    ("market", "night market or feature market"),
                                    ("festival", "livestream festival"),
                                    ("live_room", "brand live room"),
                                    ("scene", "immersive, AR or VR scene"),
                                    ("carnival", "carnival"),
                                    ("campaign", "promotional activities"),
                                    ("zero_to_one", "zero-to-one scheme"),
                                    ("trade_model", "new trade model"),
                                    ("platform", "platform"),
                                    ("partnership", "partnership of platforms and brands"),
                                    ("delegation", "delegation to a fair elsewhere"),
                                    ("facility", "venues and facilities"),
                                    ("other", "other measure"),
                                ],
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="children",
                                to="initiatives.initiative",
                                verbose_name="part of",
                            ),
                        ),
                        ("title_zh_hans", models.CharField(blank=True, max_length=300, verbose_name="title (Chinese)")),
                        ("title_en", models.CharField(blank=True, max_length=300, verbose_name="title (English)")),
                        ("description_zh_hans", models.TextField(blank=True, verbose_name="description (Chinese)")),
                        ("description_en", models.TextField(blank=True, verbose_name="description (English)")),
                        (
                            "region",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="initiatives",
                                to="fairs.region",
                                verbose_name="region",
                            ),
                        ),
                        (
                            "venue",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="initiatives",
                                to="fairs.venue",
                                verbose_name="place",
                            ),
                        ),
                        (
                            "sector",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="initiatives",
                                to="fairs.category",
                                verbose_name="sector",
                            ),
                        ),
                        (
                            "markets",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="initiatives",
                                to="fairs.regiongroup",
                                verbose_name="markets it opens",
                            ),
                        ),
                        (
                            "link",
                            models.URLField(
                                blank=True,
                                help_text="Where the public takes part: shown as a QR code.",
                                verbose_name="address behind the QR code",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "initiative",
                        "verbose_name_plural": "initiatives",
                        "ordering": ["code"],
                        "permissions": [("publish_initiative", "Can publish, unpublish, move and cancel initiatives")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ends_at__isnull", True), ("starts_at__isnull", True)),
                                    models.Q(("ends_at__isnull", True), ("starts_at__isnull", False)),
                                    models.Q(
                                        ("ends_at__gt", models.F("starts_at")),
                                        ("ends_at__isnull", False),
                                        ("starts_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="initiatives_initiative_ends_after_it_starts",
                                violation_error_message="The end must come after the start.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("first_day__isnull", True), ("last_day__isnull", True)),
                                    models.Q(
                                        ("first_day__isnull", False),
                                        ("last_day__gte", models.F("first_day")),
                                        ("last_day__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="initiatives_initiative_days_in_order",
                                violation_error_message="Give the first and the last day, the last not before the first.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_at__isnull", True), ("first_day__isnull", True), _connector="OR"
                                ),
                                name="initiatives_initiative_hours_or_days",
                                violation_error_message="Give either start and end times or whole days, not both.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("title_en", ""), ("title_zh_hans", ""), _negated=True),
                                name="initiatives_initiative_has_title",
                                violation_error_message="Enter a name in Chinese or in English.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("parent__isnull", True),
                                    models.Q(("parent", models.F("pk")), _negated=True),
                                    _connector="OR",
                                ),
                                name="initiative_not_its_own_part",
                                violation_error_message="An initiative cannot be a part of itself.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Investment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "uuid",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                        ("modified_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fairs.source",
                                verbose_name="source",
                            ),
                        ),
                        (
                            "source_note",
                            models.TextField(
                                blank=True, help_text="Internal: never published.", verbose_name="note on the source"
                            ),
                        ),
                        (
                            "editorial_state",
                            django_fsm.FSMField(
                                choices=[
                                    ("draft", "draft"),
                                    ("submitted", "submitted"),
                                    ("approved", "approved"),
                                    ("published", "published"),
                                    ("unpublished", "unpublished"),
                                ],
                                default="draft",
                                max_length=50,
                                protected=True,
                                verbose_name="editorial state",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                help_text="The organisation whose members edit this.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fairs.organisation",
                                verbose_name="entered by",
                            ),
                        ),
                        (
                            "private_note",
                            models.TextField(
                                blank=True, help_text="Internal: never published.", verbose_name="private note"
                            ),
                        ),
                        (
                            "synthetic",
                            models.BooleanField(
                                default=False,
                                help_text="Made up for tests and demonstrations.",
                                verbose_name="synthetic",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                max_length=60,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Za-z0-9][A-Za-z0-9-]*\\Z",
                                        "Use ASCII letters, digits and hyphens only, starting with a letter or digit.",
                                    )
                                ],
                                verbose_name="code",
                            ),
                        ),
                        ("title_zh_hans", models.CharField(blank=True, max_length=300, verbose_name="title (Chinese)")),
                        ("title_en", models.CharField(blank=True, max_length=300, verbose_name="title (English)")),
                        ("description_zh_hans", models.TextField(blank=True, verbose_name="description (Chinese)")),
                        ("description_en", models.TextField(blank=True, verbose_name="description (English)")),
                        (
                            "region",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="investments",
                                to="fairs.region",
                                verbose_name="region",
                            ),
                        ),
                        (
                            "sector",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="investments",
                                to="fairs.category",
                                verbose_name="sector",
                            ),
                        ),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="Empty: not stated.",
                                max_digits=17,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    initiatives.models.amounts.check_digits,
                                ],
                                verbose_name="amount (yuan)",
                            ),
                        ),
                        (
                            "qualifier",
                            models.CharField(
                                choices=[
                                    ("exact", "exactly"),
                                    ("about", "about"),
                                    ("over", "over"),
                                    ("nearly", "nearly"),
                                ],
                                default="exact",
                                max_length=8,
                                verbose_name="qualifier",
                            ),
                        ),
                        (
                            "as_stated",
                            models.CharField(
                                blank=True,
                                help_text="The source's own words.",
                                max_length=200,
                                verbose_name="as stated",
                            ),
                        ),
                        (
                            "progress",
                            models.CharField(
                                choices=[
                                    ("discussed", "under discussion"),
                                    ("announced", "announced"),
                                    ("signed", "signed"),
                                    ("building", "under construction"),
                                    ("completed", "completed"),
                                    ("abandoned", "abandoned"),
                                ],
                                max_length=10,
                                verbose_name="progress",
                            ),
                        ),
                        ("stated_dates", models.CharField(blank=True, max_length=200, verbose_name="dates as stated")),
                    ],
                    options={
                        "verbose_name": "investment project",
                        "verbose_name_plural": "investment projects",
                        "ordering": ["code"],
                        "permissions": [
                            ("publish_investment", "Can approve, publish and unpublish investment projects")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("title_en", ""), ("title_zh_hans", ""), _negated=True),
                                name="initiatives_investment_has_title",
                                violation_error_message="Enter a name in Chinese or in English.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("amount__isnull", True), ("amount__gte", 0), _connector="OR"),
                                name="investment_not_negative",
                                violation_error_message="An amount cannot be negative: give 0 or more.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Programme",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "uuid",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                        ("modified_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fairs.source",
                                verbose_name="source",
                            ),
                        ),
                        (
                            "source_note",
                            models.TextField(
                                blank=True, help_text="Internal: never published.", verbose_name="note on the source"
                            ),
                        ),
                        (
                            "editorial_state",
                            django_fsm.FSMField(
                                choices=[
                                    ("draft", "draft"),
                                    ("submitted", "submitted"),
                                    ("approved", "approved"),
                                    ("published", "published"),
                                    ("unpublished", "unpublished"),
                                ],
                                default="draft",
                                max_length=50,
                                protected=True,
                                verbose_name="editorial state",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                help_text="The organisation whose members edit this.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fairs.organisation",
                                verbose_name="entered by",
                            ),
                        ),
                        (
                            "private_note",
                            models.TextField(
                                blank=True, help_text="Internal: never published.", verbose_name="private note"
                            ),
                        ),
                        (
                            "synthetic",
                            models.BooleanField(
                                default=False,
                                help_text="Made up for tests and demonstrations.",
                                verbose_name="synthetic",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                max_length=60,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Za-z0-9][A-Za-z0-9-]*\\Z",
                                        "Use ASCII letters, digits and hyphens only, starting with a letter or digit.",
                                    )
                                ],
                                verbose_name="code",
                            ),
                        ),
                        (
                            "year",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1950),
                                    django.core.validators.MaxValueValidator(2100),
                                ],
                                verbose_name="year",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="programmes",
                                to="fairs.region",
                                verbose_name="region",
                            ),
                        ),
                        ("title_zh_hans", models.CharField(blank=True, max_length=300, verbose_name="title (Chinese)")),
                        ("title_en", models.CharField(blank=True, max_length=300, verbose_name="title (English)")),
                        ("description_zh_hans", models.TextField(blank=True, verbose_name="description (Chinese)")),
                        ("description_en", models.TextField(blank=True, verbose_name="description (English)")),
                        (
                            "professional_venues_only",
                            models.BooleanField(
                                default=True,
                                help_text="At least one of the venues used is professional.",
                                verbose_name="in professional venues only",
                            ),
                        ),
                        (
                            "within_region_only",
                            models.BooleanField(
                                default=True,
                                help_text="Fairs that its enterprises attend elsewhere do not count.",
                                verbose_name="in the region only",
                            ),
                        ),
                        (
                            "smallest_area",
                            models.PositiveIntegerField(
                                blank=True,
                                help_text="Smaller exhibitions do not count, nor those whose space is not known. Empty: all count.",
                                null=True,
                                verbose_name="size line (m²)",
                            ),
                        ),
                        (
                            "size_comparison",
                            models.CharField(
                                choices=[("at_least", "at least (≥)"), ("more_than", "more than (>)")],
                                default="at_least",
                                max_length=10,
                                verbose_name="comparison with the size line",
                            ),
                        ),
                        ("counts_conferences", models.BooleanField(default=True, verbose_name="conferences count")),
                        (
                            "counts_cancelled",
                            models.BooleanField(default=False, verbose_name="cancelled editions count"),
                        ),
                        ("combined_once", models.BooleanField(default=True, verbose_name="combined fairs count once")),
                    ],
                    options={
                        "verbose_name": "programme",
                        "verbose_name_plural": "programmes",
                        "ordering": ["-year", "code"],
                        "permissions": [("publish_programme", "Can approve, publish and unpublish programmes")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("title_en", ""), ("title_zh_hans", ""), _negated=True),
                                name="initiatives_programme_has_title",
                                violation_error_message="Enter a name in Chinese or in English.",
                            ),
                            models.UniqueConstraint(
                                fields=("region", "year"),
                                name="programme_unique_in_year",
                                violation_error_message="This region already has a programme for this year.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalBrand",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "uuid",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                        ("modified_at", models.DateTimeField(blank=True, editable=False, verbose_name="changed")),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "code",
                            models.CharField(
                                db_index=True,
                                max_length=60,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Za-z0-9][A-Za-z0-9-]*\\Z",
                                        "Use ASCII letters, digits and hyphens only, starting with a letter or digit.",
                                    )
                                ],
                                verbose_name="code",
                            ),
                        ),
                        ("name_zh_hans", models.CharField(blank=True, max_length=200, verbose_name="name (Chinese)")),
                        ("name_en", models.CharField(blank=True, max_length=200, verbose_name="name (English)")),
                        (
                            "aliases",
                            models.TextField(
                                blank=True,
                                help_text="One name a line; searched, never shown.",
                                verbose_name="other names",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="fairs.organisation",
                                verbose_name="company",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical brand",
                        "verbose_name_plural": "historical brands",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalIndicator",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "uuid",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                        ("modified_at", models.DateTimeField(blank=True, editable=False, verbose_name="changed")),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "source_note",
                            models.TextField(
                                blank=True, help_text="Internal: never published.", verbose_name="note on the source"
                            ),
                        ),
                        (
                            "editorial_state",
                            django_fsm.FSMField(
                                choices=[
                                    ("draft", "draft"),
                                    ("submitted", "submitted"),
                                    ("approved", "approved"),
                                    ("published", "published"),
                                    ("unpublished", "unpublished"),
                                ],
                                default="draft",
                                max_length=50,
                                protected=True,
                                verbose_name="editorial state",
                            ),
                        ),
                        (
                            "private_note",
                            models.TextField(
                                blank=True, help_text="Internal: never published.", verbose_name="private note"
                            ),
                        ),
                        (
                            "synthetic",
                            models.BooleanField(
                                default=False,
                                help_text="Made up for tests and demonstrations.",
                                verbose_name="synthetic",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                db_index=True,
                                max_length=60,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Za-z0-9][A-Za-z0-9-]*\\Z",
                                        "Use ASCII letters, digits and hyphens only, starting with a letter or digit.",
                                    )
                                ],
                                verbose_name="code",
                            ),
                        ),
                        ("name_zh_hans", models.CharField(blank=True, max_length=200, verbose_name="name (Chinese)")),
                        ("name_en", models.CharField(blank=True, max_length=200, verbose_name="name (English)")),
                        ("definition_zh_hans", models.TextField(blank=True, verbose_name="definition (Chinese)")),
                        ("definition_en", models.TextField(blank=True, verbose_name="definition (English)")),
                        (
                            "unit",
                            models.CharField(
                                choices=[
                                    ("yuan", "yuan"),
                                    ("count", "number"),
                                    ("m2", "m²"),
                                    ("visits", "visits"),
                                    ("percent", "percent"),
                                ],
                                max_length=10,
                                verbose_name="unit",
                            ),
                        ),
                        (
                            "additive",
                            models.BooleanField(
                                default=False,
                                help_text="So that one of all, urban and rural follows from two.",
                                verbose_name="urban and rural add up",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="fairs.source",
                                verbose_name="source",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The organisation whose members edit this.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="fairs.organisation",
                                verbose_name="entered by",
                            ),
                        ),
                        (
                            "counted_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="fairs.organisation",
                                verbose_name="counted by",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical indicator",
                        "verbose_name_plural": "historical indicators",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalInvestment",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "uuid",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                        ("modified_at", models.DateTimeField(blank=True, editable=False, verbose_name="changed")),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "source_note",
                            models.TextField(
                                blank=True, help_text="Internal: never published.", verbose_name="note on the source"
                            ),
                        ),
                        (
                            "editorial_state",
                            django_fsm.FSMField(
                                choices=[
                                    ("draft", "draft"),
                                    ("submitted", "submitted"),
                                    ("approved", "approved"),
                                    ("published", "published"),
                                    ("unpublished", "unpublished"),
                                ],
                                default="draft",
                                max_length=50,
                                protected=True,
                                verbose_name="editorial state",
                            ),
                        ),
                        (
                            "private_note",
                            models.TextField(
                                blank=True, help_text="Internal: never published.", verbose_name="private note"
                            ),
                        ),
                        (
                            "synthetic",
                            models.BooleanField(
                                default=False,
                                help_text="Made up for tests and demonstrations.",
                                verbose_name="synthetic",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                db_index=True,
                                max_length=60,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Za-z0-9][A-Za-z0-9-]*\\Z",
                                        "Use ASCII letters, digits and hyphens only, starting with a letter or digit.",
                                    )
                                ],
                                verbose_name="code",
                            ),
                        ),
                        ("title_zh_hans", models.CharField(blank=True, max_length=300, verbose_name="title (Chinese)")),
                        ("title_en", models.CharField(blank=True, max_length=300, verbose_name="title (English)")),
                        ("description_zh_hans", models.TextField(blank=True, verbose_name="description (Chinese)")),
                        ("description_en", models.TextField(blank=True, verbose_name="description (English)")),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                help_text="Empty: not stated.",
                                max_digits=17,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    initiatives.models.amounts.check_digits,
                                ],
                                verbose_name="amount (yuan)",
                            ),
                        ),
                        (
                            "qualifier",
                            models.CharField(
                                choices=[
                                    ("exact", "exactly"),
                                    ("about", "about"),
                                    ("over", "over"),
                                    ("nearly", "nearly"),
                                ],
                                default="exact",
                                max_length=8,
                                verbose_name="qualifier",
                            ),
                        ),
                        (
                            "as_stated",
                            models.CharField(
                                blank=True,
                                help_text="The source's own words.",
                                max_length=200,
                                verbose_name="as stated",
                            ),
                        ),
                        (
                            "progress",
                            models.CharField(
                                choices=[
                                    ("discussed", "under discussion"),
                                    ("announced", "announced"),
                                    ("signed", "signed"),
                                    ("building", "under construction"),
                                    ("completed", "completed"),
                                    ("abandoned", "abandoned"),
                                ],
                                max_length=10,
                                verbose_name="progress",
                            ),
                        ),
                        ("stated_dates", models.CharField(blank=True, max_length=200, verbose_name="dates as stated")),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="fairs.source",
                                verbose_name="source",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The organisation whose members edit this.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="fairs.organisation",
                                verbose_name="entered by",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="fairs.region",
                                verbose_name="region",
                            ),
                        ),
                        (
                            "sector",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="fairs.category",
                                verbose_name="sector",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical investment project",
                        "verbose_name_plural": "historical investment projects",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalProgramme",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "uuid",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                        ("modified_at", models.DateTimeField(blank=True, editable=False, verbose_name="changed")),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "source_note",
                            models.TextField(
                                blank=True, help_text="Internal: never published.", verbose_name="note on the source"
                            ),
                        ),
                        (
                            "editorial_state",
                            django_fsm.FSMField(
                                choices=[
                                    ("draft", "draft"),
                                    ("submitted", "submitted"),
                                    ("approved", "approved"),
                                    ("published", "published"),
                                    ("unpublished", "unpublished"),
                                ],
                                default="draft",
                                max_length=50,
                                protected=True,
                                verbose_name="editorial state",
                            ),
                        ),
                        (
                            "private_note",
                            models.TextField(
                                blank=True, help_text="Internal: never published.", verbose_name="private note"
                            ),
                        ),
                        (
                            "synthetic",
                            models.BooleanField(
                                default=False,
                                help_text="Made up for tests and demonstrations.",
                                verbose_name="synthetic",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                db_index=True,
                                max_length=60,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Za-z0-9][A-Za-z0-9-]*\\Z",
                                        "Use ASCII letters, digits and hyphens only, starting with a letter or digit.",
                                    )
                                ],
                                verbose_name="code",
                            ),
                        ),
                        (
                            "year",
                            models.PositiveSmallIntegerField(
                                validators=[
                                    django.core.validators.MinValueValidator(1950),
                                    django.core.validators.MaxValueValidator(2100),
                                ],
                                verbose_name="year",
                            ),
                        ),
                        ("title_zh_hans", models.CharField(blank=True, max_length=300, verbose_name="title (Chinese)")),
                        ("title_en", models.CharField(blank=True, max_length=300, verbose_name="title (English)")),
                        ("description_zh_hans", models.TextField(blank=True, verbose_name="description (Chinese)")),
                        ("description_en", models.TextField(blank=True, verbose_name="description (English)")),
                        (
                            "professional_venues_only",
                            models.BooleanField(
                                default=True,
                                help_text="At least one of the venues used is professional.",
                                verbose_name="in professional venues only",
                            ),
                        ),
                        (
                            "within_region_only",
                            models.BooleanField(
                                default=True,
                                help_text="Fairs that its enterprises attend elsewhere do not count.",
                                verbose_name="in the region only",
                            ),
                        ),
                        (
                            "smallest_area",
                            models.PositiveIntegerField(
                                blank=True,
                                help_text="Smaller exhibitions do not count, nor those whose space is not known. Empty: all count.",
                                null=True,
                                verbose_name="size line (m²)",
                            ),
                        ),
                        (
                            "size_comparison",
                            models.CharField(
                                choices=[("at_least", "at least (≥)"), ("more_than", "more than (>)")],
                                default="at_least",
                                max_length=10,
                                verbose_name="comparison with the size line",
                            ),
                        ),
                        ("counts_conferences", models.BooleanField(default=True, verbose_name="conferences count")),
                        (
                            "counts_cancelled",
                            models.BooleanField(default=False, verbose_name="cancelled editions count"),
                        ),
                        ("combined_once", models.BooleanField(default=True, verbose_name="combined fairs count once")),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="fairs.source",
                                verbose_name="source",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The organisation whose members edit this.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="fairs.organisation",
                                verbose_name="entered by",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="fairs.region",
                                verbose_name="region",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical programme",
                        "verbose_name_plural": "historical programmes",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Attendance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "uuid",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                        ("modified_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                        (
                            "initiative",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attendances",
                                to="initiatives.initiative",
                                verbose_name="initiative",
                            ),
                        ),
                        (
                            "fair",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendances",
                                to="fairs.fair",
                                verbose_name="fair",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attendances",
                                to="fairs.edition",
                                verbose_name="edition",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "fair attended",
                        "verbose_name_plural": "fairs attended",
                        "ordering": ["initiative", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("edition__isnull", True)),
                                fields=("initiative", "fair"),
                                name="attendance_fair_unique",
                                violation_error_message="This fair is already on the list.",
                            ),
                            models.UniqueConstraint(
                                fields=("initiative", "edition"),
                                name="attendance_edition_unique",
                                violation_error_message="This edition is already on the list.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="BrandName",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "brand",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="names",
                                to="initiatives.brand",
                                verbose_name="brand",
                            ),
                        ),
                        (
                            "folded",
                            models.CharField(
                                editable=False, max_length=200, unique=True, verbose_name="name as compared"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "name of a brand",
                        "verbose_name_plural": "names of brands",
                    },
                ),
                migrations.CreateModel(
                    name="InitiativeBody",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "uuid",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                        ("modified_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                        (
                            "initiative",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="bodies",
                                to="initiatives.initiative",
                                verbose_name="initiative",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="initiatives",
                                to="fairs.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("responsible", "responsible"),
                                    ("supporting", "supporting"),
                                    ("operator", "operator"),
                                    ("platform", "platform"),
                                    ("brand", "brand"),
                                    ("leader", "leads the delegation"),
                                    ("member", "member"),
                                ],
                                default="responsible",
                                max_length=12,
                                verbose_name="role",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "body",
                        "verbose_name_plural": "bodies",
                        "ordering": ["initiative", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("initiative", "organisation", "role"),
                                name="initiative_body_unique",
                                violation_error_message="This organisation already has this role.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InvestmentParty",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "uuid",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                        ("modified_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                        (
                            "investment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="parties",
                                to="initiatives.investment",
                                verbose_name="investment project",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="investments",
                                to="fairs.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[("investor", "investor"), ("host", "host"), ("partner", "partner")],
                                default="investor",
                                max_length=10,
                                verbose_name="role",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "party",
                        "verbose_name_plural": "parties",
                        "ordering": ["investment", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("investment", "organisation", "role"),
                                name="investment_party_unique",
                                violation_error_message="This organisation already has this role.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Launch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "uuid",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                        ("modified_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fairs.source",
                                verbose_name="source",
                            ),
                        ),
                        (
                            "source_note",
                            models.TextField(
                                blank=True, help_text="Internal: never published.", verbose_name="note on the source"
                            ),
                        ),
                        (
                            "editorial_state",
                            django_fsm.FSMField(
                                choices=[
                                    ("draft", "draft"),
                                    ("submitted", "submitted"),
                                    ("approved", "approved"),
                                    ("published", "published"),
                                    ("unpublished", "unpublished"),
                                ],
                                default="draft",
                                max_length=50,
                                protected=True,
                                verbose_name="editorial state",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                help_text="The organisation whose members edit this.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fairs.organisation",
                                verbose_name="entered by",
                            ),
                        ),
                        (
                            "private_note",
                            models.TextField(
                                blank=True, help_text="Internal: never published.", verbose_name="private note"
                            ),
                        ),
                        (
                            "synthetic",
                            models.BooleanField(
                                default=False,
                                help_text="Made up for tests and demonstrations.",
                                verbose_name="synthetic",
                            ),
                        ),
                        (
                            "event_status",
                            django_fsm.FSMField(
                                choices=[
                                    ("scheduled", "as scheduled"),
                                    ("rescheduled", "rescheduled"),
                                    ("postponed", "postponed, no new date"),
                                    ("cancelled", "cancelled"),
                                ],
                                default="scheduled",
                                max_length=50,
                                protected=True,
                                verbose_name="event status",
                            ),
                        ),
                        (
                            "starts_at",
                            models.DateTimeField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        datetime.datetime(1950, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        datetime.datetime(2100, 12, 31, 0, 0, tzinfo=datetime.timezone.utc)
                                    ),
                                ],
                                verbose_name="starts",
                            ),
                        ),
                        (
                            "ends_at",
                            models.DateTimeField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        datetime.datetime(1950, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        datetime.datetime(2100, 12, 31, 0, 0, tzinfo=datetime.timezone.utc)
                                    ),
                                ],
                                verbose_name="ends",
                            ),
                        ),
                        (
                            "first_day",
                            models.DateField(
                                blank=True,
                                help_text="Where only the day is known, not the hour.",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(datetime.date(1950, 1, 1)),
                                    django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31)),
                                ],
                                verbose_name="first day",
                            ),
                        ),
                        (
                            "last_day",
                            models.DateField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(datetime.date(1950, 1, 1)),
                                    django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31)),
                                ],
                                verbose_name="last day",
                            ),
                        ),
                        (
                            "stated_dates",
                            models.CharField(
                                blank=True,
                                help_text="What is known of dates that are not complete.",
                                max_length=200,
                                verbose_name="dates as stated",
                            ),
                        ),
                        (
                            "moved_from",
                            models.CharField(
                                blank=True, editable=False, max_length=40, verbose_name="dates before it moved"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("store", "first store"),
                                    ("flagship", "flagship store"),
                                    ("concept", "concept store"),
                                    ("exhibition", "first exhibition"),
                                    ("show", "first show"),
                                    ("performance", "premiere on stage"),
                                    ("premiere", "first screening"),
                                    ("product", "product launch"),
                                    ("opening", "opening of a place"),
                                    ("week", "launch week"),
                                ],
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "brand",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="launches",
                                to="initiatives.brand",
                                verbose_name="brand",
                            ),
                        ),
                        (
                            "item",
                            models.CharField(
                                blank=True,
                                help_text="Which of the brand's, where it launches several; not for stores.",
                                max_length=200,
                                verbose_name="product or work",
                            ),
                        ),
                        ("item_key", models.CharField(blank=True, editable=False, max_length=200)),
                        (
                            "region",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="launches",
                                to="fairs.region",
                                verbose_name="city",
                            ),
                        ),
                        ("day", models.DateField(editable=False, null=True, verbose_name="day")),
                        (
                            "scope",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("city", "first in the city"),
                                    ("province", "first in the province"),
                                    ("northeast", "first in the Northeast"),
                                    ("mainland", "first on the mainland"),
                                    ("asia", "first in Asia"),
                                    ("global", "first in the world"),
                                ],
                                help_text="Empty: not stated.",
                                max_length=10,
                                verbose_name="scope",
                            ),
                        ),
                        (
                            "scope_place",
                            models.CharField(blank=True, editable=False, max_length=60, verbose_name="first in"),
                        ),
                        (
                            "recognition",
                            django_fsm.FSMField(
                                choices=[
                                    ("none", "no claim"),
                                    ("claimed", "claimed"),
                                    ("checked", "checked"),
                                    ("noticed", "under public notice"),
                                    ("recognised", "recognised"),
                                    ("refused", "refused"),
                                    ("expired", "expired"),
                                    ("revoked", "revoked"),
                                ],
                                default="none",
                                max_length=50,
                                protected=True,
                                verbose_name="recognition",
                            ),
                        ),
                        (
                            "notice_first_day",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="public notice from"),
                        ),
                        (
                            "notice_last_day",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="public notice until"),
                        ),
                        (
                            "recognised_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="recognised on"),
                        ),
                        (
                            "valid_until",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="recognition valid until"
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                max_length=60,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Za-z0-9][A-Za-z0-9-]*\\Z",
                                        "Use ASCII letters, digits and hyphens only, starting with a letter or digit.",
                                    )
                                ],
                                verbose_name="code",
                            ),
                        ),
                        ("title_zh_hans", models.CharField(blank=True, max_length=300, verbose_name="title (Chinese)")),
                        ("title_en", models.CharField(blank=True, max_length=300, verbose_name="title (English)")),
                        ("description_zh_hans", models.TextField(blank=True, verbose_name="description (Chinese)")),
                        ("description_en", models.TextField(blank=True, verbose_name="description (English)")),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="launches",
                                to="initiatives.launch",
                                verbose_name="launch week",
                            ),
                        ),
                        (
                            "venue",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="launches",
                                to="fairs.venue",
                                verbose_name="venue",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="launches",
                                to="fairs.edition",
                                verbose_name="at the fair",
                            ),
                        ),
                        (
                            "visitors",
                            models.PositiveBigIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(1000000000000)],
                                verbose_name="visitors",
                            ),
                        ),
                        (
                            "visitors_qualifier",
                            models.CharField(
                                choices=[
                                    ("exact", "exactly"),
                                    ("about", "about"),
                                    ("over", "over"),
                                    ("nearly", "nearly"),
                                ],
                                default="exact",
                                max_length=8,
                                verbose_name="qualifier",
                            ),
                        ),
                        (
                            "visitors_period_zh_hans",
                            models.CharField(
                                blank=True, max_length=100, verbose_name="visitors counted over (Chinese)"
                            ),
                        ),
                        (
                            "visitors_period_en",
                            models.CharField(
                                blank=True, max_length=100, verbose_name="visitors counted over (English)"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "launch event",
                        "verbose_name_plural": "launch events",
                        "ordering": ["-starts_at", "-first_day", "code"],
                        "permissions": [
                            ("publish_launch", "Can publish, unpublish, move, cancel and recognise launch events")
                        ],
                        "indexes": [models.Index(fields=["brand", "kind", "item_key", "day"], name="launch_by_brand")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ends_at__isnull", True), ("starts_at__isnull", True)),
                                    models.Q(("ends_at__isnull", True), ("starts_at__isnull", False)),
                                    models.Q(
                                        ("ends_at__gt", models.F("starts_at")),
                                        ("ends_at__isnull", False),
                                        ("starts_at__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="initiatives_launch_ends_after_it_starts",
                                violation_error_message="The end must come after the start.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("first_day__isnull", True), ("last_day__isnull", True)),
                                    models.Q(
                                        ("first_day__isnull", False),
                                        ("last_day__gte", models.F("first_day")),
                                        ("last_day__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="initiatives_launch_days_in_order",
                                violation_error_message="Give the first and the last day, the last not before the first.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("starts_at__isnull", True), ("first_day__isnull", True), _connector="OR"
                                ),
                                name="initiatives_launch_hours_or_days",
                                violation_error_message="Give either start and end times or whole days, not both.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("recognition", "none"),
                                    models.Q(("brand__isnull", False), models.Q(("scope", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="launch_claim_is_whole",
                                violation_error_message="A claim needs a brand and a scope: who is the first, and in what.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("recognition", "noticed"), _negated=True),
                                    models.Q(
                                        ("notice_first_day__isnull", False),
                                        ("notice_last_day__isnull", False),
                                        ("notice_first_day__gte", datetime.date(1950, 1, 1)),
                                        ("notice_last_day__lte", datetime.date(2100, 12, 31)),
                                        ("notice_last_day__gte", models.F("notice_first_day")),
                                    ),
                                    _connector="OR",
                                ),
                                name="launch_notice_has_days",
                                violation_error_message="A public notice has a first and a last day, the last not before the first.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("recognition__in", ("recognised", "expired")), _negated=True),
                                    models.Q(
                                        models.Q(("scope_place", ""), _negated=True),
                                        ("recognised_on__isnull", False),
                                        ("valid_until__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="launch_recognition_is_whole",
                                violation_error_message="A recognition says of what place, since when and until when.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("recognition", "recognised")),
                                fields=("brand", "kind", "item_key", "scope_place", "synthetic"),
                                name="launch_one_recognised_holder",
                                violation_error_message="Another launch event is recognised as the same first already.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("title_en", ""), ("title_zh_hans", ""), _negated=True),
                                name="initiatives_launch_has_title",
                                violation_error_message="Enter a name in Chinese or in English.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("parent__isnull", True),
                                    models.Q(("parent", models.F("pk")), _negated=True),
                                    _connector="OR",
                                ),
                                name="launch_not_its_own_week",
                                violation_error_message="A launch week cannot be part of itself.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Measurement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "uuid",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                        ("modified_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                        (
                            "initiative",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="measurements",
                                to="initiatives.initiative",
                                verbose_name="initiative",
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="measurements",
                                to="initiatives.indicator",
                                verbose_name="indicator",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "indicator of an initiative",
                        "verbose_name_plural": "indicators of initiatives",
                        "ordering": ["initiative", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("initiative", "indicator"),
                                name="measurement_unique",
                                violation_error_message="The initiative already has this indicator.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Objective",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "uuid",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                        ("modified_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="objectives",
                                to="initiatives.programme",
                                verbose_name="programme",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                max_length=60,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Za-z0-9][A-Za-z0-9-]*\\Z",
                                        "Use ASCII letters, digits and hyphens only, starting with a letter or digit.",
                                    )
                                ],
                                verbose_name="code",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("aspect", "aspect"), ("tackle", "tackle")], max_length=10, verbose_name="kind"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="no.")),
                        ("name_zh_hans", models.CharField(blank=True, max_length=300, verbose_name="name (Chinese)")),
                        ("name_en", models.CharField(blank=True, max_length=300, verbose_name="name (English)")),
                        ("description_zh_hans", models.TextField(blank=True, verbose_name="description (Chinese)")),
                        ("description_en", models.TextField(blank=True, verbose_name="description (English)")),
                    ],
                    options={
                        "verbose_name": "objective",
                        "verbose_name_plural": "objectives",
                        "ordering": ["programme", "kind", "number", "code"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name_en", ""), ("name_zh_hans", ""), _negated=True),
                                name="initiatives_objective_has_name",
                                violation_error_message="Enter a name in Chinese or in English.",
                            ),
                            models.UniqueConstraint(
                                fields=("programme", "kind", "number"),
                                name="objective_number_unique",
                                violation_error_message="There is already an objective of this kind with this number.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Observation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "uuid",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                        ("modified_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                        (
                            "period",
                            models.CharField(
                                help_text="2025, 2025-H1, 2025-Q3 or 2025-07.",
                                max_length=20,
                                validators=[initiatives.models.periodic.check_period],
                                verbose_name="period",
                            ),
                        ),
                        (
                            "cumulative",
                            models.BooleanField(
                                default=False,
                                help_text="Counted from the first of January to the end of the period.",
                                verbose_name="cumulative",
                            ),
                        ),
                        ("since", models.DateField(editable=False, null=True, verbose_name="first day")),
                        ("until", models.DateField(editable=False, null=True, verbose_name="last day")),
                        (
                            "indicator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="observations",
                                to="initiatives.indicator",
                                verbose_name="indicator",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="observations",
                                to="fairs.region",
                                verbose_name="region",
                            ),
                        ),
                        (
                            "cut",
                            models.CharField(
                                choices=[
                                    ("all", "all"),
                                    ("urban", "urban"),
                                    ("rural", "rural"),
                                    ("sector", "of a sector"),
                                ],
                                default="all",
                                max_length=10,
                                verbose_name="cut",
                            ),
                        ),
                        (
                            "sector",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="observations",
                                to="fairs.category",
                                verbose_name="sector",
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("plan", "plan"),
                                    ("preliminary", "preliminary"),
                                    ("final", "final"),
                                    ("audited", "audited"),
                                ],
                                default="preliminary",
                                max_length=12,
                                verbose_name="stage",
                            ),
                        ),
                        (
                            "value",
                            models.DecimalField(
                                decimal_places=4,
                                max_digits=20,
                                validators=[initiatives.models.amounts.check_digits],
                                verbose_name="value",
                            ),
                        ),
                        (
                            "qualifier",
                            models.CharField(
                                choices=[
                                    ("exact", "exactly"),
                                    ("about", "about"),
                                    ("over", "over"),
                                    ("nearly", "nearly"),
                                ],
                                default="exact",
                                max_length=8,
                                verbose_name="qualifier",
                            ),
                        ),
                        (
                            "year_on_year",
                            models.DecimalField(
                                blank=True,
                                decimal_places=3,
                                max_digits=9,
                                null=True,
                                verbose_name="change on a year earlier (%)",
                            ),
                        ),
                        (
                            "change",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="In the indicator's unit.",
                                max_digits=20,
                                null=True,
                                validators=[initiatives.models.amounts.check_digits],
                                verbose_name="change on a year earlier",
                            ),
                        ),
                        (
                            "as_stated",
                            models.CharField(
                                blank=True,
                                help_text="The source's own words.",
                                max_length=200,
                                verbose_name="as stated",
                            ),
                        ),
                        ("stated_on", models.DateField(blank=True, null=True, verbose_name="stated on")),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="observations",
                                to="fairs.source",
                                verbose_name="source",
                            ),
                        ),
                        (
                            "source_note",
                            models.TextField(
                                blank=True, help_text="Internal: never published.", verbose_name="note on the source"
                            ),
                        ),
                        (
                            "revision",
                            models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="revision"),
                        ),
                        ("current", models.BooleanField(default=True, editable=False, verbose_name="current")),
                    ],
                    options={
                        "verbose_name": "observation",
                        "verbose_name_plural": "observations",
                        "ordering": ["indicator", "region", "cut", "since", "until", "stage", "revision"],
                        "permissions": [("revise_observation", "Can revise observations")],
                        "indexes": [
                            models.Index(fields=["indicator", "region", "cut", "since"], name="observation_series")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("period", ""), _negated=True),
                                    ("since__isnull", False),
                                    ("until__isnull", False),
                                ),
                                name="observation_has_days",
                                violation_error_message="Give the period: without its days nothing can be compared.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("cut", "sector"), ("sector__isnull", False)),
                                    models.Q(models.Q(("cut", "sector"), _negated=True), ("sector__isnull", True)),
                                    _connector="OR",
                                ),
                                name="observation_sector_by_cut",
                                violation_error_message="Give the sector if the cut is one, and none otherwise.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("current", True), ("sector__isnull", True)),
                                fields=("indicator", "region", "cut", "since", "until", "stage"),
                                name="observation_unique",
                                violation_error_message="There is already an observation of the same days at this stage: revise it.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("current", True), ("sector__isnull", False)),
                                fields=("indicator", "region", "sector", "since", "until", "stage"),
                                name="observation_of_sector_unique",
                                violation_error_message="There is already an observation of the same days at this stage: revise it.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OpeningHours",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "uuid",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                        ("modified_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                        (
                            "initiative",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="hours",
                                to="initiatives.initiative",
                                verbose_name="initiative",
                            ),
                        ),
                        (
                            "weekday",
                            models.CharField(
                                choices=[
                                    ("MO", "Monday"),
                                    ("TU", "Tuesday"),
                                    ("WE", "Wednesday"),
                                    ("TH", "Thursday"),
                                    ("FR", "Friday"),
                                    ("SA", "Saturday"),
                                    ("SU", "Sunday"),
                                ],
                                max_length=2,
                                verbose_name="day of the week",
                            ),
                        ),
                        ("opens", models.TimeField(verbose_name="opens")),
                        ("closes", models.TimeField(verbose_name="closes")),
                    ],
                    options={
                        "verbose_name": "opening hours",
                        "verbose_name_plural": "opening hours",
                        "ordering": ["initiative", "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("initiative", "weekday", "opens"),
                                name="opening_hours_unique",
                                violation_error_message="These hours are already on the list.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("closes__gt", models.F("opens"))),
                                name="opening_hours_in_order",
                                violation_error_message="It must close after it opens.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Recurrence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "uuid",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                        ("modified_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                        (
                            "initiative",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="recurrence",
                                to="initiatives.initiative",
                                verbose_name="initiative",
                            ),
                        ),
                        (
                            "frequency",
                            models.CharField(
                                choices=[("daily", "daily"), ("weekly", "weekly")],
                                default="weekly",
                                max_length=8,
                                verbose_name="frequency",
                            ),
                        ),
                        (
                            "interval",
                            models.PositiveSmallIntegerField(
                                default=1,
                                help_text="2 with “weekly”: every second week.",
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(52),
                                ],
                                verbose_name="every",
                            ),
                        ),
                        (
                            "weekdays",
                            models.CharField(
                                blank=True,
                                help_text="Of a weekly one, e.g. FR,SA,SU.",
                                max_length=20,
                                validators=[initiatives.models.markets.check_weekdays],
                                verbose_name="on",
                            ),
                        ),
                        ("opens", models.TimeField(verbose_name="opens")),
                        (
                            "closes",
                            models.TimeField(
                                help_text="Not later than it opens: on the following day.", verbose_name="closes"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "recurrence",
                        "verbose_name_plural": "recurrences",
                        "ordering": ["initiative"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("frequency", "daily"), ("weekdays", "")),
                                    models.Q(("frequency", "weekly"), models.Q(("weekdays", ""), _negated=True)),
                                    _connector="OR",
                                ),
                                name="recurrence_weekly_has_days",
                                violation_error_message="Give the days of the week if it is weekly, and none if it is daily.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("interval__gte", 1), ("interval__lte", 52)),
                                name="recurrence_interval_sane",
                                violation_error_message="Give an interval from 1 to 52.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RecurrenceException",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "uuid",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                        ("modified_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                        (
                            "initiative",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="exceptions",
                                to="initiatives.initiative",
                                verbose_name="initiative",
                            ),
                        ),
                        (
                            "day",
                            models.DateField(help_text="On which it would take place by the rule.", verbose_name="day"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("cancelled", "does not take place"),
                                    ("moved", "takes place at another time"),
                                ],
                                default="cancelled",
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        ("new_day", models.DateField(blank=True, null=True, verbose_name="new day")),
                        (
                            "opens",
                            models.TimeField(blank=True, help_text="Empty: as usual.", null=True, verbose_name="opens"),
                        ),
                        (
                            "closes",
                            models.TimeField(
                                blank=True, help_text="Empty: as usual.", null=True, verbose_name="closes"
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                    ],
                    options={
                        "verbose_name": "exception",
                        "verbose_name_plural": "exceptions",
                        "ordering": ["initiative", "day"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("initiative", "day"),
                                name="recurrence_exception_unique",
                                violation_error_message="There is already an exception for this day.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("closes__isnull", True),
                                        ("kind", "cancelled"),
                                        ("new_day__isnull", True),
                                        ("opens__isnull", True),
                                    ),
                                    models.Q(
                                        ("kind", "moved"),
                                        models.Q(
                                            ("new_day__isnull", False),
                                            ("opens__isnull", False),
                                            ("closes__isnull", False),
                                            _connector="OR",
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="recurrence_exception_is_whole",
                                violation_error_message="Say where it moves to; what does not take place has no other day or hours.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Report",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "uuid",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                        ("modified_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reports",
                                to="initiatives.programme",
                                verbose_name="programme",
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="title")),
                        (
                            "as_of",
                            models.DateField(
                                help_text="What ended later was not held yet.", verbose_name="cut-off date"
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                editable=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="made by",
                            ),
                        ),
                        ("content", models.JSONField(editable=False, verbose_name="figures")),
                    ],
                    options={
                        "verbose_name": "report",
                        "verbose_name_plural": "reports",
                        "ordering": ["-created_at"],
                    },
                ),
                migrations.CreateModel(
                    name="Target",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "uuid",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                        ("modified_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="targets",
                                to="initiatives.programme",
                                verbose_name="programme",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="targets",
                                to="fairs.region",
                                verbose_name="region",
                            ),
                        ),
                        (
                            "batch",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("brand", "brand boutique exhibition"),
                                    ("resident", "regular resident exhibition"),
                                    ("market", "market-run quality exhibition"),
                                    ("conference", "conference"),
                                ],
                                help_text="Empty: all together.",
                                max_length=10,
                                verbose_name="batch",
                            ),
                        ),
                        (
                            "measure",
                            models.CharField(
                                choices=[("count", "number of exhibitions"), ("area", "exhibition space (m²)")],
                                max_length=10,
                                verbose_name="measure",
                            ),
                        ),
                        (
                            "comparison",
                            models.CharField(
                                choices=[("at_least", "at least (≥)"), ("more_than", "more than (>)")],
                                default="at_least",
                                help_text="“to reach 270” is at least; “to exceed 3.5 million” is more than.",
                                max_length=10,
                                verbose_name="comparison",
                            ),
                        ),
                        (
                            "value",
                            models.PositiveBigIntegerField(
                                validators=[django.core.validators.MaxValueValidator(1000000000000)],
                                verbose_name="value",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "target",
                        "verbose_name_plural": "targets",
                        "ordering": ["programme", "region", "batch", "measure"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("programme", "region", "batch", "measure"),
                                name="target_unique",
                                violation_error_message="There is already a target for this region, batch and measure.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VoucherRound",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "uuid",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                        ("modified_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="fairs.source",
                                verbose_name="source",
                            ),
                        ),
                        (
                            "source_note",
                            models.TextField(
                                blank=True, help_text="Internal: never published.", verbose_name="note on the source"
                            ),
                        ),
                        (
                            "period",
                            models.CharField(
                                help_text="2025, 2025-H1, 2025-Q3 or 2025-07.",
                                max_length=20,
                                validators=[initiatives.models.periodic.check_period],
                                verbose_name="period",
                            ),
                        ),
                        (
                            "cumulative",
                            models.BooleanField(
                                default=False,
                                help_text="Counted from the first of January to the end of the period.",
                                verbose_name="cumulative",
                            ),
                        ),
                        ("since", models.DateField(editable=False, null=True, verbose_name="first day")),
                        ("until", models.DateField(editable=False, null=True, verbose_name="last day")),
                        (
                            "initiative",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="vouchers",
                                to="initiatives.initiative",
                                verbose_name="initiative",
                            ),
                        ),
                        (
                            "issued",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=17,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    initiatives.models.amounts.check_digits,
                                ],
                                verbose_name="issued (yuan)",
                            ),
                        ),
                        (
                            "issued_qualifier",
                            models.CharField(
                                choices=[
                                    ("exact", "exactly"),
                                    ("about", "about"),
                                    ("over", "over"),
                                    ("nearly", "nearly"),
                                ],
                                default="exact",
                                max_length=8,
                                verbose_name="qualifier",
                            ),
                        ),
                        (
                            "redeemed",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=17,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    initiatives.models.amounts.check_digits,
                                ],
                                verbose_name="redeemed (yuan)",
                            ),
                        ),
                        (
                            "redeemed_qualifier",
                            models.CharField(
                                choices=[
                                    ("exact", "exactly"),
                                    ("about", "about"),
                                    ("over", "over"),
                                    ("nearly", "nearly"),
                                ],
                                default="exact",
                                max_length=8,
                                verbose_name="qualifier",
                            ),
                        ),
                        (
                            "driven",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=17,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    initiatives.models.amounts.check_digits,
                                ],
                                verbose_name="sales driven (yuan)",
                            ),
                        ),
                        (
                            "driven_qualifier",
                            models.CharField(
                                choices=[
                                    ("exact", "exactly"),
                                    ("about", "about"),
                                    ("over", "over"),
                                    ("nearly", "nearly"),
                                ],
                                default="exact",
                                max_length=8,
                                verbose_name="qualifier",
                            ),
                        ),
                        (
                            "stated_leverage",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=9,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="leverage as stated, 1 to",
                            ),
                        ),
                        (
                            "stated_leverage_qualifier",
                            models.CharField(
                                choices=[
                                    ("exact", "exactly"),
                                    ("about", "about"),
                                    ("over", "over"),
                                    ("nearly", "nearly"),
                                ],
                                default="exact",
                                max_length=8,
                                verbose_name="qualifier",
                            ),
                        ),
                        (
                            "as_stated",
                            models.CharField(
                                blank=True,
                                help_text="The source's own words.",
                                max_length=200,
                                verbose_name="as stated",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "voucher round",
                        "verbose_name_plural": "voucher rounds",
                        "ordering": ["initiative"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("period", ""), _negated=True),
                                    ("since__isnull", False),
                                    ("until__isnull", False),
                                ),
                                name="voucherround_has_days",
                                violation_error_message="Give the period: without its days nothing can be compared.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("issued__lt", 0),
                                    ("redeemed__lt", 0),
                                    ("driven__lt", 0),
                                    ("stated_leverage__lt", 0),
                                    _connector="OR",
                                    _negated=True,
                                ),
                                name="vouchers_not_negative",
                                violation_error_message="Amounts and leverage cannot be negative: give 0 or more.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("redeemed__isnull", True),
                                    ("issued__isnull", True),
                                    ("redeemed__lte", models.F("issued")),
                                    _connector="OR",
                                ),
                                name="vouchers_redeemed_within_issued",
                                violation_error_message="More was redeemed than issued: one of the two is wrong.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAttendance",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "uuid",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                        ("modified_at", models.DateTimeField(blank=True, editable=False, verbose_name="changed")),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "initiative",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="initiatives.initiative",
                                verbose_name="initiative",
                            ),
                        ),
                        (
                            "fair",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="fairs.fair",
                                verbose_name="fair",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="fairs.edition",
                                verbose_name="edition",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical fair attended",
                        "verbose_name_plural": "historical fairs attended",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalInitiative",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "uuid",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                        ("modified_at", models.DateTimeField(blank=True, editable=False, verbose_name="changed")),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "source_note",
                            models.TextField(
                                blank=True, help_text="Internal: never published.", verbose_name="note on the source"
                            ),
                        ),
                        (
                            "editorial_state",
                            django_fsm.FSMField(
                                choices=[
                                    ("draft", "draft"),
                                    ("submitted", "submitted"),
                                    ("approved", "approved"),
                                    ("published", "published"),
                                    ("unpublished", "unpublished"),
                                ],
                                default="draft",
                                max_length=50,
                                protected=True,
                                verbose_name="editorial state",
                            ),
                        ),
                        (
                            "private_note",
                            models.TextField(
                                blank=True, help_text="Internal: never published.", verbose_name="private note"
                            ),
                        ),
                        (
                            "synthetic",
                            models.BooleanField(
                                default=False,
                                help_text="Made up for tests and demonstrations.",
                                verbose_name="synthetic",
                            ),
                        ),
                        (
                            "event_status",
                            django_fsm.FSMField(
                                choices=[
                                    ("scheduled", "as scheduled"),
                                    ("rescheduled", "rescheduled"),
                                    ("postponed", "postponed, no new date"),
                                    ("cancelled", "cancelled"),
                                ],
                                default="scheduled",
                                max_length=50,
                                protected=True,
                                verbose_name="event status",
                            ),
                        ),
                        (
                            "starts_at",
                            models.DateTimeField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        datetime.datetime(1950, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        datetime.datetime(2100, 12, 31, 0, 0, tzinfo=datetime.timezone.utc)
                                    ),
                                ],
                                verbose_name="starts",
                            ),
                        ),
                        (
                            "ends_at",
                            models.DateTimeField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        datetime.datetime(1950, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        datetime.datetime(2100, 12, 31, 0, 0, tzinfo=datetime.timezone.utc)
                                    ),
                                ],
                                verbose_name="ends",
                            ),
                        ),
                        (
                            "first_day",
                            models.DateField(
                                blank=True,
                                help_text="Where only the day is known, not the hour.",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(datetime.date(1950, 1, 1)),
                                    django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31)),
                                ],
                                verbose_name="first day",
                            ),
                        ),
                        (
                            "last_day",
                            models.DateField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(datetime.date(1950, 1, 1)),
                                    django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31)),
                                ],
                                verbose_name="last day",
                            ),
                        ),
                        (
                            "stated_dates",
                            models.CharField(
                                blank=True,
                                help_text="What is known of dates that are not complete.",
                                max_length=200,
                                verbose_name="dates as stated",
                            ),
                        ),
                        (
                            "moved_from",
                            models.CharField(
                                blank=True, editable=False, max_length=40, verbose_name="dates before it moved"
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                db_index=True,
                                max_length=60,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Za-z0-9][A-Za-z0-9-]*\\Z",
                                        "Use ASCII letters, digits and hyphens only, starting with a letter or digit.",
                                    )
                                ],
                                verbose_name="code",
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                choices=[
                                    ("framework", "framework"),
                                    ("action", "action"),
                                    ("measure", "measure"),
                                    ("round", "round"),
                                ],
                                max_length=10,
                                verbose_name="level",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("framework", "policy framework"),
                                    ("action", "action"),
                                    ("package", "promotional packages"),
                                    ("vouchers", "vouchers"),
                                    ("trade_in", "trade-in programme"),
                                    ("tax_refund", "tax-refund point"),
                                    ("market", "night market or feature market"),
                                    ("festival", "livestream festival"),
                                    ("live_room", "brand live room"),
                                    ("scene", "immersive, AR or VR scene"),
                                    ("carnival", "carnival"),
                                    ("campaign", "promotional activities"),
                                    ("zero_to_one", "zero-to-one scheme"),
                                    ("trade_model", "new trade model"),
                                    ("platform", "platform"),
                                    ("partnership", "partnership of platforms and brands"),
                                    ("delegation", "delegation to a fair elsewhere"),
                                    ("facility", "venues and facilities"),
                                    ("other", "other measure"),
                                ],
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        ("title_zh_hans", models.CharField(blank=True, max_length=300, verbose_name="title (Chinese)")),
                        ("title_en", models.CharField(blank=True, max_length=300, verbose_name="title (English)")),
                        ("description_zh_hans", models.TextField(blank=True, verbose_name="description (Chinese)")),
                        ("description_en", models.TextField(blank=True, verbose_name="description (English)")),
                        (
                            "link",
                            models.URLField(
                                blank=True,
                                help_text="Where the public takes part: shown as a QR code.",
                                verbose_name="address behind the QR code",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="fairs.source",
                                verbose_name="source",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The organisation whose members edit this.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="fairs.organisation",
                                verbose_name="entered by",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="initiatives.initiative",
                                verbose_name="part of",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="fairs.region",
                                verbose_name="region",
                            ),
                        ),
                        (
                            "venue",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="fairs.venue",
                                verbose_name="place",
                            ),
                        ),
                        (
                            "sector",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="fairs.category",
                                verbose_name="sector",
                            ),
                        ),
                        (
                            "markets",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="fairs.regiongroup",
                                verbose_name="markets it opens",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical initiative",
                        "verbose_name_plural": "historical initiatives",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalInitiativeBody",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "uuid",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                        ("modified_at", models.DateTimeField(blank=True, editable=False, verbose_name="changed")),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("responsible", "responsible"),
                                    ("supporting", "supporting"),
                                    ("operator", "operator"),
                                    ("platform", "platform"),
                                    ("brand", "brand"),
                                    ("leader", "leads the delegation"),
                                    ("member", "member"),
                                ],
                                default="responsible",
                                max_length=12,
                                verbose_name="role",
                            ),
                        ),
                        (
                            "initiative",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="initiatives.initiative",
                                verbose_name="initiative",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="fairs.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical body",
                        "verbose_name_plural": "historical bodies",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalInvestmentParty",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "uuid",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                        ("modified_at", models.DateTimeField(blank=True, editable=False, verbose_name="changed")),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "role",
                            models.CharField(
                                choices=[("investor", "investor"), ("host", "host"), ("partner", "partner")],
                                default="investor",
                                max_length=10,
                                verbose_name="role",
                            ),
                        ),
                        (
                            "investment",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="initiatives.investment",
                                verbose_name="investment project",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="fairs.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical party",
                        "verbose_name_plural": "historical parties",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalMeasurement",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "uuid",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                        ("modified_at", models.DateTimeField(blank=True, editable=False, verbose_name="changed")),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "initiative",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="initiatives.initiative",
                                verbose_name="initiative",
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="initiatives.indicator",
                                verbose_name="indicator",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical indicator of an initiative",
                        "verbose_name_plural": "historical indicators of initiatives",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalObjective",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "uuid",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                        ("modified_at", models.DateTimeField(blank=True, editable=False, verbose_name="changed")),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "code",
                            models.CharField(
                                db_index=True,
                                max_length=60,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Za-z0-9][A-Za-z0-9-]*\\Z",
                                        "Use ASCII letters, digits and hyphens only, starting with a letter or digit.",
                                    )
                                ],
                                verbose_name="code",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("aspect", "aspect"), ("tackle", "tackle")], max_length=10, verbose_name="kind"
                            ),
                        ),
                        ("number", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="no.")),
                        ("name_zh_hans", models.CharField(blank=True, max_length=300, verbose_name="name (Chinese)")),
                        ("name_en", models.CharField(blank=True, max_length=300, verbose_name="name (English)")),
                        ("description_zh_hans", models.TextField(blank=True, verbose_name="description (Chinese)")),
                        ("description_en", models.TextField(blank=True, verbose_name="description (English)")),
                        (
                            "programme",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="initiatives.programme",
                                verbose_name="programme",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical objective",
                        "verbose_name_plural": "historical objectives",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalObservation",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "uuid",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                        ("modified_at", models.DateTimeField(blank=True, editable=False, verbose_name="changed")),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "period",
                            models.CharField(
                                help_text="2025, 2025-H1, 2025-Q3 or 2025-07.",
                                max_length=20,
                                validators=[initiatives.models.periodic.check_period],
                                verbose_name="period",
                            ),
                        ),
                        (
                            "cumulative",
                            models.BooleanField(
                                default=False,
                                help_text="Counted from the first of January to the end of the period.",
                                verbose_name="cumulative",
                            ),
                        ),
                        ("since", models.DateField(editable=False, null=True, verbose_name="first day")),
                        ("until", models.DateField(editable=False, null=True, verbose_name="last day")),
                        (
                            "cut",
                            models.CharField(
                                choices=[
                                    ("all", "all"),
                                    ("urban", "urban"),
                                    ("rural", "rural"),
                                    ("sector", "of a sector"),
                                ],
                                default="all",
                                max_length=10,
                                verbose_name="cut",
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                choices=[
                                    ("plan", "plan"),
                                    ("preliminary", "preliminary"),
                                    ("final", "final"),
                                    ("audited", "audited"),
                                ],
                                default="preliminary",
                                max_length=12,
                                verbose_name="stage",
                            ),
                        ),
                        (
                            "value",
                            models.DecimalField(
                                decimal_places=4,
                                max_digits=20,
                                validators=[initiatives.models.amounts.check_digits],
                                verbose_name="value",
                            ),
                        ),
                        (
                            "qualifier",
                            models.CharField(
                                choices=[
                                    ("exact", "exactly"),
                                    ("about", "about"),
                                    ("over", "over"),
                                    ("nearly", "nearly"),
                                ],
                                default="exact",
                                max_length=8,
                                verbose_name="qualifier",
                            ),
                        ),
                        (
                            "year_on_year",
                            models.DecimalField(
                                blank=True,
                                decimal_places=3,
                                max_digits=9,
                                null=True,
                                verbose_name="change on a year earlier (%)",
                            ),
                        ),
                        (
                            "change",
                            models.DecimalField(
                                blank=True,
                                decimal_places=4,
                                help_text="In the indicator's unit.",
                                max_digits=20,
                                null=True,
                                validators=[initiatives.models.amounts.check_digits],
                                verbose_name="change on a year earlier",
                            ),
                        ),
                        (
                            "as_stated",
                            models.CharField(
                                blank=True,
                                help_text="The source's own words.",
                                max_length=200,
                                verbose_name="as stated",
                            ),
                        ),
                        ("stated_on", models.DateField(blank=True, null=True, verbose_name="stated on")),
                        (
                            "source_note",
                            models.TextField(
                                blank=True, help_text="Internal: never published.", verbose_name="note on the source"
                            ),
                        ),
                        (
                            "revision",
                            models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="revision"),
                        ),
                        ("current", models.BooleanField(default=True, editable=False, verbose_name="current")),
                        (
                            "indicator",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="initiatives.indicator",
                                verbose_name="indicator",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="fairs.region",
                                verbose_name="region",
                            ),
                        ),
                        (
                            "sector",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="fairs.category",
                                verbose_name="sector",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="fairs.source",
                                verbose_name="source",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical observation",
                        "verbose_name_plural": "historical observations",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalOpeningHours",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "uuid",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                        ("modified_at", models.DateTimeField(blank=True, editable=False, verbose_name="changed")),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "weekday",
                            models.CharField(
                                choices=[
                                    ("MO", "Monday"),
                                    ("TU", "Tuesday"),
                                    ("WE", "Wednesday"),
                                    ("TH", "Thursday"),
                                    ("FR", "Friday"),
                                    ("SA", "Saturday"),
                                    ("SU", "Sunday"),
                                ],
                                max_length=2,
                                verbose_name="day of the week",
                            ),
                        ),
                        ("opens", models.TimeField(verbose_name="opens")),
                        ("closes", models.TimeField(verbose_name="closes")),
                        (
                            "initiative",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="initiatives.initiative",
                                verbose_name="initiative",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical opening hours",
                        "verbose_name_plural": "historical opening hours",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRecurrence",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "uuid",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                        ("modified_at", models.DateTimeField(blank=True, editable=False, verbose_name="changed")),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "frequency",
                            models.CharField(
                                choices=[("daily", "daily"), ("weekly", "weekly")],
                                default="weekly",
                                max_length=8,
                                verbose_name="frequency",
                            ),
                        ),
                        (
                            "interval",
                            models.PositiveSmallIntegerField(
                                default=1,
                                help_text="2 with “weekly”: every second week.",
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(52),
                                ],
                                verbose_name="every",
                            ),
                        ),
                        (
                            "weekdays",
                            models.CharField(
                                blank=True,
                                help_text="Of a weekly one, e.g. FR,SA,SU.",
                                max_length=20,
                                validators=[initiatives.models.markets.check_weekdays],
                                verbose_name="on",
                            ),
                        ),
                        ("opens", models.TimeField(verbose_name="opens")),
                        (
                            "closes",
                            models.TimeField(
                                help_text="Not later than it opens: on the following day.", verbose_name="closes"
                            ),
                        ),
                        (
                            "initiative",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="initiatives.initiative",
                                verbose_name="initiative",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical recurrence",
                        "verbose_name_plural": "historical recurrences",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRecurrenceException",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "uuid",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                        ("modified_at", models.DateTimeField(blank=True, editable=False, verbose_name="changed")),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "day",
                            models.DateField(help_text="On which it would take place by the rule.", verbose_name="day"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("cancelled", "does not take place"),
                                    ("moved", "takes place at another time"),
                                ],
                                default="cancelled",
                                max_length=10,
                                verbose_name="kind",
                            ),
                        ),
                        ("new_day", models.DateField(blank=True, null=True, verbose_name="new day")),
                        (
                            "opens",
                            models.TimeField(blank=True, help_text="Empty: as usual.", null=True, verbose_name="opens"),
                        ),
                        (
                            "closes",
                            models.TimeField(
                                blank=True, help_text="Empty: as usual.", null=True, verbose_name="closes"
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                        (
                            "initiative",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="initiatives.initiative",
                                verbose_name="initiative",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical exception",
                        "verbose_name_plural": "historical exceptions",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalReport",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "uuid",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                        ("modified_at", models.DateTimeField(blank=True, editable=False, verbose_name="changed")),
                        ("history_change_reason", models.TextField(null=True)),
                        ("title", models.CharField(max_length=200, verbose_name="title")),
                        (
                            "as_of",
                            models.DateField(
                                help_text="What ended later was not held yet.", verbose_name="cut-off date"
                            ),
                        ),
                        ("content", models.JSONField(editable=False, verbose_name="figures")),
                        (
                            "programme",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="initiatives.programme",
                                verbose_name="programme",
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="made by",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical report",
                        "verbose_name_plural": "historical reports",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalTarget",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "uuid",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                        ("modified_at", models.DateTimeField(blank=True, editable=False, verbose_name="changed")),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "batch",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("brand", "brand boutique exhibition"),
                                    ("resident", "regular resident exhibition"),
                                    ("market", "market-run quality exhibition"),
                                    ("conference", "conference"),
                                ],
                                help_text="Empty: all together.",
                                max_length=10,
                                verbose_name="batch",
                            ),
                        ),
                        (
                            "measure",
                            models.CharField(
                                choices=[("count", "number of exhibitions"), ("area", "exhibition space (m²)")],
                                max_length=10,
                                verbose_name="measure",
                            ),
                        ),
                        (
                            "comparison",
                            models.CharField(
                                choices=[("at_least", "at least (≥)"), ("more_than", "more than (>)")],
                                default="at_least",
                                help_text="“to reach 270” is at least; “to exceed 3.5 million” is more than.",
                                max_length=10,
                                verbose_name="comparison",
                            ),
                        ),
                        (
                            "value",
                            models.PositiveBigIntegerField(
                                validators=[django.core.validators.MaxValueValidator(1000000000000)],
                                verbose_name="value",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="initiatives.programme",
                                verbose_name="programme",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="fairs.region",
                                verbose_name="region",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical target",
                        "verbose_name_plural": "historical targets",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalVoucherRound",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "uuid",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                        ("modified_at", models.DateTimeField(blank=True, editable=False, verbose_name="changed")),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "source_note",
                            models.TextField(
                                blank=True, help_text="Internal: never published.", verbose_name="note on the source"
                            ),
                        ),
                        (
                            "period",
                            models.CharField(
                                help_text="2025, 2025-H1, 2025-Q3 or 2025-07.",
                                max_length=20,
                                validators=[initiatives.models.periodic.check_period],
                                verbose_name="period",
                            ),
                        ),
                        (
                            "cumulative",
                            models.BooleanField(
                                default=False,
                                help_text="Counted from the first of January to the end of the period.",
                                verbose_name="cumulative",
                            ),
                        ),
                        ("since", models.DateField(editable=False, null=True, verbose_name="first day")),
                        ("until", models.DateField(editable=False, null=True, verbose_name="last day")),
                        (
                            "issued",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=17,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    initiatives.models.amounts.check_digits,
                                ],
                                verbose_name="issued (yuan)",
                            ),
                        ),
                        (
                            "issued_qualifier",
                            models.CharField(
                                choices=[
                                    ("exact", "exactly"),
                                    ("about", "about"),
                                    ("over", "over"),
                                    ("nearly", "nearly"),
                                ],
                                default="exact",
                                max_length=8,
                                verbose_name="qualifier",
                            ),
                        ),
                        (
                            "redeemed",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=17,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    initiatives.models.amounts.check_digits,
                                ],
                                verbose_name="redeemed (yuan)",
                            ),
                        ),
                        (
                            "redeemed_qualifier",
                            models.CharField(
                                choices=[
                                    ("exact", "exactly"),
                                    ("about", "about"),
                                    ("over", "over"),
                                    ("nearly", "nearly"),
                                ],
                                default="exact",
                                max_length=8,
                                verbose_name="qualifier",
                            ),
                        ),
                        (
                            "driven",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=17,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(0),
                                    initiatives.models.amounts.check_digits,
                                ],
                                verbose_name="sales driven (yuan)",
                            ),
                        ),
                        (
                            "driven_qualifier",
                            models.CharField(
                                choices=[
                                    ("exact", "exactly"),
                                    ("about", "about"),
                                    ("over", "over"),
                                    ("nearly", "nearly"),
                                ],
                                default="exact",
                                max_length=8,
                                verbose_name="qualifier",
                            ),
                        ),
                        (
                            "stated_leverage",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=9,
                                null=True,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="leverage as stated, 1 to",
                            ),
                        ),
                        (
                            "stated_leverage_qualifier",
                            models.CharField(
                                choices=[
                                    ("exact", "exactly"),
                                    ("about", "about"),
                                    ("over", "over"),
                                    ("nearly", "nearly"),
                                ],
                                default="exact",
                                max_length=8,
                                verbose_name="qualifier",
                            ),
                        ),
                        (
                            "as_stated",
                            models.CharField(
                                blank=True,
                                help_text="The source's own words.",
                                max_length=200,
                                verbose_name="as stated",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="fairs.source",
                                verbose_name="source",
                            ),
                        ),
                        (
                            "initiative",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="initiatives.initiative",
                                verbose_name="initiative",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical voucher round",
                        "verbose_name_plural": "historical voucher rounds",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Contribution",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "uuid",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                        ("modified_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                        (
                            "objective",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contributions",
                                to="initiatives.objective",
                                verbose_name="objective",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contributions",
                                to="fairs.edition",
                                verbose_name="edition",
                            ),
                        ),
                        (
                            "initiative",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="contributions",
                                to="initiatives.initiative",
                                verbose_name="initiative",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "contribution to an objective",
                        "verbose_name_plural": "contributions to objectives",
                        "ordering": ["objective", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("edition__isnull", False), ("initiative__isnull", True)),
                                    models.Q(("edition__isnull", True), ("initiative__isnull", False)),
                                    _connector="OR",
                                ),
                                name="contribution_of_one",
                                violation_error_message="Give either an edition or an initiative.",
                            ),
                            models.UniqueConstraint(
                                fields=("objective", "edition"),
                                name="contribution_edition_unique",
                                violation_error_message="This edition already serves this objective.",
                            ),
                            models.UniqueConstraint(
                                fields=("objective", "initiative"),
                                name="contribution_initiative_unique",
                                violation_error_message="This initiative already serves this objective.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Evidence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "uuid",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                        ("modified_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                        (
                            "launch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="evidence",
                                to="initiatives.launch",
                                verbose_name="launch event",
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="title")),
                        (
                            "file",
                            models.FileField(
                                help_text="PDF, PNG, JPEG, DOCX or XLSX of at most 20 MB.",
                                max_length=200,
                                upload_to=fairs.models.files.unguessable,
                                validators=[
                                    django.core.validators.FileExtensionValidator(
                                        ["pdf", "png", "jpg", "jpeg", "docx", "xlsx"]
                                    ),
                                    fairs.models.files.acceptable,
                                ],
                                verbose_name="file",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "evidence",
                        "verbose_name_plural": "evidence",
                        "ordering": ["launch", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="Rank",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "uuid",
                            models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                        ("modified_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
                        (
                            "observation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="ranks",
                                to="initiatives.observation",
                                verbose_name="observation",
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="rank")),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ranks",
                                to="fairs.region",
                                verbose_name="within",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ranks",
                                to="fairs.regiongroup",
                                verbose_name="within the group",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "rank",
                        "verbose_name_plural": "ranks",
                        "ordering": ["observation", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("group__isnull", True), ("region__isnull", False)),
                                    models.Q(("group__isnull", False), ("region__isnull", True)),
                                    _connector="OR",
                                ),
                                name="rank_within_one",
                                violation_error_message="Give either a region or a group of regions.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("position__gte", 1)),
                                name="rank_from_one",
                                violation_error_message="Ranks begin with 1.",
                            ),
                            models.UniqueConstraint(
                                fields=("observation", "region"),
                                name="rank_region_unique",
                                violation_error_message="There is already a rank within this region.",
                            ),
                            models.UniqueConstraint(
                                fields=("observation", "group"),
                                name="rank_group_unique",
                                violation_error_message="There is already a rank within this group.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalContribution",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "uuid",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                        ("modified_at", models.DateTimeField(blank=True, editable=False, verbose_name="changed")),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "objective",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="initiatives.objective",
                                verbose_name="objective",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="fairs.edition",
                                verbose_name="edition",
                            ),
                        ),
                        (
                            "initiative",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="initiatives.initiative",
                                verbose_name="initiative",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical contribution to an objective",
                        "verbose_name_plural": "historical contributions to objectives",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalEvidence",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "uuid",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                        ("modified_at", models.DateTimeField(blank=True, editable=False, verbose_name="changed")),
                        ("history_change_reason", models.TextField(null=True)),
                        ("title", models.CharField(max_length=200, verbose_name="title")),
                        (
                            "file",
                            models.TextField(
                                help_text="PDF, PNG, JPEG, DOCX or XLSX of at most 20 MB.",
                                max_length=200,
                                validators=[
                                    django.core.validators.FileExtensionValidator(
                                        ["pdf", "png", "jpg", "jpeg", "docx", "xlsx"]
                                    ),
                                    fairs.models.files.acceptable,
                                ],
                                verbose_name="file",
                            ),
                        ),
                        (
                            "launch",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="initiatives.launch",
                                verbose_name="launch event",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical evidence",
                        "verbose_name_plural": "historical evidence",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalLaunch",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "uuid",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                        ("modified_at", models.DateTimeField(blank=True, editable=False, verbose_name="changed")),
                        ("history_change_reason", models.TextField(null=True)),
                        (
                            "source_note",
                            models.TextField(
                                blank=True, help_text="Internal: never published.", verbose_name="note on the source"
                            ),
                        ),
                        (
                            "editorial_state",
                            django_fsm.FSMField(
                                choices=[
                                    ("draft", "draft"),
                                    ("submitted", "submitted"),
                                    ("approved", "approved"),
                                    ("published", "published"),
                                    ("unpublished", "unpublished"),
                                ],
                                default="draft",
                                max_length=50,
                                protected=True,
                                verbose_name="editorial state",
                            ),
                        ),
                        (
                            "private_note",
                            models.TextField(
                                blank=True, help_text="Internal: never published.", verbose_name="private note"
                            ),
                        ),
                        (
                            "synthetic",
                            models.BooleanField(
                                default=False,
                                help_text="Made up for tests and demonstrations.",
                                verbose_name="synthetic",
                            ),
                        ),
                        (
                            "event_status",
                            django_fsm.FSMField(
                                choices=[
                                    ("scheduled", "as scheduled"),
                                    ("rescheduled", "rescheduled"),
                                    ("postponed", "postponed, no new date"),
                                    ("cancelled", "cancelled"),
                                ],
                                default="scheduled",
                                max_length=50,
                                protected=True,
                                verbose_name="event status",
                            ),
                        ),
                        (
                            "starts_at",
                            models.DateTimeField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        datetime.datetime(1950, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        datetime.datetime(2100, 12, 31, 0, 0, tzinfo=datetime.timezone.utc)
                                    ),
                                ],
                                verbose_name="starts",
                            ),
                        ),
                        (
                            "ends_at",
                            models.DateTimeField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(
                                        datetime.datetime(1950, 1, 1, 0, 0, tzinfo=datetime.timezone.utc)
                                    ),
                                    django.core.validators.MaxValueValidator(
                                        datetime.datetime(2100, 12, 31, 0, 0, tzinfo=datetime.timezone.utc)
                                    ),
                                ],
                                verbose_name="ends",
                            ),
                        ),
                        (
                            "first_day",
                            models.DateField(
                                blank=True,
                                help_text="Where only the day is known, not the hour.",
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(datetime.date(1950, 1, 1)),
                                    django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31)),
                                ],
                                verbose_name="first day",
                            ),
                        ),
                        (
                            "last_day",
                            models.DateField(
                                blank=True,
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(datetime.date(1950, 1, 1)),
                                    django.core.validators.MaxValueValidator(datetime.date(2100, 12, 31)),
                                ],
                                verbose_name="last day",
                            ),
                        ),
                        (
                            "stated_dates",
                            models.CharField(
                                blank=True,
                                help_text="What is known of dates that are not complete.",
                                max_length=200,
                                verbose_name="dates as stated",
                            ),
                        ),
                        (
                            "moved_from",
                            models.CharField(
                                blank=True, editable=False, max_length=40, verbose_name="dates before it moved"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("store", "first store"),
                                    ("flagship", "flagship store"),
                                    ("concept", "concept store"),
                                    ("exhibition", "first exhibition"),
                                    ("show", "first show"),
                                    ("performance", "premiere on stage"),
                                    ("premiere", "first screening"),
                                    ("product", "product launch"),
                                    ("opening", "opening of a place"),
                                    ("week", "launch week"),
                                ],
                                max_length=12,
                                verbose_name="kind",
                            ),
                        ),
                        (
                            "item",
                            models.CharField(
                                blank=True,
                                help_text="Which of the brand's, where it launches several; not for stores.",
                                max_length=200,
                                verbose_name="product or work",
                            ),
                        ),
                        ("item_key", models.CharField(blank=True, editable=False, max_length=200)),
                        ("day", models.DateField(editable=False, null=True, verbose_name="day")),
                        (
                            "scope",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("city", "first in the city"),
                                    ("province", "first in the province"),
                                    ("northeast", "first in the Northeast"),
                                    ("mainland", "first on the mainland"),
                                    ("asia", "first in Asia"),
                                    ("global", "first in the world"),
                                ],
                                help_text="Empty: not stated.",
                                max_length=10,
                                verbose_name="scope",
                            ),
                        ),
                        (
                            "scope_place",
                            models.CharField(blank=True, editable=False, max_length=60, verbose_name="first in"),
                        ),
                        (
                            "recognition",
                            django_fsm.FSMField(
                                choices=[
                                    ("none", "no claim"),
                                    ("claimed", "claimed"),
                                    ("checked", "checked"),
                                    ("noticed", "under public notice"),
                                    ("recognised", "recognised"),
                                    ("refused", "refused"),
                                    ("expired", "expired"),
                                    ("revoked", "revoked"),
                                ],
                                default="none",
                                max_length=50,
                                protected=True,
                                verbose_name="recognition",
                            ),
                        ),
                        (
                            "notice_first_day",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="public notice from"),
                        ),
                        (
                            "notice_last_day",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="public notice until"),
                        ),
                        (
                            "recognised_on",
                            models.DateField(blank=True, editable=False, null=True, verbose_name="recognised on"),
                        ),
                        (
                            "valid_until",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="recognition valid until"
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                db_index=True,
                                max_length=60,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[A-Za-z0-9][A-Za-z0-9-]*\\Z",
                                        "Use ASCII letters, digits and hyphens only, starting with a letter or digit.",
                                    )
                                ],
                                verbose_name="code",
                            ),
                        ),
                        ("title_zh_hans", models.CharField(blank=True, max_length=300, verbose_name="title (Chinese)")),
                        ("title_en", models.CharField(blank=True, max_length=300, verbose_name="title (English)")),
                        ("description_zh_hans", models.TextField(blank=True, verbose_name="description (Chinese)")),
                        ("description_en", models.TextField(blank=True, verbose_name="description (English)")),
                        (
                            "visitors",
                            models.PositiveBigIntegerField(
                                blank=True,
                                null=True,
                                validators=[django.core.validators.MaxValueValidator(1000000000000)],
                                verbose_name="visitors",
                            ),
                        ),
                        (
                            "visitors_qualifier",
                            models.CharField(
                                choices=[
                                    ("exact", "exactly"),
                                    ("about", "about"),
                                    ("over", "over"),
                                    ("nearly", "nearly"),
                                ],
                                default="exact",
                                max_length=8,
                                verbose_name="qualifier",
                            ),
                        ),
                        (
                            "visitors_period_zh_hans",
                            models.CharField(
                                blank=True, max_length=100, verbose_name="visitors counted over (Chinese)"
                            ),
                        ),
                        (
                            "visitors_period_en",
                            models.CharField(
                                blank=True, max_length=100, verbose_name="visitors counted over (English)"
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="fairs.source",
                                verbose_name="source",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                help_text="The organisation whose members edit this.",
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="fairs.organisation",
                                verbose_name="entered by",
                            ),
                        ),
                        (
                            "brand",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="initiatives.brand",
                                verbose_name="brand",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="fairs.region",
                                verbose_name="city",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="initiatives.launch",
                                verbose_name="launch week",
                            ),
                        ),
                        (
                            "venue",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="fairs.venue",
                                verbose_name="venue",
                            ),
                        ),
                        (
                            "edition",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="fairs.edition",
                                verbose_name="at the fair",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical launch event",
                        "verbose_name_plural": "historical launch events",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRank",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "uuid",
                            models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name="UUID"),
                        ),
                        ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="created")),
                        ("modified_at", models.DateTimeField(blank=True, editable=False, verbose_name="changed")),
                        ("history_change_reason", models.TextField(null=True)),
                        ("position", models.PositiveSmallIntegerField(verbose_name="rank")),
                        (
                            "observation",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="initiatives.observation",
                                verbose_name="observation",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="fairs.region",
                                verbose_name="within",
                            ),
                        ),
                        (
                            "group",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="fairs.regiongroup",
                                verbose_name="within the group",
                            ),
                        ),
                        ("history_id", models.AutoField(primary_key=True, serialize=False)),
                        ("history_date", models.DateTimeField(db_index=True)),
                        (
                            "history_type",
                            models.CharField(
                                choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                            ),
                        ),
                        (
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical rank",
                        "verbose_name_plural": "historical ranks",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
            ]
        )
    ]
