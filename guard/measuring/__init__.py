"""Figures of a measured policy beyond counts: what its score is worth."""
