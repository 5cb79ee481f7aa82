import django.db.models.deletion
import sharewell.vault.fields
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Child",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("given_name", models.CharField(blank=True, max_length=100)),
                ("family_name", models.CharField(blank=True, max_length=100)),
                ("known_as", models.JSONField(blank=True, default=list)),
                ("date_of_birth", models.DateField(blank=True, null=True)),
                ("due_date", models.DateField(blank=True, null=True)),
                ("due_words", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("age_estimate", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("estimated_on", models.DateField(blank=True, null=True)),
                (
                    "sex",
                    models.CharField(
                        choices=[
                            ("female", "Female"),
                            ("male", "Male"),
                            ("other", "Other"),
                            ("not_known", "Not known"),
                        ],
                        default="not_known",
                        max_length=10,
                    ),
                ),
                ("nhs_number", models.CharField(blank=True, max_length=12)),
                (
                    "nhs_number_from",
                    models.CharField(
                        choices=[
                            ("record", "from an official record"),
                            ("family", "given by the family"),
                            ("unknown", "not checked"),
                        ],
                        default="unknown",
                        max_length=10,
                    ),
                ),
                ("upn", models.CharField(blank=True, max_length=13)),
                (
                    "upn_from",
                    models.CharField(
                        choices=[
                            ("record", "from an official record"),
                            ("family", "given by the family"),
                            ("unknown", "not checked"),
                        ],
                        default="unknown",
                        max_length=10,
                    ),
                ),
                ("own_reference", models.CharField(blank=True, max_length=40)),
                ("address", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("postcode", models.CharField(blank=True, max_length=40)),
                ("language", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                (
                    "interpreter",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("not_known", "Not known")],
                        default="not_known",
                        max_length=10,
                    ),
                ),
                ("school", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("mother_name", models.CharField(blank=True, max_length=120)),
                ("description", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("telephone", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("whereabouts", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("doctor", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("needs", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("ethnicity", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("religion", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("legal_status", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("household_names", models.JSONField(blank=True, default=list)),
                ("once", models.UUIDField(editable=False, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("written_at", models.DateTimeField()),
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
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.member"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "children",
                "ordering": ("family_name", "given_name", "id"),
            },
        ),
        migrations.CreateModel(
            name="HouseholdMember",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(blank=True, max_length=120)),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("mother", "Mother"),
                            ("father", "Father"),
                            ("parents_partner", "Partner of a parent"),
                            ("step_parent", "Step-parent"),
                            ("brother_or_sister", "Brother or sister"),
                            ("grandparent", "Grandparent"),
                            ("other_relative", "Another relative"),
                            ("foster_carer", "Foster carer"),
                            ("guardian", "Guardian"),
                            ("other", "Somebody else"),
                            ("not_known", "Not known"),
                        ],
                        default="not_known",
                        max_length=20,
                    ),
                ),
                ("relation_words", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                (
                    "has_parental_responsibility",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("not_known", "Not known")],
                        default="not_known",
                        max_length=10,
                    ),
                ),
                (
                    "lives_with",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("not_known", "Not known")],
                        default="not_known",
                        max_length=10,
                    ),
                ),
                ("contact", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("language", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                (
                    "may_be_a_risk",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("not_known", "Not known")],
                        default="not_known",
                        max_length=10,
                    ),
                ),
                ("risk_words", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("date_of_birth", models.DateField(blank=True, null=True)),
                ("age_estimate", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("estimated_on", models.DateField(blank=True, null=True)),
                ("written_at", models.DateTimeField()),
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
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="household", to="people.child"
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
                "ordering": ("written_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="NameKey",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "agency_id", "key", "child_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.CharField(max_length=210)),
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
                    "child",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.child"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NameSpelling",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "agency_id", "spelling", "name", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("spelling", models.CharField(max_length=100)),
                ("name", models.CharField(max_length=100)),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="directory.agency",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="child",
            index=models.Index(fields=["agency", "family_name", "given_name"], name="people_chil_agency__3e3d6a_idx"),
        ),
        migrations.AddConstraint(
            model_name="child",
            constraint=models.CheckConstraint(
                condition=models.Q(("date_of_birth__isnull", True), ("due_date__isnull", True), _connector="OR"),
                name="people_born_or_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="child",
            constraint=models.CheckConstraint(
                condition=models.Q(("age_estimate__isnull", True), ("estimated_on__isnull", False), _connector="OR"),
                name="people_guess_is_dated",
            ),
        ),
        migrations.AddConstraint(
            model_name="child",
            constraint=models.UniqueConstraint(fields=("agency", "once"), name="people_added_once"),
        ),
        migrations.AddConstraint(
            model_name="householdmember",
            constraint=models.CheckConstraint(
                condition=models.Q(("age_estimate__isnull", True), ("estimated_on__isnull", False), _connector="OR"),
                name="people_household_guess_is_dated",
            ),
        ),
    ]
