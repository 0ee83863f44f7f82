"""Half and full width: digits, brackets and the signs between numbers, one character for one."""

# Signs that nobody sees, which copying from pages brings along, count as blanks.
UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
FULL = "０１２３４５６７８９（）［］〔〕，；：～－—–　"
HALF = "0123456789()[]〔〕,;:~--- "
TABLE = str.maketrans(FULL + UNSEEN, HALF + " " * len(UNSEEN))


def half_width(text: str) -> str:
    """The same text, as long as before, with digits and brackets in half width."""
    return text.translate(TABLE)
