"""CITATION.cff: how a release is cited, after the Citation File Format 1.2.0."""

from collections.abc import Iterable

import yaml

from flows.knowledge import knowledge
from flows.publish import about


def citation(version: str) -> str:
    """The citation file in YAML."""
    said = {
        "cff-version": "1.2.0",
        "message": "If you use this data set, please cite it as below, with the version.",
        "type": "dataset",
        "title": about.TITLE,
        "abstract": about.DESCRIPTION,
        "version": version,
        "authors": [{"name": about.AUTHOR}],
        "license": about.LICENSE["name"],
        "keywords": about.KEYWORDS,
        "references": list(_works()),
    }
    return in_yaml(said)


def in_yaml(content: dict[str, object]) -> str:
    """YAML with keys in the order given, the same bytes for the same content."""
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=120)


def reference(version: str) -> str:
    """The line under which a release is cited."""
    return f"{about.AUTHOR}. {about.TITLE}. Version {version}. Data set. {about.LICENSE['name']}."


def bibtex(version: str) -> str:
    """The same as an entry for BibTeX."""
    return (
        f"@misc{{{about.NAME}-{version},\n  author  = {{{{{about.AUTHOR}}}}},\n  title   = {{{about.TITLE}}},\n"
        f"  version = {{{version}}},\n  note    = {{Data set, {about.LICENSE['name']}}}\n}}"
    )


def _works() -> Iterable[dict[str, object]]:
    """The works that the knowledge tables draw on."""
    for credit in knowledge("credits"):
        yield {
            "type": "data",
            "title": credit["title"],
            "authors": [{"name": credit["author"]}],
            "url": credit["path"],
            "notes": credit["used_for"],
        }
