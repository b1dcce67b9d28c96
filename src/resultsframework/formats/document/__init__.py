"""
Documents for people to read: a framework as Markdown or as Word. Nothing is read back from them.
"""

from __future__ import annotations

from resultsframework._lazy import lazy_names

# Type checkers take it for true; importing typing would take longer than the rest of this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from . import markdown, word
    from ._blocks import LANGUAGE as LANGUAGE
    from ._blocks import UNPRINTABLE as UNPRINTABLE
    from ._blocks import Facts as Facts
    from ._blocks import Grid as Grid
    from ._blocks import paragraphs as paragraphs
    from ._blocks import plain as plain
    from ._budgets import BUDGET_COLUMNS as BUDGET_COLUMNS
    from ._budgets import MEANING_OF_BUDGETS as MEANING_OF_BUDGETS
    from ._budgets import budget_cell as budget_cell
    from ._budgets import budget_facts as budget_facts
    from ._budgets import budget_reasons as budget_reasons
    from ._budgets import budgets_by_name as budgets_by_name
    from ._budgets import budgets_by_path as budgets_by_path
    from ._budgets import stated_amounts as stated_amounts
    from ._census import STATES as STATES
    from ._census import census as census
    from ._census import legend as legend
    from ._census import numbers_of_values as numbers_of_values
    from ._facts import contents as contents
    from ._facts import document_texts as document_texts
    from ._facts import framework_facts as framework_facts
    from ._facts import greyed as greyed
    from ._facts import indicator_facts as indicator_facts
    from ._facts import name_of as name_of
    from ._facts import progress_notes as progress_notes
    from ._facts import result_facts as result_facts
    from ._labels import facts_block as facts_block
    from ._labels import level_of as level_of
    from ._labels import lists_of as lists_of
    from ._logframe import series_grids as series_grids
    from ._plan_facts import monitoring_facts as monitoring_facts
    from ._plan_facts import plan_facts as plan_facts
    from ._plan_facts import revision_text as revision_text
    from ._programmes import body_text as body_text
    from ._programmes import programme_facts as programme_facts
    from ._values import further_values as further_values
    from ._values import number_text as number_text
    from ._values import period_text as period_text
    from ._year import is_of_time as is_of_time
    from ._year import nothing_off_track as nothing_off_track
    from ._year import reason_text as reason_text
    from ._year import status_text as status_text
    from ._year import time_text as time_text

# Names that only other packages of the library need are left out here; they can be imported all the same.
__all__ = ["markdown", "word"]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "_blocks": "LANGUAGE UNPRINTABLE Facts Grid paragraphs plain",
            "_budgets": (
                "BUDGET_COLUMNS MEANING_OF_BUDGETS budget_cell budget_facts budget_reasons budgets_by_name "
                "budgets_by_path stated_amounts"
            ),
            "_census": "STATES census legend numbers_of_values",
            "_facts": (
                "contents document_texts framework_facts greyed indicator_facts name_of progress_notes result_facts"
            ),
            "_labels": "facts_block level_of lists_of",
            "_logframe": "series_grids",
            "_plan_facts": "monitoring_facts plan_facts revision_text",
            "_programmes": "body_text programme_facts",
            "_values": "further_values number_text period_text",
            "_year": "is_of_time nothing_off_track reason_text status_text time_text",
        },
        packages=("markdown", "word"),
    )
