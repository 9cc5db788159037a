"""Values to JSON: UTF-8 as it is; lone surrogates, which UTF-8 cannot carry, as escapes."""

import msgspec


def dumps(value: object, *, indent: int = 0, unicode: bool = True) -> str:
    """``value`` as JSON, on one line unless ``indent``; without ``unicode`` in ASCII alone."""
    if unicode:
        try:
            data = msgspec.json.encode(value)
        except UnicodeEncodeError:
            return _escaped(value, indent, ascii_only=False)
        return (msgspec.json.format(data, indent=indent) if indent else data).decode()
    return _escaped(value, indent, ascii_only=True)


def _escaped(value: object, indent: int, *, ascii_only: bool) -> str:
    import json

    separators = None if indent else (",", ":")
    text = json.dumps(msgspec.to_builtins(value), ensure_ascii=ascii_only, indent=indent or None, separators=separators)
    return text.encode("utf-8", "backslashreplace").decode()
