"""What makes a moment sensitive: days of remembrance (``calendar``) and what goes on in the world (``store``)."""
