"""How the tags of images read."""

from django import template
from django.utils.translation import pgettext_lazy

register = template.Library()

# What phones mark images with; anything else is somebody's own word and stays as it is.
TAGS = {
    "hazard": pgettext_lazy("image tag", "Danger"),
    "casualty": pgettext_lazy("image tag", "Casualties"),
    "road": pgettext_lazy("image tag", "Road"),
    "overview": pgettext_lazy("image tag", "Overview"),
}


@register.filter
def tag_name(tag: str) -> str:
    """Return a tag in the language of the reader."""
    return str(TAGS.get(tag, tag))
