"""How many words a PDF holds, and how many of them another holds too.

python check_text.py OURS PEER...   prints JSON; run with the Python of benchmarks/.venv
"""

import json
import re
import sys
import unicodedata
from collections import Counter

from pypdf import PdfReader

WORD = re.compile(r"[^\W_]+")


def words(path: str) -> Counter[str]:
    """The words of all pages, whatever marks stand between them."""
    text = " ".join(page.extract_text() for page in PdfReader(path).pages)
    return Counter(WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def main(ours: str, *peers: str) -> None:
    """Print the counts of each, and the shares against ours."""
    own = words(ours)
    found = {}
    for path in peers:
        other = words(path)
        found[path] = {
            "words": other.total(),
            "ratio": round(other.total() / own.total(), 4),
            "in_common": round((own & other).total() / own.total(), 4),
            "only_ours": (own - other).most_common(12),
            "only_theirs": (other - own).most_common(12),
        }
    print(json.dumps({"words": own.total(), "peers": found}, ensure_ascii=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
