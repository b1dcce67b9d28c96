"""A web service that answers questions about one framework as JSON: a WSGI application, with nothing but Python."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from urllib.parse import parse_qs
from wsgiref.simple_server import make_server
from wsgiref.types import StartResponse, WSGIEnvironment

import resultsframework as rf


class Service:
    """The application for one framework."""

    def __init__(self, framework: rf.ResultsFramework) -> None:
        self.framework = framework

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request of WSGI."""
        options = parse_qs(str(environ.get("QUERY_STRING", "")))
        status, body = self.answer(str(environ["PATH_INFO"]), {name: values[0] for name, values in options.items()})
        start_response(status, [("Content-Type", "application/json")])
        return [json.dumps(body, ensure_ascii=False).encode()]

    def answer(self, path: str, options: dict[str, str]) -> tuple[str, object]:
        """The status and the body for a path and its options."""
        try:
            return "200 OK", self.body(path, options)
        except rf.NotFoundError as error:
            return "404 Not Found", {"error": str(error), "nearest": error.nearest}
        except rf.AmbiguousCodeError as error:
            return "409 Conflict", {"error": str(error), "paths": error.paths}
        except ValueError as error:  # a year that is none, and every value that the library refuses
            return "400 Bad Request", {"error": str(error)}

    def body(self, path: str, options: dict[str, str]) -> object:
        """The body for a path and its options."""
        _, kind, code, *_ = [*path.split("/"), "", ""]
        if kind == "codes":
            return list(self.framework.codes)
        if kind == "indicators":
            return rf.to_dict(self.framework.indicator(code))
        if kind == "progress":
            return self.progress(self.framework.indicator(code), options)
        if kind == "findings":
            report = rf.validate(self.framework).filter(severity=options.get("severity"))
            return [rf.to_dict(finding) for finding in report]
        raise rf.NotFoundError(path, where="the service")

    def progress(self, indicator: rf.Indicator, options: dict[str, str]) -> dict[str, object]:
        """The progress of an indicator in a year, or the reason why there is none; and whether the plan was met."""
        year = int(options["year"]) if "year" in options else None
        answer, met = rf.progress(indicator, year), rf.met(indicator, year)
        is_met = None if isinstance(met, rf.Undefined) else met.is_met
        if answer:
            return {"percent": answer.percent, "formula": answer.formula, "met": is_met}
        return {"percent": None, "reason": answer.reason, "met": is_met}


if __name__ == "__main__":
    with make_server("127.0.0.1", 8000, Service(rf.read(sys.argv[1]))) as server:
        server.serve_forever()
