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
                            ("referral_allocated", "A referral has been given to you."),
                            ("referral_reallocated", "A referral that you had is with a colleague now."),
                            ("referral_passed_on", "A referral has been passed to your team."),
                            ("referral_moved", "Your referral is with another team now."),
                            ("more_asked", "The team asks you something about your referral."),
                            ("more_said", "The sender has said more about a referral."),
                            ("referral_withdrawn", "The sender has withdrawn a referral."),
                            ("referral_taken_up", "The team goes on with the referral that you withdrew."),
                            ("news_asked", "The sender asks what is happening with a referral."),
                            ("news_given", "The team has said what is happening with your referral."),
                            ("needs_you", "Something needs you."),
                            ("acknowledge_soon", "A referral waits for somebody to acknowledge it."),
                            ("not_acknowledged", "Nobody has acknowledged a referral in time."),
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
                            ("disagreement_opened", "There is a disagreement, and you are asked to help resolve it."),
                            ("disagreement_changed", "There is something new on a disagreement."),
                            ("disagreement_moved", "A disagreement has moved to its next stage."),
                            ("disagreement_resolved", "A disagreement is resolved."),
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
