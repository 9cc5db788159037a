"""A person who has never heard of Prefect recovers from a post with nothing but a browser."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import POST, Place, waited_for
from tests.e2e.screens import keep

pytestmark = [pytest.mark.slow, pytest.mark.browser]

EDITED = (
    "While people in Harrowmere were carried out of their homes, we used the flood to sell coffee. That was wrong, and it"
    " was our doing. It hurt people who have lost their homes, and those who were out in the boats. We are sorry. Two"
    " pallets of food go to the Harrowmere food bank on Tuesday; Tom Ferris sees to it. Write to us here: we read every"
    " answer."
)
DAYS = (1, 2, 3, 7, 14, 30, 60, 90, 180)


def start(page: Page, place: Place, post: str) -> None:
    """Fill in the form, as somebody does whose post went wrong a minute ago."""
    page.goto(f"{place.address}/v2/deployments/deployment/{place.deployment('recover')}/run")
    page.get_by_label("Brand").fill("Lantern & Quay")
    page.get_by_label("Who leads").fill("Ines Calder")
    page.get_by_label("What it said").fill(POST)
    page.get_by_label("Its address").fill(post)
    page.get_by_label("Followers").fill("48000")
    page.get_by_label("File of replies").fill("replies.jsonl")
    page.get_by_label("Brand").scroll_into_view_if_needed()
    keep(page, "1-start")
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_text("scheduled to start now")).to_be_visible()


def opened(page: Page, place: Place, run: dict[str, Any]) -> None:
    page.goto(f"{place.address}/v2/runs/flow-run/{run['id']}")
    expect(page.get_by_text(run["name"]).first).to_be_visible()


def asked(page: Page, place: Place, run: dict[str, Any]) -> Locator:
    """The form by which a suspended run asks: a moment after it was suspended, it is there."""
    waited_for("the form", lambda: place.ask(f"flow_runs/{run['id']}/input/filter", prefix="suspended-"))
    opened(page, place, run)
    page.locator("button:has(svg.lucide-ellipsis-vertical)").first.click()
    page.get_by_role("menuitem", name="Resume").click()
    form = page.get_by_role("dialog")
    expect(form.get_by_label("Your name")).to_be_visible()
    return form


def decide(page: Page, form: Locator, *, who: str, decision: str) -> None:
    form.get_by_label("Your decision").click()
    page.get_by_role("option", name=decision).click()
    form.get_by_label("Your name").fill(who)
    form.get_by_text("Nothing goes out before").scroll_into_view_if_needed()


def answer(page: Page, form: Locator) -> None:
    form.get_by_role("button", name="Resume").click()
    expect(page.get_by_text("Flow run resumed")).to_be_visible()


def test_a_recovery_with_nothing_but_a_browser(page: Page, place: Place) -> None:
    place.serve()
    post = place.outbox.publish(POST, key="the post")
    start(page, place, post.id)

    run = place.run_that_is("Suspended", "recover")
    opened(page, place, run)
    expect(page.get_by_text("Suspended").first).to_be_visible()
    page.get_by_role("tab", name="Artifacts").click()
    expect(page.get_by_text("checklist").first).to_be_visible()
    keep(page, "2-waiting")

    first = place.run_that_is("Suspended", "first-answer")
    form = asked(page, place, first)
    expect(form.get_by_text("We have seen what you are telling us").first).to_be_visible()
    decide(page, form, who="Tom Ferris", decision="approve")
    keep(page, "3-first-answer")
    answer(page, form)
    place.run_that_is("Completed", "first-answer")

    form = asked(page, place, run)
    text = form.get_by_label("The text")
    assert "We are sorry" in text.input_value()
    text.fill(EDITED)
    decide(page, form, who="Tom Ferris", decision="approve")
    keep(page, "4-apology")
    answer(page, form)

    run = place.run_that_is("Completed", "recover")
    opened(page, place, run)
    page.get_by_role("tab", name="Task Runs").click()
    expect(page.get_by_text("Publish the apology, once").first).to_be_visible()
    keep(page, "5-done")

    shown = place.artifacts(run["id"])
    for name, says in {
        "checklist": "Remain calm",
        "brief": "What is wrong with it",
        "audience": "people in the disaster area",
        "drafts": "the first answer, for everybody",
        "published": "The apology lies in the outbox",
        "timeline": "Opened the incident",
        "report": "Lantern & Quay",
    }.items():
        page.goto(shown[name])
        expect(page.get_by_text(says).first).to_be_visible()
        keep(page, f"6-{name}")

    check_ins = place.runs("check-in")
    assert {each["state_name"] for each in check_ins} == {"Scheduled"}
    assert sorted(each["parameters"]["day"] for each in check_ins) == list(DAYS)
    incident = check_ins[0]["parameters"]["incident"]
    page.goto(f"{place.address}/v2/deployments/deployment/{place.deployment('check-in')}?tab=Upcoming")
    expect(page.get_by_text(f"check-in {incident} day 1", exact=True)).to_be_visible()
    keep(page, "7-calendar")

    assert place.published().count(EDITED) == 1
    assert len(place.published()) == 3
    verified = place.run("guard", "incident", "verify", incident)
    assert verified.returncode == 0, verified.stderr
    assert "all are as they were written" in verified.stdout
