"""
Names of the codes of IATI code lists, version 2.03, as people read them: vocabularies, policy markers, significance.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["INDICATOR_VOCABULARIES", "POLICY_MARKERS", "SECTOR_VOCABULARIES", "SIGNIFICANCE", "TAG_VOCABULARIES"]

# Code list PolicyMarker.
POLICY_MARKERS: Mapping[str, str] = MappingProxyType(
    {
        "1": "Gender Equality",
        "2": "Aid to Environment",
        "3": "Participatory Development/Good Governance",
        "4": "Trade Development",
        "5": "Aid Targeting the Objectives of the Convention on Biological Diversity",
        "6": "Aid Targeting the Objectives of the Framework Convention on Climate Change - Mitigation",
        "7": "Aid Targeting the Objectives of the Framework Convention on Climate Change - Adaptation",
        "8": "Aid Targeting the Objectives of the Convention to Combat Desertification",
        "9": "Reproductive, Maternal, Newborn and Child Health (RMNCH)",
        "10": "Disaster Risk Reduction(DRR)",
        "11": "Disability",
        "12": "Nutrition",
    }
)

# Code list PolicySignificance.
SIGNIFICANCE: Mapping[int, str] = MappingProxyType(
    {
        0: "not targeted",
        1: "significant objective",
        2: "principal objective",
        3: "principal objective, in support of an action programme",
        4: "explicit primary objective",
    }
)

# Code list SectorVocabulary, in words that go before a code.
SECTOR_VOCABULARIES: Mapping[str, str] = MappingProxyType(
    {
        "1": "OECD DAC purpose",
        "2": "OECD DAC sector",
        "3": "function of government",
        "4": "economic activity",
        "5": "taxonomy of exempt entities",
        "6": "AidData sector",
        "7": "SDG goal",
        "8": "SDG target",
        "9": "SDG indicator",
        "10": "humanitarian cluster",
        "11": "NAICS industry",
        "12": "UN system function",
        "98": "code of the reporting organisation",
    }
)

# Code list TagVocabulary.
TAG_VOCABULARIES: Mapping[str, str] = MappingProxyType(
    {
        "1": "Agrovoc concept",
        "2": "SDG goal",
        "3": "SDG target",
        "4": "Team Europe Initiative",
        "5": "food security plan",
    }
)

# Code list IndicatorVocabulary.
INDICATOR_VOCABULARIES: Mapping[str, str] = MappingProxyType(
    {
        "1": "WHO registry",
        "2": "Sphere Handbook",
        "3": "US Foreign Assistance Framework",
        "4": "World Development Indicators",
        "5": "MDG indicator",
        "6": "humanitarian response indicator",
        "7": "HIV registry",
        "8": "HIPSO indicator",
    }
)
