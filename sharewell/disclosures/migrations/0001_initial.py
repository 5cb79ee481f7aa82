import django.db.models.deletion
import sharewell.disclosures.rules
import sharewell.vault.fields
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("decisions", "0001_initial"),
        ("directory", "0001_initial"),
        ("items", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("reference", models.CharField(max_length=16, unique=True)),
                ("spoken_to", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                (
                    "carried",
                    models.CharField(
                        choices=[
                            (sharewell.disclosures.rules.Carried["HERE"], sharewell.disclosures.rules.Carried["HERE"]),
                            (
                                sharewell.disclosures.rules.Carried["TELEPHONE"],
                                sharewell.disclosures.rules.Carried["TELEPHONE"],
                            ),
                            (
                                sharewell.disclosures.rules.Carried["IN_PERSON"],
                                sharewell.disclosures.rules.Carried["IN_PERSON"],
                            ),
                            (
                                sharewell.disclosures.rules.Carried["LETTER"],
                                sharewell.disclosures.rules.Carried["LETTER"],
                            ),
                            (
                                sharewell.disclosures.rules.Carried["OTHER"],
                                sharewell.disclosures.rules.Carried["OTHER"],
                            ),
                        ],
                        max_length=10,
                    ),
                ),
                ("about", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("headline", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("purpose", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("is_nameless", models.BooleanField(default=False)),
                (
                    "step",
                    models.CharField(
                        choices=[
                            (
                                sharewell.disclosures.rules.Step["DELIVERED"],
                                sharewell.disclosures.rules.Step["DELIVERED"],
                            ),
                            (sharewell.disclosures.rules.Step["READ"], sharewell.disclosures.rules.Step["READ"]),
                            (
                                sharewell.disclosures.rules.Step["ACKNOWLEDGED"],
                                sharewell.disclosures.rules.Step["ACKNOWLEDGED"],
                            ),
                            (sharewell.disclosures.rules.Step["DECIDED"], sharewell.disclosures.rules.Step["DECIDED"]),
                        ],
                        default=sharewell.disclosures.rules.Step["DELIVERED"],
                        max_length=12,
                    ),
                ),
                ("sent_at", models.DateTimeField()),
                ("written_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="decisions.decision"
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="additions",
                        to="disclosures.disclosure",
                    ),
                ),
                (
                    "sender",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.member"
                    ),
                ),
                (
                    "to_agency",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "to_team",
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
                (
                    "with_team",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.team"
                    ),
                ),
            ],
            options={
                "ordering": ["-sent_at"],
            },
        ),
        migrations.CreateModel(
            name="DisclosedTelling",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("given_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "telling",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="decisions.telling"
                    ),
                ),
                (
                    "disclosure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tellings",
                        to="disclosures.disclosure",
                    ),
                ),
            ],
            options={
                "ordering": ["-given_at"],
            },
        ),
        migrations.CreateModel(
            name="DisclosedItem",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="items.itemversion"
                    ),
                ),
                (
                    "disclosure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="disclosures.disclosure"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="DisclosureStep",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "step",
                    models.CharField(
                        choices=[
                            (
                                sharewell.disclosures.rules.Step["DELIVERED"],
                                sharewell.disclosures.rules.Step["DELIVERED"],
                            ),
                            (sharewell.disclosures.rules.Step["READ"], sharewell.disclosures.rules.Step["READ"]),
                            (
                                sharewell.disclosures.rules.Step["ACKNOWLEDGED"],
                                sharewell.disclosures.rules.Step["ACKNOWLEDGED"],
                            ),
                            (sharewell.disclosures.rules.Step["DECIDED"], sharewell.disclosures.rules.Step["DECIDED"]),
                            (
                                sharewell.disclosures.rules.Step["ALLOCATED"],
                                sharewell.disclosures.rules.Step["ALLOCATED"],
                            ),
                            (
                                sharewell.disclosures.rules.Step["REROUTED"],
                                sharewell.disclosures.rules.Step["REROUTED"],
                            ),
                            (
                                sharewell.disclosures.rules.Step["TAKEN_ON"],
                                sharewell.disclosures.rules.Step["TAKEN_ON"],
                            ),
                            (sharewell.disclosures.rules.Step["ASKED"], sharewell.disclosures.rules.Step["ASKED"]),
                            (sharewell.disclosures.rules.Step["ADDED"], sharewell.disclosures.rules.Step["ADDED"]),
                            (
                                sharewell.disclosures.rules.Step["NOTHING_MORE"],
                                sharewell.disclosures.rules.Step["NOTHING_MORE"],
                            ),
                            (
                                sharewell.disclosures.rules.Step["NEWS_ASKED"],
                                sharewell.disclosures.rules.Step["NEWS_ASKED"],
                            ),
                            (
                                sharewell.disclosures.rules.Step["NEWS_GIVEN"],
                                sharewell.disclosures.rules.Step["NEWS_GIVEN"],
                            ),
                            (
                                sharewell.disclosures.rules.Step["WITHDRAWN"],
                                sharewell.disclosures.rules.Step["WITHDRAWN"],
                            ),
                            (
                                sharewell.disclosures.rules.Step["TAKEN_UP"],
                                sharewell.disclosures.rules.Step["TAKEN_UP"],
                            ),
                            (
                                sharewell.disclosures.rules.Step["CONFIRMS_CALL"],
                                sharewell.disclosures.rules.Step["CONFIRMS_CALL"],
                            ),
                            (
                                sharewell.disclosures.rules.Step["ON_PAPER"],
                                sharewell.disclosures.rules.Step["ON_PAPER"],
                            ),
                            (sharewell.disclosures.rules.Step["UNSEEN"], sharewell.disclosures.rules.Step["UNSEEN"]),
                            (sharewell.disclosures.rules.Step["LATE"], sharewell.disclosures.rules.Step["LATE"]),
                        ],
                        max_length=16,
                    ),
                ),
                ("by_name", models.CharField(max_length=200)),
                ("by_title", models.CharField(blank=True, max_length=200)),
                ("outcome", models.CharField(blank=True, max_length=40)),
                ("words", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("to_words", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "answers",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer",
                        to="disclosures.disclosurestep",
                    ),
                ),
                (
                    "disclosure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="disclosures.disclosure"
                    ),
                ),
            ],
            options={
                "ordering": ["at"],
            },
        ),
        migrations.AddIndex(
            model_name="disclosure",
            index=models.Index(fields=["with_team", "-sent_at"], name="disclosure_with_team"),
        ),
        migrations.AddIndex(
            model_name="disclosure",
            index=models.Index(fields=["agency", "-sent_at"], name="disclosure_from_agency"),
        ),
        migrations.AddConstraint(
            model_name="disclosure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("carried", sharewell.disclosures.rules.Carried["HERE"]),
                        ("to_agency__isnull", False),
                        ("to_team__isnull", False),
                        ("with_team__isnull", False),
                    ),
                    models.Q(
                        models.Q(("carried", sharewell.disclosures.rules.Carried["HERE"]), _negated=True),
                        ("to_agency__isnull", True),
                        ("to_team__isnull", True),
                        ("with_team__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="a_team_has_it_or_it_was_carried_outside",
            ),
        ),
        migrations.AddConstraint(
            model_name="discloseditem",
            constraint=models.UniqueConstraint(
                fields=("disclosure", "version"), name="an_item_crosses_once_in_a_disclosure"
            ),
        ),
        migrations.AddIndex(
            model_name="disclosurestep",
            index=models.Index(fields=["disclosure", "at"], name="steps_of_disclosure"),
        ),
        migrations.AddConstraint(
            model_name="disclosurestep",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "step__in",
                        [
                            sharewell.disclosures.rules.Step["DELIVERED"],
                            sharewell.disclosures.rules.Step["READ"],
                            sharewell.disclosures.rules.Step["ACKNOWLEDGED"],
                            sharewell.disclosures.rules.Step["DECIDED"],
                        ],
                    )
                ),
                fields=("disclosure", "step"),
                name="a_step_is_taken_once",
            ),
        ),
    ]
