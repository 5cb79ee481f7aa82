import django.db.models.deletion
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
            name="Item",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "from_record",
                    models.CharField(
                        blank=True,
                        help_text="Which part of the child's record it repeats; empty for what somebody wrote.",
                        max_length=60,
                    ),
                ),
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
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.member"
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.child"),
                ),
                (
                    "kept_from",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.member"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ItemChild",
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
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="also_about", to="items.item"
                    ),
                ),
            ],
            options={
                "ordering": ("position",),
            },
        ),
        migrations.CreateModel(
            name="ItemVersion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("fact", "Fact"), ("told", "Told"), ("opinion", "Opinion")], max_length=10
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("identity", "Who the child is"),
                            ("household", "Household"),
                            ("happened", "What happened"),
                            ("childs_words", "What the child said"),
                            ("opinion", "What it may mean"),
                            ("changed", "What changed today"),
                            ("impact", "What it does to the child"),
                            ("risk", "Who may be a risk"),
                            ("history", "History"),
                            ("strengths", "What is going well"),
                            ("tried", "What has been tried"),
                            ("need", "Level of need"),
                            ("wanted", "What you would like to happen"),
                            ("network", "Who else is involved"),
                            ("visiting", "Danger to anybody who visits"),
                            ("other", "Something else"),
                        ],
                        max_length=20,
                    ),
                ),
                ("heading", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("text", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("told_by", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("source", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("happened_on", models.DateField(blank=True, null=True)),
                ("happened_words", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("exact_words", models.BooleanField(default=False)),
                ("about_words", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("mentions_others", models.BooleanField(default=False)),
                ("others_words", sharewell.vault.fields.EncryptedTextField(blank=True, default="")),
                ("ask_first", models.BooleanField(default=False)),
                (
                    "because",
                    sharewell.vault.fields.EncryptedTextField(
                        blank=True, default="", help_text="Why this version was written; empty for the first."
                    ),
                ),
                ("written_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="items.item"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.member"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(fields=["agency", "child"], name="items_item_agency__e25a34_idx"),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(
                condition=models.Q(("from_record", ""), _negated=True),
                fields=("child", "from_record"),
                name="items_one_for_each_part_of_a_record",
            ),
        ),
        migrations.AddConstraint(
            model_name="itemchild",
            constraint=models.UniqueConstraint(fields=("item", "child"), name="items_about_a_child_once"),
        ),
        migrations.AddConstraint(
            model_name="itemversion",
            constraint=models.UniqueConstraint(fields=("item", "number"), name="items_version_once"),
        ),
    ]
