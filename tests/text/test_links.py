"""Addresses are read from any text: whole, broken, bare, in Markdown; mail addresses and sentences are no links."""

import pytest

from guard.text.links import Address, addresses, registered


def only(text: str) -> Address:
    (address,) = addresses(text)
    return address


@pytest.mark.parametrize(
    ("text", "scheme", "host", "path", "query"),
    [
        ("See https://www.wren.co.uk/a/b?x=1#top.", "https", "www.wren.co.uk", "/a/b", "x=1"),
        ("(https://wren.org/q)", "https", "wren.org", "/q", ""),
        ("wren.co.uk/sale today", "", "wren.co.uk", "/sale", ""),
        ("[Read](https://wren.org/r)", "https", "wren.org", "/r", ""),
        ("→ WWW.Wren.ORG", "", "www.wren.org", "", ""),
        ("ftp://av:pw@10.0.0.1:21/x", "ftp", "10.0.0.1", "/x", ""),
        ("localhost:8080/x", "", "localhost", "/x", ""),
        ("Infos auf wren.de.", "", "wren.de", "", ""),
    ],
)
def test_parts(text: str, scheme: str, host: str, path: str, query: str) -> None:
    address = only(text)
    assert (address.scheme, address.host, address.path, address.query) == (scheme, host, path, query)
    assert text[address.start : address.end] == address.text


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("http:/wren.org", "scheme"),
        ("htps://wren.org", "scheme"),
        ("https//wren.org", "scheme"),
        ("https://https://wren.org", "twice"),
        ("https://wren.orghttps://wren.org/x", "run together"),
        ("https://", "empty"),
        ("https://wren,org/x", "host"),
        ("www.wren,org", "host"),
        ("www.wren.con", "ending"),
        ("wren.co.ukk/x", "ending"),
        ("ww.wren.org", "www"),
        ("chrome://settings", "program"),
        ("https://wren.org/x", ""),
        ("https://web.archive.org/web/2019/https://wren.org/", ""),
    ],
)
def test_faults(text: str, fault: str) -> None:
    assert only(text).fault == fault


@pytest.mark.parametrize(
    "text",
    [
        "Write to hello@wren.co.uk",
        "See you there.so come",
        "It is 10.30.",
        "v5.2.0 is out",
        "Nice.It was",
        "U.S.A.",
        "24/7 and/or 1/2",
        "https://t.co/abc123",
        "Thanks!!! ... really",
        "",
    ],
)
def test_no_links(text: str) -> None:
    assert addresses(text) == ()


def test_user_and_password() -> None:
    address = only("postgres://ola:s3cret@db.wren.org:5432/x")
    assert (address.user, address.password, address.port) == ("ola", "s3cret", "5432")


def test_parameters_are_named_in_lower_case_and_decoded() -> None:
    address = only("https://wren.org/x;jsessionid=1?Email=a%40b.org&y=2")
    assert sorted(address.parameters) == [("email", "a@b.org"), ("jsessionid", "1"), ("y", "2")]


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("shop.wren.co.uk", "wren.co.uk"),
        ("www.wren.com.br", "wren.com.br"),
        ("a.b.wren.org", "wren.org"),
        ("wren.io", "wren.io"),
    ],
)
def test_registered(host: str, name: str) -> None:
    assert registered(host) == name
