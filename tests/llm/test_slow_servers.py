"""Servers that hang, drip, break off or flood, on real sockets of this machine: the time limit holds whatever they do."""

import socket
import threading
import time
from contextlib import contextmanager, suppress

import pytest
from pydantic import BaseModel

from guard.config import LanguageModel
from guard.llm import Endpoint, Failure, user

HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
LIMIT = 1.0
GENEROUS = 20.0
"""Seconds on a busy machine; without a time limit these servers would take minutes."""


class Word(BaseModel):
    word: str


@contextmanager
def server(behave):
    listener = socket.create_server(("127.0.0.1", 0))
    stop = threading.Event()

    def serve():
        while not stop.is_set():
            with suppress(OSError):
                link, _ = listener.accept()
                threading.Thread(target=one, args=(link,), daemon=True).start()

    def one(link):
        with link, suppress(OSError):
            link.recv(65536)
            behave(link, stop)

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/v1"
    finally:
        stop.set()
        listener.close()


def hangs(_link, stop):
    stop.wait(60)


def drips_its_body(link, stop):
    link.sendall(HEAD + b"content-length: 100000\r\n\r\n{")
    while not stop.wait(0.1):
        link.sendall(b" ")


def drips_its_head(link, stop):
    link.sendall(b"HTTP/1.1 200 OK\r\n")
    number = 0
    while not stop.wait(0.1):
        number += 1
        link.sendall(b"x-more-%d: 1\r\n" % number)


def resets(link, _stop):
    link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")


def breaks_off(link, _stop):
    link.sendall(HEAD + b'content-length: 500\r\n\r\n{"choices": [')


def speaks_something_else(link, _stop):
    link.sendall(b"220 mail.example ESMTP\r\n")


def floods(link, stop):
    link.sendall(HEAD + b"content-length: 99000000\r\n\r\n{")
    while not stop.is_set():
        link.sendall(b" " * 65536)


@pytest.mark.slow
@pytest.mark.parametrize(
    "behave", [hangs, drips_its_body, drips_its_head, resets, breaks_off, speaks_something_else, floods]
)
def test_the_time_limit_holds(behave, tmp_path):
    with server(behave) as url:
        settings = LanguageModel(model="m", base_url=url, timeout_seconds=LIMIT)
        began = time.monotonic()
        endpoint = Endpoint(settings, folder=str(tmp_path))
        outcome = endpoint.ask([user("x")], Word)
        endpoint.close()
        assert isinstance(outcome, Failure)
        assert outcome.kind in {"too-slow", "unreachable"}
        assert time.monotonic() - began < GENEROUS
