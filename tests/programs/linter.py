"""A linter for one country office: the library's rules for it, two of its own, and an exit code for a pipeline."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

import resultsframework as rf
from resultsframework.rules import Context, Found, IndicatorContext

PREFIX = "MEX_"


@rf.rule(
    "OFF01",
    "warning",
    title="Indicator without a donor",
    source="the office's guide to donor reports",
    advice="State the donor in the own field x_donor.",
    on=rf.Indicator,
)
def indicator_of_the_office_has_a_donor(indicator: rf.Indicator, context: IndicatorContext) -> Iterator[Found]:
    """
    An indicator of the office's own has a donor.

    Fires: MEX_D_2.1.2A without x_donor.
    """
    is_own = (indicator.code or "").startswith(PREFIX)
    if is_own and context.outcome is not None and indicator.extra("x_donor") is None:
        yield Found(f"no donor is stated for {indicator.statement or indicator.code}")


@rf.rule(
    "OFF02",
    "error",
    title="Output without money",
    source="the office's guide to annual plans",
    advice="Enter the planned budget.",
    on=rf.Output,
)
def output_has_a_planned_budget(output: rf.Output, _context: Context) -> Iterator[Found]:
    """
    An output has a planned budget.

    Fires: an output whose budget states no plan.
    """
    budget = output.budget
    if not budget:
        yield Found(f"the budget is unknown: {budget.reason}")
    elif isinstance(budget.planned, rf.Missing):
        yield Found("no planned budget is stated")


OWN = (indicator_of_the_office_has_a_donor, output_has_a_planned_budget)


def lint(framework: rf.ResultsFramework) -> rf.Report:
    """The findings of the office's rules and of those about baselines and targets."""
    report = rf.validate(framework, profile="unwomen", rules=OWN)
    return report.filter(code=("OFF", "BAS", "TGT"))


def line_of(framework: rf.ResultsFramework, finding: rf.Finding) -> str:
    """A finding in one line, with the code of the result that it is in."""
    node = framework.at(finding.path)
    while not isinstance(node, rf.Result | rf.ResultsFramework):
        node = framework.parent_of(framework.path_of(node))
    where = node.code if isinstance(node, rf.Result) else node.title
    return f"{where}: {finding.severity.value} {finding.code} {finding.message}"


def main(arguments: Sequence[str]) -> int:
    """Print the findings of files; the exit code is 1 where one of them has an error, 2 where one cannot be read."""
    code = 0
    for path in arguments:
        try:
            framework = rf.read(path)
        except rf.FormatError as error:
            sys.stderr.write(f"{error}\n")
            return 2
        report = lint(framework)
        for finding in report:
            sys.stdout.write(line_of(framework, finding) + "\n")
        sys.stdout.write(f"{path}: {len(report.errors)} errors, {len(report.warnings)} warnings\n")
        code = code if report.ok else 1
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
