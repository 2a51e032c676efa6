"""The rows of the fault table (delivery.md, section 4), and which test stands for each."""

ROWS = {}


def row(number, stands_for=""):
    """Mark a test as one of the table's rows; `stands_for` where it cannot be the thing itself."""

    def mark(test):
        ROWS.setdefault(number, []).append((test.__name__, stands_for))
        return test

    return mark
