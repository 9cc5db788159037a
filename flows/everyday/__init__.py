"""The everyday path of a post: checked, approved where needed, queued, frozen and thawed, sent once."""
