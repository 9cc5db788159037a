"""Build hook: turns the phrases and the calendar into Python before the wheel is packed.

``guard check`` starts in milliseconds because it reads neither YAML nor calendar rules: both are compiled here, once. The
compilers are run by their path and never import the ``guard`` package, so that a build needs none of its dependencies.
"""

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMPILERS = ("guard/lexicons/compile.py", "guard/events/compile.py")
"""Stand-alone scripts with a ``main()`` that takes nothing and writes the module beside them."""


class GeneratedModules(BuildHookInterface[Any]):
    """Runs the compilers, for wheels and editable installs alike."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  hatchling's signature
        """Write the generated modules; ``pyproject.toml`` names them as artifacts of the wheel."""
        for compiler in COMPILERS:
            script = Path(self.root, compiler)
            if script.is_file():
                runpy.run_path(str(script))["main"]()
