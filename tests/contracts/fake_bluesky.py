"""A fake Bluesky server: it speaks as much of the interface as the atproto client is asked for here.

The same tests run over Bluesky's own development network when one is there (see tests/bluesky/README.md). What this one
imitates was seen there: a second record under a name that is taken is answered with status 500, and the thread of a
deleted post cannot be read.
"""

# ruff: noqa: ARG002 - every answer is given the request, whether it needs it or not

import base64
import json
import re
from datetime import timedelta

from tests.contracts.fake_server import Answer, FakePlatform

POSTS = "app.bsky.feed.post"
PAGE = 2
"""Entries a page: few, so that every listing has to turn pages."""

NOT_THERE = Answer({"error": "RecordNotFound", "message": "Could not locate record"}, 400)
CID = "bafyreidfayvfuwqa7qlnopdjiqrxzs6blmoeu4rujcjtnci5beludirz2a"


def did_of(handle):
    return f"did:plc:{handle.split('.')[0]:a<24}"


class FakeBluesky(FakePlatform):
    HANDLE, PASSWORD = "brand.test", "app-password"

    def __init__(self, clock):
        self.clock = clock
        self.records, self.likes = {}, {}
        super().__init__()

    def is_login(self, asked):
        return "createSession" in asked.path

    # --- what happens without the account -----------------------------------------------------------------------------

    def somebody_posts(self, author, text, in_reply_to=None, likes=0, embed=None):
        record = {"$type": POSTS, "text": text, "createdAt": self.clock().isoformat()}
        if in_reply_to:
            root = self.records[in_reply_to].get("reply", {}).get("root", {"uri": in_reply_to, "cid": CID})
            record["reply"] = {"root": root, "parent": {"uri": in_reply_to, "cid": CID}}
        if embed:
            record["embed"] = {"$type": "app.bsky.embed.record", "record": {"uri": embed, "cid": CID}}
        uri = f"at://{did_of(author)}/{POSTS}/3k{len(self.records):011d}"
        self.records[uri], self.likes[uri] = record, likes
        return uri

    def somebody_quotes(self, author, text, quoted):
        return self.somebody_posts(author, text, embed=quoted)

    def own_texts(self):
        return [record["text"] for uri, record in self.records.items() if did_of(self.HANDLE) in uri]

    # --- the interface ------------------------------------------------------------------------------------------------

    def respond(self, asked):
        name = asked.path.removeprefix("/xrpc/").rpartition(".")[2]
        method = getattr(self, "_" + re.sub(r"([A-Z])", r"_\1", name).lower(), None)
        return method(asked) if method else Answer({"error": "MethodNotImplemented"}, 501)

    def _create_session(self, asked):
        if asked.json() != {"identifier": self.HANDLE, "password": self.PASSWORD}:
            return Answer({"error": "AuthenticationRequired", "message": "Invalid identifier or password"}, 401)
        session = {"did": did_of(self.HANDLE), "handle": self.HANDLE}
        return Answer(session | {"accessJwt": _token(self.clock), "refreshJwt": _token(self.clock)})

    def _create_record(self, asked):
        data = asked.json()
        uri = f"at://{data['repo']}/{data['collection']}/{data['rkey']}"
        if uri in self.records:
            return Answer({"error": "InternalServerError", "message": "Internal Server Error"}, 500)
        if len(data["record"]["text"]) > 300:
            return Answer({"error": "InvalidRequest", "message": "text must not be longer than 300 graphemes"}, 400)
        pictures = (data["record"].get("embed") or {}).get("images", ())
        if any(not each["image"]["mimeType"].startswith("image/") for each in pictures):
            return Answer({"error": "InvalidRequest", "message": 'Expected "image/*"'}, 400)
        self.records[uri] = data["record"]
        return Answer({"uri": uri, "cid": CID})

    def _get_record(self, asked):
        who = did_of(asked.query["repo"]) if "." in asked.query["repo"] else asked.query["repo"]
        uri = f"at://{who}/{asked.query['collection']}/{asked.query['rkey']}"
        return Answer({"uri": uri, "cid": CID, "value": self.records[uri]}) if uri in self.records else NOT_THERE

    def _delete_record(self, asked):
        data = asked.json()
        self.records.pop(f"at://{data['repo']}/{data['collection']}/{data['rkey']}", None)
        return Answer({})

    def _resolve_handle(self, asked):
        return Answer({"error": "InvalidRequest", "message": "Unable to resolve handle"}, 400)

    def _upload_blob(self, asked):
        blob = {
            "$type": "blob",
            "ref": {"$link": CID},
            "mimeType": asked.headers.get("content-type", "*/*"),
            "size": len(asked.body),
        }
        return Answer({"blob": blob})

    def _get_profile(self, asked):
        return Answer(self._author(did_of(self.HANDLE)) | {"followersCount": 1200})

    def _get_posts(self, asked):
        uri = asked.query["uris"]
        return Answer({"posts": [self._view(uri)] if uri in self.records else []})

    def _get_post_thread(self, asked):
        """Like the real one where a thread is deep, it does not show the answers to answers."""
        uri = asked.query["uri"]
        if uri not in self.records:
            return Answer({"error": "NotFound", "message": f"Post not found: {uri}"}, 400)
        node = {"$type": "app.bsky.feed.defs#threadViewPost"}
        below = [node | {"post": self._view(each)} for each in self._answers_to(uri, "parent")]
        return Answer({"thread": node | {"post": self._view(uri), "replies": below}})

    def _list_notifications(self, asked):
        answers = [uri for own in list(self.records) for uri in self._answers_to(own, "root")]
        notes = [
            self._view(uri)
            | {"$type": "app.bsky.notification.listNotifications#notification", "reason": "reply", "isRead": False}
            for uri in dict.fromkeys(answers)
        ]
        return self._page(asked, notes, "notifications")

    def _get_quotes(self, asked):
        uri = asked.query["uri"]
        quoting = [each for each, record in self.records.items() if _quoted(record) == uri]
        return self._page(asked, [self._view(each) for each in quoting], "posts", uri=uri)

    # --- how things are shown -----------------------------------------------------------------------------------------

    def _answers_to(self, uri, place):
        return [
            each for each, record in self.records.items() if record.get("reply", {}).get(place, {}).get("uri") == uri
        ]

    def _page(self, asked, entries, name, **more):
        start = int(asked.query.get("cursor", 0))
        cursor = {"cursor": str(start + PAGE)} if len(entries) > start + PAGE else {}
        return Answer({name: entries[start : start + PAGE]} | cursor | more)

    def _author(self, did):
        return {"did": did, "handle": f"{did.removeprefix('did:plc:').rstrip('a')}.test"}

    def _view(self, uri):
        return {
            "$type": "app.bsky.feed.defs#postView",
            "uri": uri,
            "cid": CID,
            "author": self._author(uri.split("/")[2]),
            "record": self.records[uri],
            "indexedAt": self.records[uri]["createdAt"],
            "likeCount": self.likes.get(uri, 0),
            "replyCount": len(self._answers_to(uri, "parent")),
            "repostCount": 0,
            "quoteCount": sum(_quoted(record) == uri for record in self.records.values()),
        }


def _quoted(record):
    return (record.get("embed") or {}).get("record", {}).get("uri")


def _token(clock):
    """A token that is valid for years and signed by nobody."""
    claims = {"exp": int((clock() + timedelta(days=3650)).timestamp()), "sub": "did:plc:brand", "scope": "access"}
    parts = (json.dumps(part).encode() for part in ({"alg": "none"}, claims, {}))
    return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)
