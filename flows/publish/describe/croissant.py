"""croissant.json: the release described for machine-learning tools, after MLCommons' Croissant 1.0."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from flows.publish import about
from flows.publish.describe.citation import bibtex
from flows.publish.describe.codelists import CodeList, code_list, code_lists
from flows.publish.describe.digest import sha256
from flows.tables import Column, Table

TERMS = (
    "citeAs", "column", "equivalentProperty", "extract", "field", "fileObject", "fileProperty", "fileSet", "format", "includes",
    "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet", "references", "regex", "repeated", "replace",
    "samplingRate", "separator", "source", "subField", "transform",
)  # fmt: skip
CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "sc": "https://schema.org/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{term: f"cr:{term}" for term in TERMS},
}
"""The context that Croissant 1.0 asks for."""
DATA_TYPES = {
    "string": "sc:Text",
    "int": "sc:Integer",
    "float": "sc:Float",
    "bool": "sc:Boolean",
    "date": "sc:Date",
    "list": "sc:Text",
}


def croissant(version: str, period: str | None, folder: Path, declared: Mapping[str, Table]) -> dict[str, object]:
    """The description of a release whose Parquet files stand in `folder`, as JSON-LD; `period` as the texts have it."""
    lists = code_lists(column for table in declared.values() for column in table.columns)
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": about.NAME,
        "description": about.DESCRIPTION,
        "alternateName": about.TITLE,
        "version": version,
        "license": about.LICENSE["path"],
        "creator": {"@type": "sc:Organization", "name": about.AUTHOR},
        "keywords": about.KEYWORDS,
        "inLanguage": "en",
        **({"temporalCoverage": period} if period else {}),
        "isLiveDataset": False,
        "citeAs": bibtex(version),
        "distribution": [_file(name, folder) for name in declared],
        "recordSet": [_codes(codes) for codes in lists] + [_records(table) for table in declared.values()],
    }


def _file(name: str, folder: Path) -> dict[str, object]:
    path = folder / f"{name}.parquet"
    return {
        "@type": "cr:FileObject",
        "@id": path.name,
        "name": path.name,
        "contentUrl": path.name,
        "contentSize": f"{path.stat().st_size} B",
        "encodingFormat": "application/x-parquet",
        "sha256": sha256(path),
    }


def _codes(codes: CodeList) -> dict[str, object]:
    """A code list, as records with a code and its meaning."""
    own = f"codes/{codes.name}"
    return {
        "@type": "cr:RecordSet",
        "@id": own,
        "name": own,
        "description": f"The codes of {codes.name} and their meaning.",
        "dataType": "sc:Enumeration",
        "key": {"@id": f"{own}/code"},
        "field": [
            {"@type": "cr:Field", "@id": f"{own}/{name}", "name": f"{own}/{name}", "dataType": "sc:Text"}
            for name in ("code", "meaning")
        ],
        "data": [{f"{own}/code": code, f"{own}/meaning": said or code} for code, said in codes.meanings.items()],
    }


def _records(table: Table) -> dict[str, object]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        "key": _ids(f"{table.name}/{name}" for name in table.key),
        "field": [_field(table, column) for column in table.columns],
    }


def _field(table: Table, column: Column) -> dict[str, object]:
    name = f"{table.name}/{column.name}"
    field: dict[str, object] = {
        "@type": "cr:Field",
        "@id": name,
        "name": name,
        "description": f"{column.description} Unit: {column.unit}." if column.unit else column.description,
        "dataType": DATA_TYPES[column.type],
        "source": {"fileObject": {"@id": f"{table.name}.parquet"}, "extract": {"column": column.name}},
    }
    if column.type == "list":
        field["repeated"] = True
    if codes := code_list(
        column
    ):  # keys between tables are in datapackage.json only: a reader would join them all, in vain
        field["references"] = {"field": {"@id": f"codes/{codes.name}/code"}}
    return field


def _ids(names: Iterable[str]) -> dict[str, str] | list[dict[str, str]]:
    """One reference, or a list of several."""
    ids = [{"@id": name} for name in names]
    return ids if len(ids) > 1 else ids[0]
