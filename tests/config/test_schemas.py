"""The JSON Schema and the key tables: complete, up to date, and in agreement with the loader."""

import json
import tomllib

import jsonschema
import msgspec
import pytest

from guard import config, schemas
from guard.commands.init import filled
from guard.schemas import __main__ as command
from guard.schemas import reference
from guard.schemas.words import KEYS, SECTIONS

PAGE = "docs/configuration.md"
STALE = "run `python -m guard.schemas`"


@pytest.fixture(scope="module")
def validator():
    made = json.loads(schemas.rendered())
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator(made)


def accepts(validator, text):
    # TOML editors hand days over as texts, like JSON does
    return validator.is_valid(json.loads(msgspec.json.encode(tomllib.loads(text))))


def test_the_schema_file_is_up_to_date():
    with open(schemas.PATH, encoding="utf-8") as stream:
        assert stream.read() == schemas.rendered(), STALE


def test_the_key_tables_of_the_page_are_up_to_date(request):
    with open(request.config.rootpath / PAGE, encoding="utf-8") as stream:
        page = stream.read()
    assert page == reference.replaced(page), STALE


def test_every_key_of_every_section_has_its_words():
    sections = {name: getattr(config, name) for name in SECTIONS}
    keys = {f"{name}.{field}" for name, section in sections.items() for field in section.__struct_fields__}
    assert keys == set(KEYS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[brand]\nname = 'x'\ncountry = 'DE'\n",
        "[accounts.main]\nplatform = 'x'\nvoice = 'edgy'\n",
        "[[policy.allow]]\nword = 'a'\nwhy = 'b'\nuntil = 2026-12-31\n",
        "[[policy.severity]]\nrule = 'M201'\nseverity = 'off'\n",
        "[[house_rules]]\ncode='M901'\nslug='a-b'\nmatch=['b']\nwhy='c'\ninstead='d'\n",
        "[[brand.embargoes]]\nwords = ['x']\nuntil = 2026-12-31\n",
        "[events]\ntimeout_seconds = 5\n",
        filled({"brand.name": '"x"', "accounts": '"main"'}),
    ],
)
def test_the_schema_takes_what_the_loader_takes(validator, text):
    assert accepts(validator, text)


@pytest.mark.parametrize(
    "text",
    [
        "brands = {}\n",
        "[brand]\nnmae = 'x'\n",
        "[brand]\ncountry = 'Germany'\n",
        "[brand]\nhandles = '@x'\n",
        "[accounts.main]\nplatform = 'myspace'\n",
        "[[policy.allow]]\nword = 'a'\n",
        "[[policy.severity]]\nrule = 'M201'\nseverity = 'blok'\n",
        "[[house_rules]]\ncode='M101'\nslug='a'\nmatch=['b']\nwhy='c'\ninstead='d'\n",
        "[events]\nstale_after_days = 'three'\n",
    ],
)
def test_the_schema_refuses_what_the_loader_refuses(validator, text):
    assert not accepts(validator, text)


def test_everything_in_the_schema_is_explained():
    for name, section in schemas.schema()["$defs"].items():
        assert section["description"], name
        for key, value in section["properties"].items():
            assert value["description"], f"{name}.{key}"
            assert "null" not in json.dumps(value), f"{name}.{key}"


def test_the_command_writes_both_files(tmp_path, monkeypatch):
    monkeypatch.setattr(schemas, "PATH", str(tmp_path / "schema.json"))
    page = tmp_path / "page.md"
    page.write_text(f"# Head\n{reference.START}\nyesterday\n{reference.END}\n# Foot\n", encoding="utf-8")
    command.main(str(page))
    assert (tmp_path / "schema.json").read_text(encoding="utf-8") == schemas.rendered()
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# Head\n")
    assert text.endswith("# Foot\n")
    assert "| `word` (needed) | The word or phrase" in text
    assert "yesterday" not in text


def test_the_command_does_without_the_page(tmp_path, monkeypatch):
    monkeypatch.setattr(schemas, "PATH", str(tmp_path / "schema.json"))
    command.main(str(tmp_path / "nowhere.md"))
    assert list(tmp_path.iterdir()) == [tmp_path / "schema.json"]
