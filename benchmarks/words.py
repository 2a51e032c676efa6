"""The words of our sheets as JSON for the peers, and a workspace of 24 stretches.

Everything comes from the product's own content files, so that all contenders set the
same text. Run with the Python of benchmarks/.venv: it needs yaml.

    python words.py CONTENT DATA WORKSPACE
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

import yaml

COPIES = 4
MADE = "22 Nov 2026"
MARKS = re.compile(r"(\*{1,3})(.+?)\1")
SPACES = re.compile(r"\s+")

Content = dict[str, Any]
Run = dict[str, Any]
Block = dict[str, Any]


def runs(value: Any, prefix: str = "") -> list[Run]:
    """A sentence (or its {text:} form) as runs; `prefix` is set bold before it."""
    text = value["text"] if isinstance(value, dict) else str(value)
    out = [run(prefix, bold=True)] if prefix else []
    place = 0
    text = SPACES.sub(" ", text).strip()
    for mark in MARKS.finditer(text):
        if mark.start() > place:
            out.append(run(text[place : mark.start()]))
        stars = len(mark[1])
        out.append(run(mark[2], bold=stars >= 2, italic=stars % 2 == 1))
        place = mark.end()
    if place < len(text):
        out.append(run(text[place:]))
    return out


def run(text: str, *, bold: bool = False, italic: bool = False) -> Run:
    """Text in one style."""
    return {"t": text, "b": bold, "i": italic}


class Sheet:
    """Turns content into the words of a sheet; `labels` are the product's printed words."""

    def __init__(self, labels: Content, brand: Content, names: dict[str, str]) -> None:
        self.labels = labels
        self.brand = brand
        self.names = names

    def say(self, key: str, **values: str) -> str:
        """A label, in its plural where it has one."""
        found = self.labels[key]
        return str(found["other"] if isinstance(found, dict) else found).format(**values)

    def chips(self, dose: Content) -> list[str]:
        """A dose in words, one a chip."""
        made = []
        for key in ("hold", "duration"):
            if key in dose:
                made.append(self.say(f"chip-{key}", time=seconds(dose[key])))
        for key, label in (("breaths", "breaths"), ("reps", "times"), ("sets", "rounds")):
            if key in dose:
                made.append(self.say(f"chip-{label}", n=dose[key]))
        if "reps" in dose and "sides" in dose:
            made[-1] += " " + self.say(f"sides-{dose['sides']}")
        if "tempo" in dose:
            made.append(self.say("chip-tempo", time=seconds(dose["tempo"])))
        if "times_per_day" in dose:
            made.append(self.say("chip-per-day", n=dose["times_per_day"]))
        if "days_per_week" in dose:
            daily = dose["days_per_week"] == 7
            made.append(self.say("daily" if daily else "chip-days", n=dose["days_per_week"]))
        return made

    def headed(self, form: Content, key: str, marker: str = "dot", columns: int = 1) -> Block:
        """A headed list of one of the content's keys."""
        items = [runs(item) for item in form.get(key.replace("-", "_"), ())]
        return listing(self.say(key), items, marker, columns)

    def method(self, form: Content, number: int, dose: Content) -> Block:
        """One method: bar, steps, where it is felt."""
        feel = self.say("feel-line", where="")
        return {
            "kind": "method",
            "heading": self.say("method-many", n=str(number), name=form["name"]),
            "aside": self.say(f"level-{form['level']}") if "level" in form else "",
            "chips": self.chips({**dose, **form.get("dose", {})}),
            "summary": runs(form["summary"]) if "summary" in form else [],
            "steps": [runs(step) for step in form["steps"]],
            "feel": runs(form["feel"], feel) if "feel" in form else [],
        }

    def muscles(self, form: Content) -> Block:
        """The two lists of muscles."""
        groups = []
        for key in ("primary", "secondary"):
            found = form["muscles"].get(key, ())
            items = [runs(m.get("plain", ""), m["name"].capitalize() + ": ") for m in found]
            groups.append({"label": self.say(f"muscles-{key}"), "items": items})
        return {"kind": "muscles", "heading": self.say("muscles"), "groups": groups}

    def pairs(self, form: Content) -> Block:
        """Mistakes and their cures."""
        rows = [[m["avoid"], m.get("instead", "")] for m in form.get("mistakes", ())]
        heads = [self.say("mistakes-avoid"), self.say("mistakes-instead")]
        return {"kind": "pairs", "heads": heads, "rows": rows}

    def groups(self, form: Content, key: str) -> Block:
        """Lists under small headings: adaptations, progression."""
        made = []
        for group in form.get(key, ()):
            label = group["for"] if "for" in group else self.say(f"stage-{group['level']}")
            made.append({"label": label, "items": [runs(item) for item in group["do"]]})
        return {"kind": "groups", "heading": self.say(key), "groups": made}

    def related(self, form: Content) -> Block:
        """What goes well with it."""
        items = [
            runs(f"**{self.names.get(r['stretch'], r['stretch'])}** ({r['why']})")
            for r in form.get("related", ())
        ]
        return listing(self.say("related"), items)

    def stop(self, form: Content) -> Block:
        """Stop signs, and what to ask about first."""
        keys = ("stop", "see-first")
        lists = [[runs(w) for w in form.get(key.replace("-", "_"), ())] for key in keys]
        return {"kind": "stop", "heads": [self.say(key) for key in keys], "lists": lists}

    def foot(self, form: Content) -> Block:
        """The foot of every page; the page's number follows `right`."""
        version = self.say("version", version=str(form["version"]))
        left = [str(form["code"]), version, self.say("made", date=MADE)]
        year, month, _ = str(form["review"]["next"]).split("-")
        due = self.say("month-year", month=self.say(f"month-{int(month)}"), year=year)
        right = [self.say("not-reviewed"), self.say("review-by", month=due)]
        before, _, after = str(self.labels["page"]).partition("{page}")
        return {
            "left": " · ".join(left),
            "right": " · ".join(right) + f" · {before.strip()}",
            "of": after.replace("{pages}", "").strip(),
            "below": str(self.brand.get("disclaimer", "")),
        }

    def make(self, form: Content) -> Block:
        """All words of one sheet, in the order they are set."""
        methods = enumerate(form["methods"], start=1)
        blocks = [
            self.headed(form, "benefits", "tick", 2),
            self.muscles(form),
            self.headed(form, "start"),
            *(self.method(m, number, form.get("dose", {})) for number, m in methods),
            self.headed(form, "breathing"),
            self.pairs(form),
            self.groups(form, "adaptations"),
            self.groups(form, "progression"),
            self.headed(form, "when", columns=2),
            self.headed(form, "used-for", columns=2),
            self.related(form),
            self.stop(form),
            self.headed(form, "sources"),
        ]
        return {
            "language": form["language"][:2],
            "brand": self.brand["name"],
            "kind": self.say("sheet-kind"),
            "title": form["name"],
            "summary": runs(form["summary"]),
            "blocks": blocks,
            "running": self.say("continued", title=form["name"]),
            "foot": self.foot(form),
        }


