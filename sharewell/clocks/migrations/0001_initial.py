import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Clock",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("read", "read"),
                            ("decide", "decide"),
                            ("answer", "answer"),
                            ("look_again", "look again"),
                            ("take_worry", "take worry"),
                        ],
                        max_length=20,
                    ),
                ),
                ("subject", models.CharField(max_length=64)),
                ("reference", models.CharField(blank=True, max_length=32)),
                ("started_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("met_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                ("warned_at", models.DateTimeField(blank=True, null=True)),
                ("late_told_at", models.DateTimeField(blank=True, null=True)),
                (
                    "other_agency",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.agency",
                    ),
                ),
                (
                    "owner_agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
            ],
            options={
                "ordering": ("due_at", "id"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("cancelled_at__isnull", True), ("met_at__isnull", True)),
                        fields=["due_at"],
                        name="clocks_running_by_due",
                    ),
                    models.Index(fields=["subject"], name="clocks_by_subject"),
                    models.Index(fields=["owner_agency", "due_at"], name="clocks_owed"),
                    models.Index(fields=["other_agency", "due_at"], name="clocks_awaited"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("cancelled_at__isnull", True), ("met_at__isnull", True)),
                        fields=("kind", "subject"),
                        name="clocks_one_running_of_a_kind_for_a_subject",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_at__gte", models.F("started_at"))), name="clocks_due_after_it_starts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("met_at__isnull", True), ("cancelled_at__isnull", True), _connector="OR"),
                        name="clocks_met_or_stopped_not_both",
                    ),
                ],
            },
        ),
    ]
