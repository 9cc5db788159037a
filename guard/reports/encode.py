"""Values to JSON: UTF-8 as it is; lone surrogates, which UTF-8 cannot carry, as escapes."""

import msgspec


def dumps(value: object, *, indent: int = 0, unicode: bool = True) -> str:
    """``value`` as JSON, on one line unless ``indent``; without ``unicode`` in ASCII alone."""
    if unicode:
        try:
            data = msgspec.json.encode(value)
        except UnicodeEncodeError:
            return _on_its_lines(_escaped(value, indent, ascii_only=False))
        return _on_its_lines((msgspec.json.format(data, indent=indent) if indent else data).decode())
    return _escaped(value, indent, ascii_only=True)


def _on_its_lines(text: str) -> str:
    """``text`` with escapes for what JSON allows but many programs take for a line end."""
    if not text.isascii():
        for char in "\x85\u2028\u2029":
            if char in text:
                text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _escaped(value: object, indent: int, *, ascii_only: bool) -> str:
    import json

    separators = None if indent else (",", ":")
    text = json.dumps(msgspec.to_builtins(value), ensure_ascii=ascii_only, indent=indent or None, separators=separators)
    return text.encode("utf-8", "backslashreplace").decode()
