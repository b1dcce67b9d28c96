"""
Rules: checks of a results framework, the findings they yield, the profiles that select them, and safe corrections.

The room for everything that judges a framework. Each family of rules is a module of small decorated functions; the
engine applies them in one pass. Rules are pure: they read no file, no clock and no format's own notation.
"""

from __future__ import annotations

from resultsframework._lazy import lazy_names

# Type checkers take it for true; importing typing would take longer than the rest of this module.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from ._context import Context, IndicatorContext
    from ._failure import RULE_FAILED
    from ._finding import Finding, Ignored, Severity
    from ._fix import Fix, Fixed, fix
    from ._installed import installed_rules
    from ._known import KnownFinding, KnownFindings, Sifted, known
    from ._profile import PROFILES, RULES, Profile, profile_of
    from ._rule import Found, Rule, rule
    from ._settings import profile_from
    from ._validate import validate
    from ._validation import Options
    from ._validation import meaning_of_option as meaning_of_option
    from .report import Report

# `meaning_of_option` is for the command line and the pages of the rules; it is left out here.
__all__ = [
    "PROFILES",
    "RULES",
    "RULE_FAILED",
    "Context",
    "Finding",
    "Fix",
    "Fixed",
    "Found",
    "Ignored",
    "IndicatorContext",
    "KnownFinding",
    "KnownFindings",
    "Options",
    "Profile",
    "Report",
    "Rule",
    "Severity",
    "Sifted",
    "fix",
    "installed_rules",
    "known",
    "profile_from",
    "profile_of",
    "rule",
    "validate",
]

# First guesses at a name; see `resultsframework._guess`.
_guesses = {
    "rf.rules.RULES": "all ALL rules all_rules rule_list get list_rules registry default",
    "rf.validate(framework, select=..., ignore=...)": "select ignore enable disable skip",
    "rf.rules.PROFILES": "profile profiles",
    "@rf.rule": "register decorator custom_rule",
    "rf.rules.known": "baseline known_findings",
}

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "_context": "Context IndicatorContext",
            "_failure": "RULE_FAILED",
            "_finding": "Finding Ignored Severity",
            "_fix": "Fix Fixed fix",
            "_installed": "installed_rules",
            "_known": "KnownFinding KnownFindings Sifted known",
            "_profile": "PROFILES RULES Profile profile_of",
            "_rule": "Found Rule rule",
            "_settings": "profile_from",
            "_validate": "validate",
            "_validation": "Options meaning_of_option",
            "report": "Report",
        },
    )
