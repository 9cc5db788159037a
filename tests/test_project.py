"""The project's own promises: what is packed, what is pinned, what the commands are called."""

import re
import subprocess
import sys
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import guard

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
NAME = PROJECT["project"]["name"]


def read(name):
    return (ROOT / name).read_text("utf-8")


def requirements():
    """All but what trains the model: that is run by hand, and pins would draw gigabytes into every set-up."""
    extras = {**PROJECT["project"]["optional-dependencies"], "train": []}.values()
    return [Requirement(line) for group in [PROJECT["project"]["dependencies"], *extras] for line in group]


def pins():
    lines = [line for line in read("constraints.txt").splitlines() if not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9A-Za-z.!+]+", line)] == []
    return {canonicalize_name(name): version for name, version in (line.split("==") for line in lines)}


def targets():
    return re.findall(r"^([a-z]+):.*## ", read("Makefile"), re.MULTILINE)


# --- version, licence, entry points


def test_version_stands_in_one_place():
    assert metadata.version(NAME) == guard.__version__
    assert "version" not in PROJECT["project"]
    assert PROJECT["tool"]["hatch"]["version"]["path"] == "guard/_version.py"


def test_the_changelog_opens_with_this_version():
    headings = re.findall(r"^## \[?([^\]\s]+)", read("CHANGELOG.md"), re.MULTILINE)
    assert guard.__version__ in headings[:2]


def test_licence_is_apache_and_travels():
    assert PROJECT["project"]["license"] == "Apache-2.0"
    assert "LICENSE" in PROJECT["project"]["license-files"]
    assert "Apache License" in read("LICENSE")
    assert "END OF TERMS AND CONDITIONS" in read("LICENSE")


def entry_point(group, name):
    [found] = [each for each in metadata.entry_points(group=group) if each.name == name]
    return found


def test_the_command_is_called_guard():
    assert entry_point("console_scripts", "guard").value == "guard.cli:main"
    assert callable(entry_point("console_scripts", "guard").load())


def test_prefect_finds_the_blocks_in_a_light_module():
    assert entry_point("prefect.collections", "prefect_mishap").value == "flows.blocks"
    heavy = "guard openai atproto mastodon apprise matplotlib sklearn scipy flows.recovery flows.store flows.platforms"
    code = f"import flows.blocks, sys; print(*sorted(set({heavy.split()}) & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


# --- what is packed


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [path] = folder.glob("*.whl")
    with zipfile.ZipFile(path) as packed:
        return set(packed.namelist())


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "guard/cli.py",
        "guard/py.typed",
        "guard/lexicons/_compiled.json",
        "guard/lexicons/_compiled.json.pieces",
        "guard/events/_calendar.py",
        "flows/blocks.py",
        "prompts/__init__.py",
        "prompts/LOCK",
        f"prefect_mishap-{guard.__version__}.dist-info/licenses/LICENSE",
    ],
)
def test_the_wheel_holds(wheel, name):
    assert name in wheel


@pytest.mark.slow
def test_the_wheel_holds_nothing_else(wheel):
    tops = {name.split("/")[0] for name in wheel}
    assert tops == {"guard", "flows", "prompts", f"prefect_mishap-{guard.__version__}.dist-info"}


# --- what is pinned


@pytest.mark.parametrize("requirement", requirements(), ids=str)
def test_every_dependency_is_pinned_as_declared(requirement):
    version = pins()[canonicalize_name(requirement.name)]
    assert requirement.specifier.contains(version, prereleases=True)


def test_nothing_pulls_torch():
    assert [name for name in pins() if name.startswith(("torch", "nvidia"))] == []


@pytest.mark.slow
def test_prefects_own_test_harness_can_be_imported():
    subprocess.run([sys.executable, "-c", "import prefect.testing.utilities"], check=True, capture_output=True)


# --- the rules that we keep


def test_every_ruff_rule_left_out_says_why():
    silent = re.findall(r'^\s+"[A-Z]+[0-9]*",\s*$', read("pyproject.toml"), re.MULTILINE)
    assert silent == []
    assert PROJECT["tool"]["ruff"]["lint"]["select"] == ["ALL"]


def test_warnings_fail_the_tests(pytestconfig):
    assert "error" in pytestconfig.getini("filterwarnings")


def test_every_task_is_declared_phony_and_listed():
    phony = re.search(r"^\.PHONY: (.*)$", read("Makefile"), re.MULTILINE)
    assert phony
    assert set(targets()) <= set(phony[1].split())
    assert {"setup", "demo", "test", "check", "generate", "bench", "help"} <= set(targets())


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_commands_that_the_pages_name_exist(page):
    named = set(re.findall(r"`?\bmake ([a-z]+)`?$|`make ([a-z]+)", read(page), re.MULTILINE))
    assert {name for pair in named for name in pair if name} <= set(targets())


def test_the_readme_names_the_two_commands():
    assert "make demo" in read("README.md")
    assert "make test" in read("README.md")


def drawn_paths():
    picture = read("CONTRIBUTING.md").split("```text\n", 1)[1].split("```", 1)[0]
    return [word for line in picture.splitlines() for word in line.split("  ")[0].split()]


@pytest.mark.parametrize("path", drawn_paths())
def test_the_picture_of_the_tree_is_true(path):
    assert (ROOT / path).exists()


def test_the_picture_leaves_no_folder_out():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    folders = {line.split("/")[0] for line in listed.splitlines() if "/" in line}
    assert folders <= {path.split("/")[0] for path in drawn_paths()}


@pytest.mark.parametrize("file", [".ci/run", "LICENSE", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "Makefile"])
def test_the_ground_is_there(file):
    assert (ROOT / file).stat().st_size > 0
