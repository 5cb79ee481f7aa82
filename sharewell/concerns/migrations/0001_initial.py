import django.db.models.deletion
import sharewell.concerns.handing_rules
import sharewell.concerns.rules
import sharewell.vault.fields
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("clocks", "0001_initial"),
        ("decisions", "0001_initial"),
        ("directory", "0001_initial"),
        ("disclosures", "0001_initial"),
        ("items", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Threshold",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=200)),
                ("levels", models.JSONField()),
                ("since", models.DateField()),
                ("set_by", models.CharField(max_length=200)),
                ("set_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-since", "-set_at"],
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
                            (sharewell.concerns.rules.Raised["HANDED"], sharewell.concerns.rules.Raised["HANDED"]),
                        ],
                        max_length=16,
                    ),
                ),
                ("is_about_staff", models.BooleanField(default=False)),
                ("is_from_paper", models.BooleanField(default=False)),
                ("on_behalf_of", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
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
                    "confirms",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="concerns.concern",
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="decisions.decision"
                    ),
                ),
                (
                    "disclosure",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="disclosures.disclosure",
                    ),
                ),
                (
                    "grew_from",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grown",
                        to="concerns.concern",
                    ),
                ),
                (
                    "kept_from",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.member"
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
            name="Call",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("taken_by", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("they_said", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("confirmed_how", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "clock",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clocks.clock"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.team"
                    ),
                ),
                (
                    "concern",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="call", to="concerns.concern"
                    ),
                ),
            ],
            options={
                "ordering": ["at"],
            },
        ),
        migrations.CreateModel(
            name="ConcernChild",
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
                    "child",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.child"),
                ),
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="children", to="concerns.concern"
                    ),
                ),
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
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "concern",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="concerns.concern"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="items.itemversion"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Handing",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            (
                                sharewell.concerns.handing_rules.HandingState["WAITING"],
                                sharewell.concerns.handing_rules.HandingState["WAITING"],
                            ),
                            (
                                sharewell.concerns.handing_rules.HandingState["TAKEN"],
                                sharewell.concerns.handing_rules.HandingState["TAKEN"],
                            ),
                            (
                                sharewell.concerns.handing_rules.HandingState["TOLD_TO_REFER"],
                                sharewell.concerns.handing_rules.HandingState["TOLD_TO_REFER"],
                            ),
                            (
                                sharewell.concerns.handing_rules.HandingState["DONE"],
                                sharewell.concerns.handing_rules.HandingState["DONE"],
                            ),
                        ],
                        max_length=14,
                    ),
                ),
                ("since", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "clock",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clocks.clock"
                    ),
                ),
                (
                    "concern",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="handing", to="concerns.concern"
                    ),
                ),
                (
                    "with_member",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.member"
                    ),
                ),
            ],
            options={
                "ordering": ["-since"],
            },
        ),
        migrations.CreateModel(
            name="HandingHop",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("place", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField()),
                (
                    "went_on",
                    models.CharField(
                        blank=True,
                        choices=[
                            (
                                sharewell.concerns.handing_rules.Why["AWAY"],
                                sharewell.concerns.handing_rules.Why["AWAY"],
                            ),
                            (
                                sharewell.concerns.handing_rules.Why["SILENT"],
                                sharewell.concerns.handing_rules.Why["SILENT"],
                            ),
                            (
                                sharewell.concerns.handing_rules.Why["CANNOT"],
                                sharewell.concerns.handing_rules.Why["CANNOT"],
                            ),
                            (
                                sharewell.concerns.handing_rules.Why["ABOUT"],
                                sharewell.concerns.handing_rules.Why["ABOUT"],
                            ),
                        ],
                        max_length=8,
                    ),
                ),
                ("because", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "handing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="hops", to="concerns.handing"
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.member"
                    ),
                ),
            ],
            options={
                "ordering": ["place"],
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
                (
                    "acknowledged_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.member"
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "clock",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clocks.clock"),
                ),
                (
                    "from_team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.team"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.member"
                    ),
                ),
                (
                    "to_team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.team"
                    ),
                ),
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
                            (
                                sharewell.concerns.rules.ReferralState["WITHDRAWN"],
                                sharewell.concerns.rules.ReferralState["WITHDRAWN"],
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
                            (
                                sharewell.concerns.rules.ReferralOutcome["ELSEWHERE"],
                                sharewell.concerns.rules.ReferralOutcome["ELSEWHERE"],
                            ),
                        ],
                        max_length=20,
                    ),
                ),
                ("because", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("worker_words", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("belongs_to", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("received_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("acknowledged_at", models.DateTimeField(null=True)),
                ("asked_at", models.DateTimeField(null=True)),
                ("chased_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "clock",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clocks.clock"),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.member"
                    ),
                ),
                (
                    "disclosure",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="disclosures.disclosure"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.team"
                    ),
                ),
                (
                    "with_member",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.member"
                    ),
                ),
                (
                    "worker",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.member"
                    ),
                ),
            ],
            options={
                "ordering": ["-received_at"],
            },
        ),
        migrations.CreateModel(
            name="Rerouting",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("because", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.member"
                    ),
                ),
                (
                    "from_team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.team"
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reroutings", to="concerns.referral"
                    ),
                ),
                (
                    "to_team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.team"
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "pk"],
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
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "had",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.member"
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sheet_lines", to="concerns.referral"
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="concerns.handoversheet"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.AddIndex(
            model_name="concern",
            index=models.Index(fields=["agency", "author", "-written_at"], name="concern_of_author"),
        ),
        migrations.AddIndex(
            model_name="call",
            index=models.Index(fields=["agency", "confirmed_at"], name="calls_to_confirm"),
        ),
        migrations.AddConstraint(
            model_name="concernchild",
            constraint=models.UniqueConstraint(fields=("concern", "child"), name="concern_names_a_child_once"),
        ),
        migrations.AddConstraint(
            model_name="concernitem",
            constraint=models.UniqueConstraint(fields=("concern", "version"), name="concern_holds_a_version_once"),
        ),
        migrations.AddIndex(
            model_name="handing",
            index=models.Index(fields=["with_member", "state"], name="handing_with_member"),
        ),
        migrations.AddIndex(
            model_name="handing",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        (
                            sharewell.concerns.handing_rules.HandingState["WAITING"],
                            sharewell.concerns.handing_rules.HandingState["TAKEN"],
                        ),
                    )
                ),
                fields=["clock"],
                name="handings_that_may_move",
            ),
        ),
        migrations.AddConstraint(
            model_name="handinghop",
            constraint=models.UniqueConstraint(fields=("handing", "place"), name="handing_one_hop_at_a_place"),
        ),
        migrations.AddConstraint(
            model_name="handinghop",
            constraint=models.UniqueConstraint(fields=("handing", "to"), name="handing_asks_nobody_twice"),
        ),
        migrations.AddIndex(
            model_name="handoversheet",
            index=models.Index(fields=["from_team", "-made_at"], name="sheets_from_team"),
        ),
        migrations.AddIndex(
            model_name="handoversheet",
            index=models.Index(fields=["to_team", "-made_at"], name="sheets_to_team"),
        ),
        migrations.AddConstraint(
            model_name="handoversheet",
            constraint=models.UniqueConstraint(
                condition=models.Q(("acknowledged_at__isnull", True), ("replaced_at__isnull", True)),
                fields=("from_team", "to_team"),
                name="one_sheet_waits_between_two_teams",
            ),
        ),
        migrations.AddConstraint(
            model_name="handoversheet",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_team", models.F("to_team")), _negated=True),
                name="a_sheet_goes_to_another_team",
            ),
        ),
        migrations.AddConstraint(
            model_name="handoversheet",
            constraint=models.CheckConstraint(
                condition=models.Q(("acknowledged_at__isnull", True), ("replaced_at__isnull", True), _connector="OR"),
                name="a_sheet_is_acknowledged_or_replaced",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True)), fields=["team", "due_at", "id"], name="referral_queue"
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True)),
                fields=["team", "with_member", "due_at", "id"],
                name="referral_with",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["team", "closed_at", "state", "due_at", "asked_at"], name="referral_counts"),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(fields=["team", "-closed_at"], name="referral_closed"),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(("asked_at__isnull", False)), fields=["team", "asked_at"], name="referral_asked"
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_at__isnull", False),
                        (
                            "state__in",
                            (
                                sharewell.concerns.rules.ReferralState["DECIDED"],
                                sharewell.concerns.rules.ReferralState["WITHDRAWN"],
                            ),
                        ),
                    ),
                    models.Q(
                        models.Q(
                            (
                                "state__in",
                                (
                                    sharewell.concerns.rules.ReferralState["DECIDED"],
                                    sharewell.concerns.rules.ReferralState["WITHDRAWN"],
                                ),
                            ),
                            _negated=True,
                        ),
                        ("closed_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="a_referral_is_closed_at_a_time",
            ),
        ),
        migrations.AddIndex(
            model_name="rerouting",
            index=models.Index(fields=["from_team", "-at"], name="passed_on_by_team"),
        ),
        migrations.AddConstraint(
            model_name="sheetline",
            constraint=models.UniqueConstraint(fields=("sheet", "referral"), name="a_sheet_has_a_referral_once"),
        ),
    ]
