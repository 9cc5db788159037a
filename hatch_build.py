"""Build hook: turns the phrases and the calendar into Python before the wheel is packed.

``guard check`` starts in milliseconds because it reads neither YAML nor calendar rules: both are compiled here, once.
The compilers are run by their path, from source: a build needs PyYAML and msgspec, not the package itself.
"""

import os
import runpy
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMPILERS = ("guard/lexicons/compile.py", "guard/events/compile.py")
"""Scripts with a ``main()`` that takes nothing, writes a file beside them, and returns 0 when all is well."""


class GeneratedFiles(BuildHookInterface[Any]):
    """Runs the compilers, for wheels and editable installs alike."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  hatchling's signature
        """Write the generated files; ``pyproject.toml`` names them as artifacts of the wheel."""
        for compiler in COMPILERS:
            script = os.path.join(self.root, compiler)
            if os.path.isfile(script) and runpy.run_path(script)["main"]():
                message = f"{compiler} found mistakes, see above: nothing is packed"
                raise SystemExit(message)
