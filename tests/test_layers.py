"""Detectors never see each other. The other layers are import-linter's: see pyproject.toml and `make lint`."""

import grimp
import pytest

from guard.detectors import REGISTRY

PACKAGE = "guard.detectors"
GRAPH = grimp.build_graph("guard", cache_dir=None)


def is_shared(module):
    """The kit, and files with a leading underscore: words and shapes that several detectors use, no rules."""
    name = module.removeprefix(f"{PACKAGE}.")
    return name == "kit" or name.startswith("_")


@pytest.mark.parametrize("detector", REGISTRY)
def test_a_detector_imports_only_what_is_shared(detector):
    imported = GRAPH.find_modules_directly_imported_by(f"{PACKAGE}.{detector}")
    neighbours = {module for module in imported if module.startswith(PACKAGE)}
    assert {module for module in neighbours if not is_shared(module)} == set()


def test_what_is_shared_holds_no_rule():
    shared = {module for module in GRAPH.find_children(PACKAGE) if is_shared(module)}
    assert shared.isdisjoint(f"{PACKAGE}.{detector}" for detector in REGISTRY)
    assert f"{PACKAGE}.kit" in shared
