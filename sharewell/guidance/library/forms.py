"""What people type in the library: a day."""

from sharewell.web.fields import DateParts
from sharewell.web.forms import Form


class OnADay(Form):
    """A day, past or to come, on which to look at the guidance."""

    on = DateParts("Which day?", hint="For example, 1 5 2012", called="The day", missing="Enter the day")
