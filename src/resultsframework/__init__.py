"""
Results frameworks as typed values: outcomes, outputs, indicators, budgets and tags, read from the files they are
published in, checked, changed and written back, with nothing lost and no number invented.

The modules beside this one are the nouns of the field, one idea a file: their fields and what follows from these, no
rule, no input and no output. The packages hold the verbs: `monitoring`, `aggregation` and `compare` calculate, `tables`
list, `charts` draw, `rules` check, `formats` read and write, `cli` is the command line, `testing` ships strategies.
Public names are imported on first use.
"""

from __future__ import annotations

from ._lazy import lazy_names

# Type checkers take it for true; importing typing would take longer than the rest of this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from . import aggregation, charts, compare, corpus, formats, monitoring, rules, tables
    from .activity import ActivityDate, ActivityStatus, DateKind
    from .aggregation import Rollup, combine, rollup
    from .alignment import Alignment, AlignmentKind, PolicyMarker, Reference, SdgReference
    from .budget import Budget, BudgetKind, FundingKind, FundingLine
    from .cell import parse_value
    from .compare import Change, Changes, align, diff, merge
    from .document import DocumentLink, ProgressNote
    from .errors import (
        AmbiguousCodeError,
        FormatError,
        InvalidValueError,
        MissingExtraError,
        NotFoundError,
        Problem,
        ResultsFrameworkError,
        UnknownUnitError,
        UnsafeInputError,
        UnsupportedVersionError,
    )
    from .formats import loss_report, read, read_all, write
    from .formats.json import from_dict, to_dict
    from .formats.tabular import from_table
    from .formats.tabular.layout import Layout, propose_layout
    from .framework import ResultsFramework
    from .indicator import Accumulation, Direction, Indicator, Measure
    from .interval import Interval
    from .money import Money, parse_money
    from .monitoring import IndicatorValue, Met, Progress, change, expected, gap, met, progress
    from .monitoring_plan import MonitoringPlan
    from .node import Extra, Source, Translation
    from .note import Note, NoteKind, Scope
    from .observation import Observation, ObservationKind
    from .organisation import (
        CountryProfile,
        Organisation,
        OrganisationLevel,
        Participation,
        ParticipationRole,
        Place,
        PlaceLevel,
    )
    from .period import Period
    from .planned_activity import PlannedActivity
    from .programme import GeographicScope, JointProgramme, TargetGroup, TheoryOfChange
    from .result import Impact, OtherResult, Outcome, Output, Result
    from .revision import Revision
    from .risk import Assumption, Risk
    from .rules import Finding, Report, Rule, Severity, fix, rule, validate
    from .series import ObservationSeries
    from .subject import Disaggregation, Subject
    from .table import Column, Table
    from .tables import observations
    from .unit import Unit, UnitSystem
    from .value import Cause, Level, Missing, Range, Ratio, Undefined, Value

__all__ = [
    "Accumulation",
    "ActivityDate",
    "ActivityStatus",
    "Alignment",
    "AlignmentKind",
    "AmbiguousCodeError",
    "Assumption",
    "Budget",
    "BudgetKind",
    "Cause",
    "Change",
    "Changes",
    "Column",
    "CountryProfile",
    "DateKind",
    "Direction",
    "Disaggregation",
    "DocumentLink",
    "Extra",
    "Finding",
    "FormatError",
    "FundingKind",
    "FundingLine",
    "GeographicScope",
    "Impact",
    "Indicator",
    "IndicatorValue",
    "Interval",
    "InvalidValueError",
    "JointProgramme",
    "Layout",
    "Level",
    "Measure",
    "Met",
    "Missing",
    "MissingExtraError",
    "Money",
    "MonitoringPlan",
    "NotFoundError",
    "Note",
    "NoteKind",
    "Observation",
    "ObservationKind",
    "ObservationSeries",
    "Organisation",
    "OrganisationLevel",
    "OtherResult",
    "Outcome",
    "Output",
    "Participation",
    "ParticipationRole",
    "Period",
    "Place",
    "PlaceLevel",
    "PlannedActivity",
    "PolicyMarker",
    "Problem",
    "Progress",
    "ProgressNote",
    "Range",
    "Ratio",
    "Reference",
    "Report",
    "Result",
    "ResultsFramework",
    "ResultsFrameworkError",
    "Revision",
    "Risk",
    "Rollup",
    "Rule",
    "Scope",
    "SdgReference",
    "Severity",
    "Source",
    "Subject",
    "Table",
    "TargetGroup",
    "TheoryOfChange",
    "Translation",
    "Undefined",
    "Unit",
    "UnitSystem",
    "UnknownUnitError",
    "UnsafeInputError",
    "UnsupportedVersionError",
    "Value",
    "__version__",
    "aggregation",
    "align",
    "change",
    "charts",
    "combine",
    "compare",
    "corpus",
    "diff",
    "expected",
    "fix",
    "formats",
    "from_dict",
    "from_table",
    "gap",
    "loss_report",
    "merge",
    "met",
    "monitoring",
    "observations",
    "parse_money",
    "parse_value",
    "progress",
    "propose_layout",
    "read",
    "read_all",
    "rollup",
    "rule",
    "rules",
    "tables",
    "to_dict",
    "validate",
    "write",
]

__version__ = "0.1.0"

