"""Phrases as data: one YAML file a list, compiled into ``_compiled.json`` (see ``compile.py``)."""
