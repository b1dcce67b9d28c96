"""
The monitoring plan of an indicator: how, how often and by whom its values are collected.
"""

from __future__ import annotations

from typing import ClassVar

import attrs

from .construction import typed
from .node import Node, shared_fields_last

__all__ = ["MonitoringPlan"]


@typed
@attrs.frozen(kw_only=True, repr=False, field_transformer=shared_fields_last)
class MonitoringPlan(Node):
    """
    The monitoring plan of an indicator: the sources and methods of its values, and who collects them how often. Not in
    IATI. In a logframe: the column "means of verification"; in a monitoring plan or an indicator reference sheet
    (PIRS): a row, or the sheet.

    Attributes:
        means_of_verification: The data source by which the values are verified, such as "Household survey". Logical
            framework: means of verification, or source of verification.

        baseline_source: The source of the baseline, where it is another.

        method: The method of collection or calculation.

        collection_frequency: The frequency with which data are collected, such as "every two years".

        reporting_frequency: The frequency with which values are reported.

        responsible: The person, post or organisation that collects the data.

        numerator: The definition of the counted part, where the indicator is a share or a rate.

        denominator: The definition of the whole it is counted in.

        limitations: The known limitations of the data.

        planned_disaggregation: The dimensions by which values are to be reported, such as ``("sex", "age")``.
    """

    means_of_verification: str | None = None
    baseline_source: str | None = None
    method: str | None = None
    collection_frequency: str | None = None
    reporting_frequency: str | None = None
    responsible: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    limitations: str | None = None
    planned_disaggregation: tuple[str, ...] = ()

    _guesses: ClassVar[dict[str, str]] = {
        ".means_of_verification": "source data_source verification mov means sources_of_verification",
        ".method": "methodology calculation collection_method",
        ".collection_frequency and .reporting_frequency": "frequency periodicity",
        ".responsible": "who responsibility responsible_party collected_by owner",
        ".planned_disaggregation": "disaggregation disaggregations dimensions disaggregated_by",
    }
