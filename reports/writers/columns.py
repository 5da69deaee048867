"""Widths of columns that no word overflows: the builder's shares, corrected where words need more room."""

from ui.blocks import Block

# Means of the fonts used: a letter is so many ems wide, and a point is so many millimetres.
LETTER_EM = 0.58
BOLD_LETTER_EM = 0.64
POINT_MM = 0.3528
LONGEST_WORD = 18  # longer ones are broken


def fitted(block: Block, *, width: float, size: float, padding: float) -> list[float]:
    """Millimetres that fill `width`; `size` is that of the type in points, `padding` of both sides of a cell."""
    asked = [share / sum(block["widths"]) * width for share in block["widths"]]
    floors = [letters * size * POINT_MM + padding for letters in _longest_words(block)]
    spare = [max(one - floor, 0) for one, floor in zip(asked, floors, strict=True)]
    if sum(floors) >= width or not sum(spare):
        return [floor / sum(floors) * width for floor in floors]
    part = (width - sum(floors)) / sum(spare)
    return [floor + part * one for floor, one in zip(floors, spare, strict=True)]


def _longest_words(block: Block) -> list[float]:
    """The longest word of each column, in ems. A fixed space does not end a word."""
    longest = [0.0] * block["columns"]
    for rows, letter in ((block["head"], BOLD_LETTER_EM), (block["rows"], LETTER_EM)):
        for row in rows:
            column = 0
            for cell in row:
                if cell["span"] == 1:
                    words = cell["text"].replace("\n", " ").replace("\t", " ").split(" ")
                    letters = min(max(map(len, words)), LONGEST_WORD)
                    em = letters * (BOLD_LETTER_EM if cell["bold"] else letter)
                    longest[column] = max(longest[column], em)
                column += cell["span"]
    return longest
