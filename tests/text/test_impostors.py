"""An address that poses as a brand's own is told from the brand's own."""

import pytest

from guard.text.impostors import apes_platform, bait, fronted, mixed, one_off, poses_as, sites, skeleton

OWN = ("millpond.com", "caisse-du-lac.fr")


@pytest.mark.parametrize(
    "host",
    [
        "rnillpond.com",
        "mi11pond.com",
        "millpond-gifts.top",
        "millpnod.com",
        "milpond.com",
        "millpond.co",
        "caisse-du-Iac.info",
    ],
)
def test_poses(host: str) -> None:
    assert poses_as(host, OWN)


@pytest.mark.parametrize(
    "host", ["millpond.com", "shop.millpond.com", "instagram.com", "harbourtimes.com", "www.caisse-du-lac.fr"]
)
def test_does_not_pose(host: str) -> None:
    assert poses_as(host, OWN) == ""


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("pond", "pnod", True),
        ("pond", "pon", True),
        ("pond", "ponds", True),
        ("pond", "pund", True),
        ("pond", "pond", False),
        ("pond", "lake", False),
    ],
)
def test_one_off(left: str, right: str, expected: bool) -> None:
    assert one_off(left, right) is expected


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("bank.fr.info-client.top", True),
        ("gov.uk.pay.site", True),
        ("fr.wikipedia.org", False),
        ("www.google.com.hk", False),
        ("shop.wren.co.uk", False),
    ],
)
def test_fronted(host: str, expected: bool) -> None:
    assert fronted(host) is expected


@pytest.mark.parametrize(
    ("host", "expected"),
    [("tax-refund.top", True), ("login-verify.com", True), ("wren-support-group.org", False), ("wren.org", False)],
)
def test_bait(host: str, expected: bool) -> None:
    assert bait(host) is expected


def test_scripts_are_not_mixed() -> None:
    assert mixed("аpple.com")
    assert mixed("xn--pple-43d.com")
    assert not mixed("яблоко.рф")
    assert not mixed("apple.com")


def test_platforms_are_not_aped() -> None:
    assert apes_platform("faceb00k.com") == "facebook.com"
    assert apes_platform("facebook.com") == ""
    assert apes_platform("wren.org") == ""


def test_sites_are_read_from_descriptions_and_contacts() -> None:
    assert sites("Software firm, www.millpond.com", "help@wren.co.uk") == {"millpond.com", "wren.co.uk"}


def test_skeleton_reads_twins_alike() -> None:
    assert skeleton("rnodern") == skeleton("modern")
