"""``python -m guard.schemas``: write the JSON Schema, and the key tables of docs/configuration.md, again."""

import os
import sys

from guard import schemas
from guard.schemas import reference
from guard.toml_source import save


def main(docs: str = os.path.join("docs", "configuration.md")) -> None:
    """Write both files; the page only where there is one, as in a checkout."""
    save(schemas.PATH, schemas.rendered())
    if os.path.exists(docs):
        with open(docs, encoding="utf-8") as stream:
            page = stream.read()
        save(docs, reference.replaced(page))


if __name__ == "__main__":
    main(*sys.argv[1:])
