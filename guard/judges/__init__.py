"""Judges: engines that read the whole post after the rules, behind one protocol."""
