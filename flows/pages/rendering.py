"""Pages from templates: Markdown and HTML by Jinja, in which what people wrote stays text."""

from collections.abc import Callable, Mapping
from typing import Any

from flows.pages.markdown import cell, quoted


def rendered(template: str, facts: Mapping[str, Any], **filters: Callable[..., Any]) -> str:
    """The page of ``flows/templates/`` with that name; a fact that it needs and that is missing is an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    pages = Environment(
        loader=PackageLoader("flows.pages"),
        autoescape=select_autoescape(["html.j2"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters.update(cell=cell, quoted=quoted, **filters)
    return pages.get_template(template).render(facts)