# First guesses at a public name: what is meant, and the names under which it is looked for.
_guesses = {
    "rf.formats.json.dumps": "to_json dumps dump json_dumps unstructure serialize asdict model_dump",
    "rf.formats.json.loads": "from_json loads json_loads structure deserialize model_validate",
    "rf.formats.json.schema": "json_schema schema jsonschema to_json_schema",
    "rf.formats.json": "json",
    "rf.formats.iati": "iati xml",
    "rf.formats.iati.dumps": "to_iati to_xml dump_iati",
    "rf.formats.iati.loads": "from_iati from_xml load_iati parse_iati",
    "rf.formats.portal": "portal html page",
    "rf.formats.brief": "brief",
    "rf.formats.findings": "findings sarif to_sarif github",
    "rf.formats.FORMATS": "FORMATS",
    "rf.read": (
        "load open open_file load_file parse parse_file from_file read_file read_json read_iati read_csv read_excel"
    ),
    "rf.read_all": "load_all read_folder read_dir read_many",
    "rf.write": "save store export write_file write_json write_iati to_file to_csv to_excel to_html to_docx",
    "rf.validate": "check lint verify validator is_valid",
    "rf.fix": "mend repair autofix correct",
    "rf.rollup": "roll_up roll aggregate total sum",
    "rf.progress": "achievement percentage percent calculate_progress measure_progress",
    "rf.met": "is_met achieved attained on_track",
    "rf.tables.performance(framework, at)": "summary describe scorecard summarise summarize",
    "rf.combine": "concat union",
    "attrs.evolve": "evolve replace assoc",
    "attrs.fields": "fields",
    "rf.diff": "compare_frameworks changes revisions delta",
    "rf.align": "alignments common_indicators match_indicators compare_agencies",
    "rf.merge": "merge3 three_way_merge merge_frameworks",
    "rf.charts.series": "chart plot plots graph line_chart sparkline",
    "rf.corpus.scan": "folder glob walk files scan_folder",
    "rf.compare.difference": "difference differences",
    "rf.ResultsFrameworkError, rf.FormatError or rf.InvalidValueError": "ValidationError ValueError",
    "rf.ResultsFrameworkError": "Error BaseError ResultsError ResultFrameworkError",
    "rf.FormatError": "ReadError ParseError DecodeError LoadError SyntaxError JSONDecodeError",
    "rf.NotFoundError": "KeyError LookupError DoesNotExist CodeNotFoundError",
    "rf.UnknownUnitError": "InvalidUnit UnitError",
    "rf.ResultsFramework": "Framework LogFrame Logframe Plan Programme Project",
    "rf.Impact, rf.Outcome, rf.Output or rf.OtherResult": "Goal Objective Purpose ResultLevel",
    "rf.Table, which has .to_pandas() and .to_polars()": "DataFrame Frame",
    "rf.ObservationSeries": "Series TimeSeries",
    "rf.Period": "Quarter Year Month Date TimePeriod",
    "rf.Money": "Amount Currency Cost",
    "rf.Organisation": "Donor Partner Organization Funder Agency",
    "rf.Place": "Country Location Region",
    "rf.ActivityStatus, rf.ActivityDate or rf.PlannedActivity": "Activity",
    "rf.Value, and decimal.Decimal for numbers": "Number Decimal Text Numeric",
    "rf.Ratio, and the unit percent of an indicator": "Percent Percentage",
    "rf.Severity": "ERROR WARNING INFO",
    "rf.Missing": "NA TBD NOT_AVAILABLE MISSING isna is_missing isnull nan",
    "rf.Undefined": "Unknown NotDefined",
    "rf.formats.iati.Publication": "Publication publication",
    "the table tool.resultsframework of pyproject.toml": "config settings options configure",
    "rf.Observation, whose kind says which": "Baseline Target Milestone Actual",
    "rf.rules.RULES": "RULES",
    "rf.rules.PROFILES": "PROFILES profiles",
    "import resultsframework.testing": "testing strategies",
    "import resultsframework.examples": "examples example demo",
    "rf.Unit or rf.UnitSystem": "units UNITS unit_registry ureg",
    "rf.__version__": "version VERSION",
    "python -m resultsframework": "cli main",
}

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "activity": "ActivityDate ActivityStatus DateKind",
            "aggregation": "Rollup combine rollup",
            "alignment": "Alignment AlignmentKind PolicyMarker Reference SdgReference",
            "budget": "Budget BudgetKind FundingKind FundingLine",
            "cell": "parse_value",
            "compare": "Change Changes align diff merge",
            "document": "DocumentLink ProgressNote",
            "errors": """
                AmbiguousCodeError FormatError InvalidValueError MissingExtraError NotFoundError Problem
                ResultsFrameworkError UnknownUnitError UnsafeInputError UnsupportedVersionError
            """,
            "formats": "loss_report read read_all write",
            "formats.json": "from_dict to_dict",
            "formats.tabular": "from_table",
            "formats.tabular.layout": "Layout propose_layout",
            "framework": "ResultsFramework",
            "indicator": "Accumulation Direction Indicator Measure",
            "interval": "Interval",
            "money": "Money parse_money",
            "monitoring": "IndicatorValue Met Progress change expected gap met progress",
            "monitoring_plan": "MonitoringPlan",
            "node": "Extra Source Translation",
            "note": "Note NoteKind Scope",
            "observation": "Observation ObservationKind",
            "organisation": """
                CountryProfile Organisation OrganisationLevel Participation ParticipationRole Place PlaceLevel
            """,
            "period": "Period",
            "planned_activity": "PlannedActivity",
            "programme": "GeographicScope JointProgramme TargetGroup TheoryOfChange",
            "result": "Impact OtherResult Outcome Output Result",
            "revision": "Revision",
            "risk": "Assumption Risk",
            "rules": "Finding Report Rule Severity fix rule validate",
            "series": "ObservationSeries",
            "subject": "Disaggregation Subject",
            "table": "Column Table",
            "tables": "observations",
            "unit": "Unit UnitSystem",
            "value": "Cause Level Missing Range Ratio Undefined Value",
        },
        packages=("aggregation", "charts", "compare", "corpus", "formats", "monitoring", "rules", "tables"),
    )
