"""A fake Mastodon server: it speaks as much of the interface as Mastodon.py is asked for here. No real server is tested.

What it imitates on purpose: HTML in texts, pages with Link headers, a queue with a least delay of five minutes, and
the Idempotency-Key, for which the first post is given back whatever the new text is.
"""

# ruff: noqa: ARG002 - every answer is given the request, whether it needs it or not

import html
import re
from datetime import datetime, timedelta

from tests.contracts.fake_server import Answer, FakePlatform

PAGE = 2
"""Entries a page: few, so that every listing has to turn pages."""

NOT_FOUND = Answer({"error": "Record not found"}, 404)


class FakeMastodon(FakePlatform):
    TOKEN = "token-of-brand"

    def __init__(self, clock):
        self.clock = clock
        self.statuses, self.scheduled, self.keys, self.quoting = {}, {}, {}, {}
        self._next = 1000
        super().__init__()

    # --- what happens without the account -----------------------------------------------------------------------------

    def somebody_posts(self, author, text, in_reply_to=None, likes=0):
        return self._add(author, text, in_reply_to, likes)["id"]

    def somebody_quotes(self, author, text, quoted):
        status = self._add(author, text, None, 0)
        self.quoting.setdefault(quoted, []).append(status["id"])
        return status["id"]

    def own_texts(self):
        self._send_what_is_due()
        return [status["text"] for status in self.statuses.values() if status["author"] == "brand"]

    def _add(self, author, text, in_reply_to, likes):
        self._next += 1
        status = {"id": str(self._next), "author": author, "text": text, "likes": likes, "at": self.clock()}
        self.statuses[status["id"]] = status | {"in_reply_to": in_reply_to}
        return self.statuses[status["id"]]

    def _send_what_is_due(self):
        for id_, waiting in list(self.scheduled.items()):
            if waiting["at"] <= self.clock():
                del self.scheduled[id_]
                self._add("brand", waiting["text"], waiting["in_reply_to"], 0)

    # --- the interface ------------------------------------------------------------------------------------------------

    ROUTES = (
        ("GET", r"/api/v[12]/instance/?", "instance"),
        ("GET", r"/api/v1/accounts/verify_credentials", "me"),
        ("GET", r"/api/v1/accounts/brand-id/statuses", "own"),
        ("POST", r"/api/v1/statuses", "post"),
        ("GET", r"/api/v1/statuses/(\w+)", "show"),
        ("DELETE", r"/api/v1/statuses/(\w+)", "delete"),
        ("GET", r"/api/v1/statuses/(\w+)/source", "source"),
        ("GET", r"/api/v1/statuses/(\w+)/context", "context"),
        ("GET", r"/api/v1/statuses/(\w+)/quotes", "quotes"),
        ("GET", r"/api/v1/scheduled_statuses", "queue"),
        ("GET", r"/api/v1/scheduled_statuses/(\w+)", "show_scheduled"),
        ("DELETE", r"/api/v1/scheduled_statuses/(\w+)", "cancel"),
        ("POST", r"/api/v2/media", "upload"),
    )

    def respond(self, asked):
        self._send_what_is_due()
        if asked.headers.get("authorization") != f"Bearer {self.TOKEN}":
            return Answer({"error": "The access token is invalid"}, 401)
        for method, path, name in self.ROUTES:
            match = re.fullmatch(path, asked.path)
            if match and method == asked.method:
                return getattr(self, f"_{name}")(asked, *match.groups())
        return NOT_FOUND

    def _instance(self, asked):
        return Answer({"version": "4.5.0", "uri": "fake", "api_versions": {"mastodon": 7}})

    def _me(self, asked):
        return Answer(self._account("brand") | {"followers_count": 1200})

    def _own(self, asked):
        own = [self._shown(each) for each in reversed(self.statuses.values()) if each["author"] == "brand"]
        return self._page(asked, own)

    def _post(self, asked):
        form, key = asked.form(), asked.headers.get("idempotency-key")
        if key in self.keys:
            return Answer(self.keys[key])
        if len(form["status"]) > 500:
            return Answer({"error": "Validation failed: Text character limit of 500 exceeded"}, 422)
        if form.get("in_reply_to_id", next(iter(self.statuses), None)) not in {*self.statuses, None}:
            return NOT_FOUND
        answer = self._schedule(form) if form.get("scheduled_at") else self._send_now(form)
        if answer.status == 200:
            self.keys[key] = answer.content
        return answer

    def _send_now(self, form):
        return Answer(self._shown(self._add("brand", form["status"], form.get("in_reply_to_id"), 0)))

    def _schedule(self, form):
        at = datetime.fromisoformat(form["scheduled_at"])
        if at < self.clock() + timedelta(minutes=5):
            return Answer({"error": "Validation failed: Scheduled at must be in the future"}, 422)
        self._next += 1
        waiting = {"id": str(self._next), "text": form["status"], "at": at, "in_reply_to": form.get("in_reply_to_id")}
        waiting["media"] = [form["media_ids[]"]] if form.get("media_ids[]") else []
        self.scheduled[waiting["id"]] = waiting
        return Answer(self._shown_scheduled(waiting))

    def _show(self, asked, id_):
        return Answer(self._shown(self.statuses[id_])) if id_ in self.statuses else NOT_FOUND

    def _delete(self, asked, id_):
        return Answer(self._shown(self.statuses.pop(id_))) if id_ in self.statuses else NOT_FOUND

    def _source(self, asked, id_):
        return Answer({"id": id_, "text": self.statuses[id_]["text"], "spoiler_text": ""})

    def _context(self, asked, id_):
        if id_ not in self.statuses:
            return NOT_FOUND
        below, thread = [], {id_}
        for status in self.statuses.values():
            if status["in_reply_to"] in thread:
                thread.add(status["id"])
                below.append(self._shown(status))
        return Answer({"ancestors": [], "descendants": below})

    def _quotes(self, asked, id_):
        if id_ not in self.statuses:
            return NOT_FOUND
        return self._page(asked, [self._shown(self.statuses[each]) for each in self.quoting.get(id_, ())])

    def _queue(self, asked):
        return self._page(asked, [self._shown_scheduled(each) for each in self.scheduled.values()])

    def _show_scheduled(self, asked, id_):
        return Answer(self._shown_scheduled(self.scheduled[id_])) if id_ in self.scheduled else NOT_FOUND

    def _cancel(self, asked, id_):
        return Answer({}) if self.scheduled.pop(id_, None) else NOT_FOUND

    def _upload(self, asked):
        return Answer({"id": "77", "type": "image", "url": f"{self.url}/77.png", "description": None})

    # --- how things are shown -----------------------------------------------------------------------------------------

    def _page(self, asked, entries):
        start = int(asked.query.get("max_id", 0))
        following = f'<{self.url}{asked.path}?max_id={start + PAGE}>; rel="next"'
        headers = {"Link": following} if len(entries) > start + PAGE else {}
        return Answer(entries[start : start + PAGE], headers=headers)

    def _account(self, author):
        return {"id": f"{author}-id", "username": author, "acct": author, "display_name": author}

    def _shown(self, status):
        replies = sum(each["in_reply_to"] == status["id"] for each in self.statuses.values())
        return {
            "id": status["id"],
            "created_at": status["at"].isoformat(),
            "in_reply_to_id": status["in_reply_to"],
            "url": f"{self.url}/@{status['author']}/{status['id']}",
            "content": _as_html(status["text"]),
            "account": self._account(status["author"]),
            "favourites_count": status["likes"],
            "reblogs_count": 0,
            "replies_count": replies,
            "quotes_count": len(self.quoting.get(status["id"], ())),
        }

    def _shown_scheduled(self, waiting):
        params = {"text": waiting["text"], "in_reply_to_id": waiting["in_reply_to"], "scheduled_at": None}
        pictures = [{"id": each, "type": "image"} for each in waiting["media"]]
        shown = {"id": waiting["id"], "scheduled_at": waiting["at"].isoformat(), "params": params}
        return shown | {"media_attachments": pictures}


def _as_html(text):
    """As Mastodon does: paragraphs, line breaks, names without their server, links with parts that are not shown."""
    shown = html.escape(text, quote=False)
    shown = re.sub(r"@(\w+)@[\w.]+", r'<span class="h-card"><a href="#">@<span>\1</span></a></span>', shown)
    link = r'<a href="\1\2"><span class="invisible">\1</span><span class="ellipsis">\2</span></a>'
    shown = re.sub(r"(https://)([^\s<]+)", link, shown)
    return "".join(f"<p>{part}</p>" for part in shown.split("\n\n")).replace("\n", "<br />")
