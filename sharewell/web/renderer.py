"""One renderer for every form, so that a form in a page is `{{ form }}`, also a form that a library brings."""

from typing import Any

from django.forms.renderers import BaseRenderer, DjangoTemplates
from django.template import TemplateDoesNotExist, engines


class PageForms(BaseRenderer):
    """Draws forms by our components. Widgets of libraries that no component draws keep Django's own templates."""

    form_template_name = "web/form.html"
    formset_template_name = "web/formset.html"
    field_template_name = "web/field.html"
    libraries = DjangoTemplates()

    def get_template(self, template_name: str) -> Any:
        try:
            return engines["jinja2"].get_template(template_name)
        except TemplateDoesNotExist:
            return self.libraries.get_template(template_name)
