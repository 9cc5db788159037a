"""The recovery in a terminal: where it works, and what it tells people there."""
