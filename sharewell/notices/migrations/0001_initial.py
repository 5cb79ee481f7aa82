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
            name="Heartbeat",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="notices_one_heartbeat")],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("referral_arrived", "A referral has arrived for your team."),
                            ("referral_acknowledged", "Your referral has been acknowledged."),
                            ("referral_decided", "There is an outcome, with its reason, on your referral."),
                            ("needs_you", "Something needs you."),
                            ("answer_due_soon", "An answer is due soon."),
                            ("answer_late", "An answer is late."),
                            ("look_again", "It is time to look again at a reason you gave."),
                            ("handed_over", "A colleague’s work has been handed over to you."),
                            ("review_access", "It is time to look again at who may do what in your agency."),
                            (
                                "account_closes",
                                "Your account will be closed within a week, because nobody has signed in to it.",
                            ),
                            ("number_said_wrong", "Somebody says that a number of yours is wrong."),
                            (
                                "worry_handed",
                                "A colleague has handed a worry to you. Take it, or say that you cannot.",
                            ),
                            ("worry_taken", "The worry that you handed on has been taken."),
                            ("worry_moved_on", "The worry that you handed on has moved on to somebody else."),
                            ("worry_decided", "There is a decision on a worry that was handed on."),
                            (
                                "refer_directly",
                                "Nobody has taken the worry that you handed on. Refer it directly now.",
                            ),
                        ],
                        max_length=30,
                    ),
                ),
                ("reference", models.CharField(max_length=24)),
                ("path", models.CharField(max_length=250)),
                ("made_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                ("emailed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.member"
                    ),
                ),
            ],
            options={
                "ordering": ("-made_at", "-id"),
                "indexes": [
                    models.Index(fields=["member", "-made_at"], name="notices_of_a_member"),
                    models.Index(
                        condition=models.Q(("read_at__isnull", True)),
                        fields=["member"],
                        name="notices_unread_of_a_member",
                    ),
                ],
            },
        ),
    ]
