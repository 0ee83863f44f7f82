"""Half and full width: digits, brackets and the signs between numbers, one character for one."""

FULL = "０１２３４５６７８９（）［］〔〕，；：～－—–　"
HALF = "0123456789()[]〔〕,;:~--- "
TABLE = str.maketrans(FULL, HALF)


def half_width(text: str) -> str:
    """The same text, as long as before, with digits and brackets in half width."""
    return text.translate(TABLE)