def seconds(value: Any) -> str:
    """`15-30 s` as the sheet writes it."""
    return str(value).replace(" s", " seconds").replace(" min", " minutes")


def listing(heading: str, items: list[list[Run]], marker: str = "dot", columns: int = 1) -> Block:
    """A headed list."""
    shape = {"kind": "list", "marker": marker, "columns": columns}
    return {**shape, "heading": heading, "items": items}


def copies(folder: Path, forms: dict[str, Content], workspace: Path) -> dict[str, Content]:
    """COPIES of each stretch under new ids and names, as files of a workspace and as forms."""
    made = {}
    target = workspace / "content" / "stretches"
    target.mkdir(parents=True, exist_ok=True)
    for number in range(1, COPIES + 1):
        for name, form in forms.items():
            new = {**form, "name": f"{form['name']} {number}", "code": f"{form['code']}-{number}"}
            text = (folder / "stretches" / f"{name}.yaml").read_text("utf-8")
            for key in ("name", "code"):
                text = re.sub(rf"(?m)^{key}: .*$", f"{key}: {new[key]}", text, count=1)
            (target / f"{name}-{number}.yaml").write_text(undrawn(text), "utf-8")
            made[f"{name}-{number}"] = new
    return made


def undrawn(text: str) -> str:
    """A stretch's file without its drawn figures, which no peer has; they are measured apart."""
    text = re.sub(r"(?m)^figures:\n(?:(?:[ #].*)?\n)*", "", text)
    text = re.sub(r"(?m)^ +figure: .*\n", "", text)
    return re.sub(r", figure: [^,}]+(?=[,}])", "", text)


def main(content: str, data: str, workspace: str) -> None:
    """Write the peers' JSON and the workspace."""
    folder, out = Path(content), Path(data)
    out.mkdir(parents=True, exist_ok=True)
    forms = {path.stem: read(path) for path in sorted((folder / "stretches").glob("*.yaml"))}
    labels = read(folder / "labels" / "en-GB.yaml")
    names = {name: form["name"] for name, form in forms.items()}
    made = Sheet(labels, read(folder / "brands" / "default.yaml"), names)
    many = copies(folder, forms, Path(workspace))
    for name in forms:
        place = Path(workspace).parent / "empty" / "content" / "stretches" / f"{name}.yaml"
        place.parent.mkdir(parents=True, exist_ok=True)
        text = (folder / "stretches" / place.name).read_text("utf-8")
        place.write_text(undrawn(text), "utf-8")
    for name, form in (forms | many).items():
        words = json.dumps(made.make(form), ensure_ascii=False)
        (out / f"{name}.json").write_text(words, "utf-8")


def read(path: Path) -> dict[str, Any]:
    """A YAML file of the product's content."""
    found = yaml.load(path.read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return dict(found)


if __name__ == "__main__":
    main(*sys.argv[1:])
