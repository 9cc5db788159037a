"""What "Use your own model" tells people to write is right: it loads, and asks that address, with that key."""

import re
from pathlib import Path

import httpx
import pytest
import respx
from pydantic import BaseModel

from guard import config_file
from guard.llm import Answer, Endpoint, system, user
from tests.llm.scripted import Said, completion

PAGE = (Path(__file__).parents[2] / "docs/use-your-own-model.md").read_text(encoding="utf-8")
KEYS = {"OPENAI_API_KEY": "for-openai", "AZURE_OPENAI_API_KEY": "for-azure", "VLLM_API_KEY": "for-vllm"}

SERVERS = {
    "llama.cpp": ("http://127.0.0.1:8080/v1/chat/completions", "none"),
    "Ollama": ("http://127.0.0.1:11434/v1/chat/completions", "none"),
    "vLLM": ("http://127.0.0.1:8000/v1/chat/completions", "for-vllm"),
    "OpenAI": ("https://api.openai.com/v1/chat/completions", "for-openai"),
    "Azure": ("https://my-resource.openai.azure.com/openai/v1/chat/completions", "for-azure"),
}
"""Where each server is asked, and with which key, whatever other keys there are."""


class Word(BaseModel):
    word: str


def snippets(text=PAGE):
    return re.findall(r"^```toml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def below(server):
    return PAGE.split(f"\n### {server}\n")[1].split("\n#")[0]


def test_every_snippet_loads():
    assert len(snippets()) == len(SERVERS) + 2
    for snippet in snippets():
        loaded = config_file.from_text(snippet)
        assert loaded.llm.model or loaded.moderation.model


@pytest.mark.parametrize("server", SERVERS)
def test_each_server_is_asked_where_it_is_with_its_own_key(server, monkeypatch, tmp_path):
    for name, key in KEYS.items():
        monkeypatch.setenv(name, key)
    [snippet] = snippets(below(server))
    settings = config_file.from_text(snippet).llm
    url, key = SERVERS[server]
    with respx.mock() as net:
        asked = net.post(url).mock(
            return_value=httpx.Response(200, content=completion(Said(content='{"word": "yes"}')))
        )
        endpoint = Endpoint(settings, folder=str(tmp_path), http_client=httpx.Client())
        outcome = endpoint.ask([system("Answer."), user("The post.")], Word)
        endpoint.close()
    assert isinstance(outcome, Answer)
    assert asked.calls[0].request.headers["authorization"] == f"Bearer {key}"


def test_each_server_says_whether_it_was_tried():
    rows = re.findall(r"^\| ([\w.]+) \| (yes|not tried)\b", PAGE, re.MULTILINE)
    assert dict(rows) == {server: "yes" if server == "llama.cpp" else "not tried" for server in SERVERS}
