import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClockLength",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=24)),
                ("amount", models.PositiveSmallIntegerField()),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("open_hours", "open hours"),
                            ("hours", "hours"),
                            ("working_days", "working days"),
                            ("days", "days"),
                            ("months", "months"),
                        ],
                        max_length=12,
                    ),
                ),
                ("warning_minutes", models.PositiveSmallIntegerField()),
                ("since", models.DateField()),
                ("because", models.TextField()),
                ("set_by", models.CharField(max_length=200)),
                ("set_at", models.DateTimeField()),
            ],
            options={
                "ordering": ("key", "-since", "-set_at"),
                "indexes": [models.Index(fields=["key", "-since", "-set_at"], name="clocks_length_in_force")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount__gte", 1)), name="clocks_no_length_of_nothing")
                ],
            },
        ),
        migrations.CreateModel(
            name="Clock",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("acknowledge", "acknowledge"),
                            ("decide", "decide"),
                            ("take_worry", "take worry"),
                            ("confirm_call", "confirm call"),
                            ("say_more", "say more"),
                            ("take_over", "take over"),
                            ("resolve", "resolve"),
                            ("answer", "answer"),
                            ("look_again", "look again"),
                        ],
                        max_length=20,
                    ),
                ),
                ("subject", models.CharField(max_length=64)),
                ("reference", models.CharField(blank=True, max_length=32)),
                ("started_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("warn_at", models.DateTimeField(blank=True, null=True)),
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
