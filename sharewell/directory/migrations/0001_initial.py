import django.db.models.deletion
import sharewell.moment
import sharewell.vault.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Agency",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120, unique=True)),
                ("short_name", models.CharField(max_length=40)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("council", "council"),
                            ("school", "school"),
                            ("nursery", "nursery"),
                            ("college", "college"),
                            ("nhs_trust", "nhs trust"),
                            ("general_practice", "general practice"),
                            ("police", "police"),
                            ("probation", "probation"),
                            ("youth_justice", "youth justice"),
                            ("housing", "housing"),
                            ("charity", "charity"),
                        ],
                        max_length=20,
                    ),
                ),
                ("what_it_does", models.CharField(blank=True, max_length=300)),
                ("website", models.URLField(blank=True)),
                ("is_demonstration", models.BooleanField(default=False)),
                ("added_at", models.DateTimeField()),
            ],
            options={
                "verbose_name_plural": "agencies",
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="Area",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=80, unique=True)),
                ("ons_code", models.CharField(blank=True, max_length=9)),
                ("districts", models.CharField(blank=True, help_text="Parted by spaces: RG40 RG41.", max_length=300)),
            ],
            options={
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="BankHoliday",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("on", models.DateField(unique=True)),
                ("name", models.CharField(max_length=80)),
                ("source", models.CharField(max_length=120)),
                ("checked_on", models.DateField()),
                ("is_observed", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ("on",),
            },
        ),
        migrations.CreateModel(
            name="WordSpelling",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "spelling", "word", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("spelling", models.CharField(max_length=41)),
                ("word", models.CharField(max_length=40)),
            ],
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("job_title", models.CharField(blank=True, max_length=80)),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(blank=True, null=True)),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.member",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("since",),
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("email", models.EmailField(max_length=254)),
                ("name", models.CharField(max_length=200)),
                ("job_title", models.CharField(blank=True, max_length=80)),
                ("held_roles", models.JSONField(default=list)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("made_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.member"
                    ),
                ),
            ],
            options={
                "ordering": ("-made_at",),
            },
        ),
        migrations.CreateModel(
            name="Away",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(blank=True, null=True)),
                ("said_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "cover",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.member",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="absences", to="directory.member"
                    ),
                ),
            ],
            options={
                "ordering": ("since",),
            },
        ),
        migrations.CreateModel(
            name="MemberRole",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("practitioner", "practitioner"),
                            ("designated_lead", "designated lead"),
                            ("deputy", "deputy"),
                            ("other_senior", "other senior"),
                            ("receiving_worker", "receiving worker"),
                            ("adviser", "adviser"),
                            ("manager", "manager"),
                            ("administrator", "administrator"),
                            ("partnership_lead", "partnership lead"),
                        ],
                        max_length=20,
                    ),
                ),
                ("place", models.PositiveSmallIntegerField(default=0)),
                ("given_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="held_roles", to="directory.member"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SentFile",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("agencies", "agencies"),
                            ("teams", "teams"),
                            ("people", "people"),
                            ("open_referral", "open referral"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                (
                    "rows",
                    sharewell.vault.fields.EncryptedTextField(
                        blank=True, default="", help_text="JSON: [[line, {column: cell}, [fault]]]."
                    ),
                ),
                ("sent_at", models.DateTimeField()),
                ("imported_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.member"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=120)),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("referral", "referral"),
                            ("emergency_duty", "emergency duty"),
                            ("advice", "advice"),
                            ("early_help", "early help"),
                            ("safeguarding", "safeguarding"),
                            ("police", "police"),
                            ("other", "other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("what_for", models.CharField(blank=True, max_length=200)),
                ("telephone", models.CharField(blank=True, max_length=30)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("website", models.URLField(blank=True)),
                ("address", models.CharField(blank=True, help_text="In lines, without the postcode.", max_length=300)),
                ("postcode", models.CharField(blank=True, max_length=8)),
                ("latitude", models.FloatField(blank=True, help_text="Degrees, WGS 84.", null=True)),
                ("longitude", models.FloatField(blank=True, help_text="Degrees, WGS 84.", null=True)),
                ("minimum_age", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("maximum_age", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("is_public", models.BooleanField(default=False)),
                (
                    "on_bank_holidays",
                    models.CharField(
                        choices=[("closed", "closed"), ("as_usual", "as usual"), ("own_hours", "own hours")],
                        default="closed",
                        max_length=20,
                    ),
                ),
                ("checked_on", models.DateField(blank=True, null=True)),
                ("checked_by", models.CharField(blank=True, max_length=120)),
                ("changed_at", models.DateTimeField(default=sharewell.moment.now, editable=False)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("was_public", models.BooleanField(default=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
            ],
            options={
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="OpeningHours",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Monday"),
                            (1, "Tuesday"),
                            (2, "Wednesday"),
                            (3, "Thursday"),
                            (4, "Friday"),
                            (5, "Saturday"),
                            (6, "Sunday"),
                            (7, "Bank_holiday"),
                        ]
                    ),
                ),
                ("opens", models.TimeField()),
                ("closes", models.TimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hours", to="directory.team"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "opening hours",
                "ordering": ("weekday", "opens"),
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("joined_at", models.DateTimeField()),
                ("left_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="directory.member"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.team"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="InvitationTeam",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "invitation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.invitation"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.team"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HoursException",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("on", models.DateField()),
                ("opens", models.TimeField(blank=True, null=True)),
                ("closes", models.TimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="exceptions", to="directory.team"
                    ),
                ),
            ],
            options={
                "ordering": ("on", "opens"),
            },
        ),
        migrations.CreateModel(
            name="ContactWord",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "team_id", "word", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("word", models.CharField(max_length=40)),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.agency",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.team",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TeamArea",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.area"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.team"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="team",
            name="areas",
            field=models.ManyToManyField(
                blank=True, related_name="+", through="directory.TeamArea", to="directory.area"
            ),
        ),
        migrations.CreateModel(
            name="WrongNumber",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("telephone", models.CharField(help_text="As it stood when it was said to be wrong.", max_length=30)),
                ("note", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("reported_at", models.DateTimeField()),
                ("reported_by", models.CharField(max_length=200)),
                ("put_right_at", models.DateTimeField(blank=True, null=True)),
                ("told_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.agency",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="wrong_numbers",
                        to="directory.team",
                    ),
                ),
            ],
            options={
                "ordering": ("reported_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="AgencyIdentifier",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("scheme", models.CharField(choices=[("ods", "ods"), ("urn", "urn"), ("ons", "ons")], max_length=10)),
                ("value", models.CharField(max_length=20)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="identifiers", to="directory.agency"
                    ),
                ),
            ],
            options={
                "ordering": ("scheme",),
                "constraints": [
                    models.UniqueConstraint(fields=("scheme", "value"), name="directory_identifier_is_one_agencys"),
                    models.UniqueConstraint(fields=("agency", "scheme"), name="directory_one_identifier_of_a_scheme"),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="member",
            index=models.Index(fields=["agency", "until"], name="directory_m_agency__f68b04_idx"),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)),
                fields=("user", "agency"),
                name="directory_one_membership_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                name="directory_leaves_after_joining",
            ),
        ),
        migrations.AddIndex(
            model_name="invitation",
            index=models.Index(fields=["agency", "ends_at"], name="directory_invitation_by_agency"),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("digest", ""), _negated=True),
                fields=("digest",),
                name="directory_invitation_has_its_own_link",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("made_at"))), name="directory_invitation_lasts"
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("used_at__isnull", True), ("withdrawn_at__isnull", True), _connector="OR"),
                name="directory_invitation_used_or_withdrawn",
            ),
        ),
        migrations.AddIndex(
            model_name="away",
            index=models.Index(fields=["member", "until"], name="directory_a_member__b35f76_idx"),
        ),
        migrations.AddConstraint(
            model_name="away",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"),
                name="directory_back_after_going",
            ),
        ),
        migrations.AddConstraint(
            model_name="away",
            constraint=models.CheckConstraint(
                condition=models.Q(("cover", models.F("member")), _negated=True), name="directory_covered_by_another"
            ),
        ),
        migrations.AddIndex(
            model_name="memberrole",
            index=models.Index(fields=["agency", "role"], name="directory_m_agency__12ab72_idx"),
        ),
        migrations.AddConstraint(
            model_name="memberrole",
            constraint=models.UniqueConstraint(fields=("member", "role"), name="directory_role_once"),
        ),
        migrations.AddIndex(
            model_name="sentfile",
            index=models.Index(fields=["sent_at"], name="directory_s_sent_at_bd6425_idx"),
        ),
        migrations.AddConstraint(
            model_name="openinghours",
            constraint=models.UniqueConstraint(fields=("team", "weekday", "opens"), name="directory_hours_once"),
        ),
        migrations.AddConstraint(
            model_name="openinghours",
            constraint=models.CheckConstraint(
                condition=models.Q(("weekday__lte", 7)), name="directory_hours_on_a_weekday"
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("left_at__isnull", True)),
                fields=("team", "member"),
                name="directory_in_a_team_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitationteam",
            constraint=models.UniqueConstraint(fields=("invitation", "team"), name="directory_invited_to_a_team_once"),
        ),
        migrations.AddConstraint(
            model_name="hoursexception",
            constraint=models.UniqueConstraint(fields=("team", "on", "opens"), name="directory_exception_once"),
        ),
        migrations.AddConstraint(
            model_name="hoursexception",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closes__isnull", True), ("opens__isnull", True)),
                    models.Q(("closes__isnull", False), ("opens__isnull", False)),
                    _connector="OR",
                ),
                name="directory_exception_has_both_times_or_neither",
            ),
        ),
        migrations.AddIndex(
            model_name="contactword",
            index=models.Index(fields=["word", "team"], name="directory_words_of_contacts"),
        ),
        migrations.AddConstraint(
            model_name="teamarea",
            constraint=models.UniqueConstraint(fields=("team", "area"), name="directory_serves_an_area_once"),
        ),
        migrations.AddIndex(
            model_name="team",
            index=models.Index(fields=["purpose", "is_public"], name="directory_t_purpose_507187_idx"),
        ),
        migrations.AddIndex(
            model_name="team",
            index=models.Index(
                condition=models.Q(("is_public", True)), fields=["name", "id"], name="directory_contacts_by_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="team",
            constraint=models.UniqueConstraint(fields=("agency", "name"), name="directory_one_team_of_a_name"),
        ),
        migrations.AddIndex(
            model_name="wrongnumber",
            index=models.Index(fields=["team", "put_right_at"], name="directory_wrong_of_a_team"),
        ),
        migrations.AddIndex(
            model_name="wrongnumber",
            index=models.Index(
                condition=models.Q(("put_right_at__isnull", True)), fields=["agency"], name="directory_wrong_and_open"
            ),
        ),
    ]
