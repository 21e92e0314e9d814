"""The formats that an analysis is exported to, each by name: what it is, and the function that gives its files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefing.errors import BriefingError
from briefing.exchange import entities, graph, provenance, sheets, stix
from briefing.exchange.tables import tables
from briefing.params import Parameters
from briefing.schema import Analysis

Files = dict[str, bytes]  # a path below the folder of the briefing -> the content
_EXTRA = "pip install 'briefing[exchange]'"
_NO_DATE = "1980-01-01"  # where a file must hold a date and there is none: the first that a ZIP archive can hold


class ExportError(BriefingError):
    """An analysis that cannot be exported: `name`, `form` (the format's name), what is wrong, and the remedy."""

    def __init__(self, name: str, form: str, problem: str, remedy: str) -> None:
        super().__init__(name, form, problem, remedy)
        self.name = name
        self.form = form
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.name}: {self.form}: {self.problem}. {self.remedy}"


@dataclass(frozen=True)
class Format:
    """A format: its name on the command line, what it is, and the function from an analysis to files."""

    name: str
    meaning: str
    write: Callable[[Analysis, Parameters], Files]


def date_of(analysis: Analysis, parameters: Parameters) -> str | None:
    """The date that an export carries: the seed's, else that of the briefing, else None. The clock is never read."""
    line = analysis.seed.dateline
    return (line.date if line else None) or parameters.as_of or None


def _stix(analysis: Analysis, parameters: Parameters) -> Files:
    date = date_of(analysis, parameters)
    if date is None:
        raise ExportError(
            analysis.seed.name, "stix", "STIX needs a date, and the seed has none",
            'Give the date of the briefing: --as-of 2026-01-08, or as_of: "2026-01-08" in the parameters.',
        )  # fmt: skip
    return {"stix.json": stix.bundle(analysis, parameters, date)}


def _ftm(analysis: Analysis, parameters: Parameters) -> Files:
    return {"entities.ftm.json": entities.ftm(analysis, parameters)}


def _prov(analysis: Analysis, parameters: Parameters) -> Files:
    return {"prov.json": provenance.prov_json(analysis, parameters)}


def _turtle(analysis: Analysis, parameters: Parameters) -> Files:
    return {"prov.ttl": provenance.prov_turtle(analysis, parameters)}


def _graphml(analysis: Analysis, parameters: Parameters) -> Files:
    return {"network.graphml": graph.graphml(analysis)}


def _gexf(analysis: Analysis, parameters: Parameters) -> Files:
    return {"network.gexf": graph.gexf(analysis, date_of(analysis, parameters) or _NO_DATE)}


def _csv(analysis: Analysis, parameters: Parameters) -> Files:
    return {f"csv/{name}": data for name, data in sheets.csv_files(tables(analysis, parameters)).items()}


def _parquet(analysis: Analysis, parameters: Parameters) -> Files:
    return {f"parquet/{name}": data for name, data in sheets.parquet_files(tables(analysis, parameters)).items()}


def _xlsx(analysis: Analysis, parameters: Parameters) -> Files:
    date = date_of(analysis, parameters) or _NO_DATE
    return {"tables.xlsx": sheets.workbook(tables(analysis, parameters), date)}


#: The formats by name, in the order in which they are listed.
FORMATS: dict[str, Format] = {
    form.name: form
    for form in (
        Format("stix", "STIX 2.1 bundle", _stix),
        Format("ftm", "FollowTheMoney entities", _ftm),
        Format("prov", "W3C PROV as PROV-JSON", _prov),
        Format("prov-ttl", "W3C PROV as RDF in Turtle", _turtle),
        Format("graphml", "network as GraphML", _graphml),
        Format("gexf", "network as GEXF, for Gephi", _gexf),
        Format("csv", "tables as CSV", _csv),
        Format("parquet", "tables as Parquet", _parquet),
        Format("xlsx", "tables as one Excel workbook", _xlsx),
    )
}


def files(analysis: Analysis, parameters: Parameters, form: str) -> Files:
    """The files of one format by their paths; the same bytes for the same analysis and parameters.

    KeyError for an unknown format; ExportError if the analysis cannot be told in it or a package is not installed.
    """
    try:
        return FORMATS[form].write(analysis, parameters)
    except ModuleNotFoundError as error:
        problem = f"needs the package {error.name}, which is not installed"
        raise ExportError(analysis.seed.name, form, problem, f"Install it: {_EXTRA}.") from error
