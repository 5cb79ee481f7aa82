import django.db.models.deletion
import sharewell.decisions.rules
import sharewell.vault.fields
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("reference", models.CharField(max_length=16, unique=True)),
                (
                    "manner",
                    models.CharField(
                        choices=[
                            (sharewell.decisions.rules.Manner["WALKED"], sharewell.decisions.rules.Manner["WALKED"]),
                            (
                                sharewell.decisions.rules.Manner["ONE_PAGE"],
                                sharewell.decisions.rules.Manner["ONE_PAGE"],
                            ),
                        ],
                        max_length=10,
                    ),
                ),
                ("edition", models.CharField(max_length=60)),
                ("edition_digest", models.CharField(max_length=64)),
                ("answers", models.JSONField(default=dict)),
                ("advice", models.CharField(blank=True, max_length=20)),
                ("advice_shown", models.JSONField(default=dict)),
                (
                    "decided",
                    models.CharField(
                        choices=[
                            (sharewell.decisions.rules.Decided["SHARE"], sharewell.decisions.rules.Decided["SHARE"]),
                            (
                                sharewell.decisions.rules.Decided["SHARE_ANONYMISED"],
                                sharewell.decisions.rules.Decided["SHARE_ANONYMISED"],
                            ),
                            (
                                sharewell.decisions.rules.Decided["ASK_CONSENT"],
                                sharewell.decisions.rules.Decided["ASK_CONSENT"],
                            ),
                            (
                                sharewell.decisions.rules.Decided["DO_NOT_SHARE"],
                                sharewell.decisions.rules.Decided["DO_NOT_SHARE"],
                            ),
                            (
                                sharewell.decisions.rules.Decided["SEEK_ADVICE"],
                                sharewell.decisions.rules.Decided["SEEK_ADVICE"],
                            ),
                            (
                                sharewell.decisions.rules.Decided["CALLED_999"],
                                sharewell.decisions.rules.Decided["CALLED_999"],
                            ),
                            (
                                sharewell.decisions.rules.Decided["HAND_TO_LEAD"],
                                sharewell.decisions.rules.Decided["HAND_TO_LEAD"],
                            ),
                        ],
                        max_length=20,
                    ),
                ),
                ("goes_against_advice", models.BooleanField(default=False)),
                ("because", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("harm_if_shared", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("harm_if_not", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("why_worse", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("purpose", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("recipient_words", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
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
                    "kept_from",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.member"
                    ),
                ),
                (
                    "recipient_team",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.team"
                    ),
                ),
                (
                    "with_member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.member"
                    ),
                ),
            ],
            options={
                "ordering": ["-written_at"],
            },
        ),
        migrations.CreateModel(
            name="DecisionChild",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.child"),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="children", to="decisions.decision"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Telling",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "told",
                    models.CharField(
                        choices=[
                            (sharewell.decisions.rules.Told["TOLD"], sharewell.decisions.rules.Told["TOLD"]),
                            (sharewell.decisions.rules.Told["WILL_TELL"], sharewell.decisions.rules.Told["WILL_TELL"]),
                            (sharewell.decisions.rules.Told["UNSAFE"], sharewell.decisions.rules.Told["UNSAFE"]),
                            (sharewell.decisions.rules.Told["NOT_SURE"], sharewell.decisions.rules.Told["NOT_SURE"]),
                            (
                                sharewell.decisions.rules.Told["NOT_SHARED"],
                                sharewell.decisions.rules.Told["NOT_SHARED"],
                            ),
                        ],
                        max_length=10,
                    ),
                ),
                ("who", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("told_on", models.DateField(null=True)),
                ("why_not", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("look_again_on", models.DateField(null=True)),
                ("written_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tellings", to="decisions.decision"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.member"
                    ),
                ),
            ],
            options={
                "ordering": ["-written_at"],
            },
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["agency", "author", "-written_at"], name="decision_of_author"),
        ),
        migrations.AddConstraint(
            model_name="decisionchild",
            constraint=models.UniqueConstraint(fields=("decision", "child"), name="decision_names_a_child_once"),
        ),
    ]
