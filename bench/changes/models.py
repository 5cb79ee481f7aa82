"""The same row four times. The tables are made by the benchmark; there is nothing to migrate."""

import uuid

from auditlog.registry import auditlog
from django.db import models
from simple_history.models import HistoricalRecords


class Text(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    text = models.TextField()
    weight = models.IntegerField(default=0)

    class Meta:
        abstract = True


class Plain(Text):
    pass


class Entered(Text):
    pass


class WithHistory(Text):
    history = HistoricalRecords()


class WithLog(Text):
    pass


auditlog.register(WithLog)
