import django.db.models.deletion
import sharewell.concerns.rules
import sharewell.vault.fields
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("decisions", "0001_initial"),
        ("directory", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ConcernChild",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("position", models.PositiveSmallIntegerField()),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="ConcernItem",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("position", models.PositiveSmallIntegerField()),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="HandOverSheet",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("reference", models.CharField(max_length=16, unique=True)),
                ("made_at", models.DateTimeField()),
                ("acknowledged_at", models.DateTimeField(null=True)),
                ("replaced_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-made_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            (
                                sharewell.concerns.rules.ReferralState["NEW"],
                                sharewell.concerns.rules.ReferralState["NEW"],
                            ),
                            (
                                sharewell.concerns.rules.ReferralState["ACKNOWLEDGED"],
                                sharewell.concerns.rules.ReferralState["ACKNOWLEDGED"],
                            ),
                            (
                                sharewell.concerns.rules.ReferralState["DECIDED"],
                                sharewell.concerns.rules.ReferralState["DECIDED"],
                            ),
                        ],
                        default=sharewell.concerns.rules.ReferralState["NEW"],
                        max_length=12,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                sharewell.concerns.rules.ReferralOutcome["NO_FURTHER_ACTION"],
                                sharewell.concerns.rules.ReferralOutcome["NO_FURTHER_ACTION"],
                            ),
                            (
                                sharewell.concerns.rules.ReferralOutcome["EARLY_HELP"],
                                sharewell.concerns.rules.ReferralOutcome["EARLY_HELP"],
                            ),
                            (
                                sharewell.concerns.rules.ReferralOutcome["ASSESSMENT"],
                                sharewell.concerns.rules.ReferralOutcome["ASSESSMENT"],
                            ),
                            (
                                sharewell.concerns.rules.ReferralOutcome["ENQUIRY"],
                                sharewell.concerns.rules.ReferralOutcome["ENQUIRY"],
                            ),
                            (
                                sharewell.concerns.rules.ReferralOutcome["ALREADY_OPEN"],
                                sharewell.concerns.rules.ReferralOutcome["ALREADY_OPEN"],
                            ),
                        ],
                        max_length=20,
                    ),
                ),
                ("because", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("received_at", models.DateTimeField()),
                ("acknowledged_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-received_at"],
            },
        ),
        migrations.CreateModel(
            name="SheetLine",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "how",
                    models.CharField(
                        choices=[("stays", "stays"), ("to_know", "to_know"), ("goes_over", "goes_over")], max_length=12
                    ),
                ),
                ("words", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("taken_at", models.DateTimeField(null=True)),
                ("back_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Concern",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("reference", models.CharField(max_length=16, unique=True)),
                ("once", models.UUIDField(editable=False, null=True, unique=True)),
                ("headline", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                (
                    "raised",
                    models.CharField(
                        choices=[
                            (sharewell.concerns.rules.Raised["SENT"], sharewell.concerns.rules.Raised["SENT"]),
                            (
                                sharewell.concerns.rules.Raised["CARRIED_OUTSIDE"],
                                sharewell.concerns.rules.Raised["CARRIED_OUTSIDE"],
                            ),
                            (
                                sharewell.concerns.rules.Raised["NOT_SHARED"],
                                sharewell.concerns.rules.Raised["NOT_SHARED"],
                            ),
                        ],
                        max_length=16,
                    ),
                ),
                ("happened_at", models.DateTimeField()),
                ("written_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.member"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.child"
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="decisions.decision"
                    ),
                ),
            ],
            options={
                "ordering": ["-written_at"],
            },
        ),
    ]
