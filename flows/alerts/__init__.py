"""Telling people that they are needed: when, of what, and over which channel."""
