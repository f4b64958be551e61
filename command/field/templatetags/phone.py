"""What the shell of the phone asks of Python."""

from django import template
from django.templatetags.static import static

from command.field import assets
from command.field.words import FIRST, WORDS

register = template.Library()


@register.simple_tag
def phone_words(*, lean: bool) -> dict[str, str]:
    """Return the words of the phone's scripts in the language of the page.

    A lean page has those of the first look only.
    """
    return {key: str(word) for key, word in (FIRST if lean else WORDS).items()}


@register.simple_tag
def phone_modules() -> list[str]:
    """Return the addresses of the modules that the first screen needs."""
    return [static(name) for name in assets.at_once()]


@register.simple_tag
def phone_styles() -> list[str]:
    """Return the addresses of the style sheets."""
    return [static(name) for name in assets.styles(assets.STYLES)]


@register.simple_tag
def phone_later_styles() -> list[str]:
    """Return the addresses of the style sheets that may come after the first look."""
    return [static(name) for name in assets.styles(assets.LATER_STYLES)]


@register.simple_tag
def phone_version() -> str:
    """Return the name of this version of the application."""
    return assets.version()
