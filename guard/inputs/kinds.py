"""Files that hold no plain text, known by how they begin, in words for people who do not program."""

from guard.errors import InputError

_PICTURE, _OFFICE = "a picture", "a Word, Excel or ZIP file"
_BEGINNINGS = {
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"RIFF": "a picture or a recording",
    b"PK\x03\x04": _OFFICE,
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"%PDF-": "a PDF",
    b"{\\rtf": "a rich text file (RTF)",
    b"\x1f\x8b": "a compressed file (gzip)",
}
_FIX = "Save what is written in it as plain text (.txt), or a table as CSV, with the encoding UTF-8."


def not_utf8(data: bytes, offset: int, where: str) -> InputError:
    """The error for ``data`` that is not UTF-8 from ``offset`` on, which counts from 0."""
    if data.startswith(tuple(_BEGINNINGS)) or data[4:8] == b"ftyp":
        return no_text(data, where)
    what = f"is not valid UTF-8: the byte at offset {offset} is 0x{data[offset]:02X}."
    fix = 'Save the file with the encoding UTF-8 (in Excel: "CSV UTF-8") and check it again.'
    return InputError(what, where=where, fix=fix)


def no_text(data: bytes, where: str) -> InputError:
    """The error for a file that begins like one of those."""
    kind = next((kind for begins, kind in _BEGINNINGS.items() if data.startswith(begins)), "a film or a picture")
    return InputError(f"is {kind}, not plain text.", where=where, fix=_FIX)
