"""A file's structure tree as a screen reader walks it, read by pikepdf alone."""

import collections
import re

import pikepdf


class Node:
    """An element with its words, its links' annotations and what is in it, in order."""

    def __init__(self, role, element):
        self.role, self.element = role, element
        self.kids = []  # texts, Nodes, and annotations
        self.pages = []

    @property
    def nodes(self):
        return [kid for kid in self.kids if isinstance(kid, Node)]

    @property
    def notes(self):
        return [kid for kid in self.kids if isinstance(kid, pikepdf.Object)]

    @property
    def words(self):
        """What it says, and what is in it."""
        return "".join(k if isinstance(k, str) else k.words for k in self.kids
                       if isinstance(k, str | Node))  # fmt: skip

    def all(self, *roles):
        """Itself and all below of these roles, in reading order."""
        found = [self] if not roles or self.role in roles else []
        return found + [each for node in self.nodes for each in node.all(*roles)]


class File:
    """A tagged file taken apart."""

    def __init__(self, path_or_stream):
        self.pdf = pikepdf.open(path_or_stream)
        self._contents = {}
        self.artifacts = {}
        self.tree = self._node(self.pdf.Root.StructTreeRoot.K, None)

    def _node(self, element, page):
        page = element.get("/Pg", page)
        node = Node(str(element.S)[1:], element)
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array | list) else [kids]:
            if isinstance(kid, int):
                node.kids.append(self.contents(page)[int(kid)])
                node.pages.append(page.objgen)
            elif kid.get("/Type") == "/MCR":
                node.kids.append(self.contents(kid.Pg)[int(kid.MCID)])
                node.pages.append(kid.Pg.objgen)
            elif kid.get("/Type") == "/OBJR":
                node.kids.append(kid.Obj)
            else:
                node.kids.append(self._node(kid, page))
        return node

    def contents(self, page):
        """A page's words by MCID; those of decoration under None."""
        if page.objgen not in self._contents:
            self._contents[page.objgen] = _contents(page)
        return self._contents[page.objgen]

    def lines(self):
        """The words of each element that holds some itself, in reading order."""
        return list(_lines(self.tree))


def _lines(node):
    """An element with words of its own or a link in it is one line; others hold lines."""
    inner = any(each.role == "Link" for each in node.nodes)
    if node.role == "Figure":
        return
    if any(isinstance(kid, str) for kid in node.kids) or inner:
        yield node.role, " ".join(node.words.replace("\u00ad", "").split())
        return
    for each in node.nodes:
        yield from _lines(each)


def _contents(page):
    fonts = {name: _code_page(font) for name, font in page.Resources.Font.items()}
    out, open_, font = collections.defaultdict(str), [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                about = operands[1]
                open_.append(int(about.MCID) if "/MCID" in about else None)
            case "BMC":
                open_.append(None)
            case "EMC":
                open_.pop()
            case "Tf":
                font = fonts[str(operands[0])]
            case "Tj":
                out[open_[-1]] += "".join(font[code] for code in bytes(operands[0]))
    assert not open_
    return out


def _code_page(font):
    text = font.ToUnicode.read_bytes().decode("ascii")
    pairs = re.findall(r"^<(\w\w)> <(\w{4,})>$", text, re.MULTILINE)
    return {int(code, 16): bytes.fromhex(char).decode("utf-16-be") for code, char in pairs}
