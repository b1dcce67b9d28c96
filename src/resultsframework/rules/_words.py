"""
The words of the field that rules look for in statements and comments, in English, Spanish and French.

Each list is kept short on purpose: a statement without one of these words is never judged, so a missing word costs a
finding, and a word with two meanings would cost a false one.
"""

from __future__ import annotations

import functools
import re

from resultsframework.compare import folded
from resultsframework.currency import CURRENCIES
from resultsframework.indicator import Direction, Indicator, Measure

__all__ = [
    "CHANGE",
    "COUNTING",
    "NOT_WHOLE",
    "NUMBER_FIRST",
    "NUMBER_TOO",
    "PARTS",
    "SAYS_PERCENT",
    "YEARLY",
    "YES_OR_NO",
    "contradicts_its_direction",
    "counts",
    "counts_something_unwanted",
    "is_number_called_percentage",
    "is_placeholder",
    "names_a_percentage",
]

# The beginning of a statement that counts, after a code of another list.
COUNTING = re.compile(
    r"\s*(?:sp [0-9.]+:\s*)?(?:[0-9.]+[a-z]?\s+)?"
    r"(?:(?:total )?numbers? of\b|no\. of\b|nb\.? of\b|#|n[uú]mero (?:total )?de\b|cantidad de\b|"
    r"nombre (?:total )?d(?:e\b|es\b|['’]))",
    re.IGNORECASE,
)
# The beginning of a statement about a share of a whole.
PARTS = re.compile(
    r"\s*(?:proportion|percentage|per cent|percent|share|%|porcentaje|proporci[oó]n|pourcentage|part)"
    r"(?: of| de| d['’])?\b",
    re.IGNORECASE,
)
CHANGE = re.compile(r"\b(?:chang|growth|increas|decreas|rise\b|reduc|declin|deviat|variat)", re.IGNORECASE)
PERCENTAGE = re.compile(r"\s*(?:%|(?:percent(?:age)?|per cent|porcentaje|pourcentage)\b)", re.IGNORECASE)
SAYS_PERCENT = re.compile(
    r"%|\b(?:percent|per cent|porcent|pourcent|proportion|proporci|share\b|rate\b|ratio\b)", re.IGNORECASE
)
# A number, with or without the thing counted.
NUMBER_FIRST = re.compile(rf"{COUNTING.pattern}|\s*(?:number|n[uú]mero|nombre)s?\b", re.IGNORECASE)
NUMBER_TOO = re.compile(r"#|\b(?:number|no\.|n[uú]mero|nombre)\b", re.IGNORECASE)
YES_OR_NO = re.compile(r"\(\s*(?:yes\s*/\s*no|y\s*/\s*n|s[ií]\s*/\s*no|oui\s*/\s*non)\s*\)", re.IGNORECASE)
# Words by which each planned value is of its own period.
YEARLY = re.compile(
    r"\b(?:annual(?:ly)?|yearly|quarterly|monthly|weekly|"
    r"(?:per|each|every|a|in the reporting|during the) (?:year|quarter|month|week)|"
    r"anual(?:es|mente)?|(?:al|por|cada) año|trimestral(?:es)?|mensual(?:es)?|"
    r"annuel(?:le)?(?:s|ment)?|par an|chaque année|trimestriel(?:le)?s?|mensuel(?:le)?s?)\b",
    re.IGNORECASE,
)


def words_of(*lists: str) -> str:
    """An alternation of the words in the lists, each list being one language."""
    return "|".join(word.replace("_", r"[\s-]+") for text in lists for word in text.split())


# What can only be whole: a statement that begins with one of these counts them.
COUNTABLES = words_of(
    """people persons individuals women men girls boys children adolescents youth households families students pupils
    learners teachers farmers beneficiaries participants patients refugees returnees migrants schools classrooms
    hospitals clinics villages communities municipalities districts countries laws bills policies plans strategies
    agreements organisations organizations institutions cooperatives companies enterprises groups committees workshops
    trainings meetings events campaigns reports studies publications wells latrines boreholes houses shelters kits
    officials staff volunteers jobs trees seedlings textbooks vehicles bridges toilets computers tablets animals
    cattle goats seats""",
    """personas mujeres hombres niñas niños hogares familias estudiantes docentes maestros agricultores beneficiarios
    beneficiarias escuelas hospitales aldeas comunidades municipios leyes políticas planes organizaciones talleres
    reuniones informes viviendas""",
    """personnes femmes hommes filles garçons enfants ménages familles élèves étudiants enseignants agriculteurs
    bénéficiaires écoles hôpitaux centres communautés communes lois politiques plans organisations ateliers réunions
    rapports latrines puits maisons emplois""",
)
# What makes a value of its statement no whole number, or no sum of its groups.
NOT_WHOLE = re.compile(
    r"\b(?:average|mean|median|rate|rates|ratio|index|score|scale|level|extent|degree|per|proportion|percentage|percent|"
    r"share|value|amount|cost|costs|income|budget|usd|eur|million|millions|billion|thousand|thousands|hours?|days?|km|"
    r"kilomet\w*|hectares?|ha|acres?|acreage|tons?|tonnes?|mt|kg|lit(?:er|re)s?|equivalents?|fte|years? of|weighted|"
    r"promedio|tasa|índice|nivel|por|valor|monto|horas|días|hectáreas|toneladas|millones|"
    r"moyenne|taux|indice|niveau|par|valeur|montant|heures|jours|tonnes|millions)\b|%",
    re.IGNORECASE,
)
COUNTABLE = re.compile(rf"(?:[a-zà-ÿ-]+\s+){{0,1}}(?:{COUNTABLES})\b", re.IGNORECASE)

# What a plan wants more of: what was done for people or with them, and what was put in place.
WANTED = re.compile(
    r"\b(?:"
    + words_of(
        """trained reached supported assisted provided receive receiving received benefit benefits benefiting
        benefitting benefitted benefited enrolled vaccinated immunized immunised equipped built constructed created
        established developed adopted produced published disseminated strengthened participate participating
        participated accessing have_access having_access with_access implemented implementing installed rehabilitated
        planted graduated certified employed completed completing held organized organised conducted
        reviewed generated tested literacy_rate enrolment enrollment attendance_rate completion_rate
        vaccination_coverage immunization_coverage survival_rate contraceptive_prevalence dug drilled repaired
        renovated upgraded treated protected connected electrified registered counselled insured
        with_electricity with_(?:safe_|clean_|piped_|improved_)?(?:drinking_)?water with_(?:improved_)?sanitation
        using_(?:improved|modern|clean)""",
        """capacitad[oa]s formad[oa]s apoyad[oa]s atendid[oa]s beneficiad[oa]s construid[oa]s cread[oa]s adoptad[oa]s
        fortalecid[oa]s elaborad[oa]s implementad[oa]s vacunad[oa]s que_reciben con_acceso matriculad[oa]s
        alfabetización""",
        """formée?s appuyée?s soutenue?s construite?s équipée?s créée?s adoptée?s élaborée?s renforcée?s vaccinée?s
        bénéficiant ayant_accès scolarisée?s inscrite?s alphabétisation""",
    )
    + r")\b",
    re.IGNORECASE,
)
# What makes less of a wanted thing, or is the lack of it.
LESS = re.compile(
    r"\b(?:(?:not|without|lack|lacking|never|no longer|wait|waiting|fewer|less|denied|cost|costs|time|days|hours|"
    r"sin|no|sans|non|ne|un\w+ed)\b|reduc|decreas|declin|reject|resist|refus|abandon)",
    re.IGNORECASE,
)
UNWANTED_NOUNS = words_of(
    """deaths? mortality fatality fatalities incidence prevalence malnutrition undernutrition stunting wasting
    drop_?outs? dropout_rate accidents injuries unemployment poverty hunger infections losses casualties suicides
    homicides murders crimes illiteracy deforestation pollution emissions anaemia anemia morbidity child_marriages?
    early_marriages? child_labou?r child_labou?rers teenage_pregnanc(?:y|ies) adolescent_pregnanc(?:y|ies)
    cases_of_(?:malaria|cholera|measles|tuberculosis|dengue|ebola|diarrhoea|polio|violence|abuse|fever|rape)
    (?:malaria|cholera|measles|tuberculosis|dengue|ebola|diarrhoea|polio)_cases
    (?:stunted|malnourished|undernourished|wasted|underweight)_children unemployed_(?:people|persons|youth|women|men)
    victims loss_of_(?:forest|habitat|life|lives) forest_lost crime""",
    """muertes fallecimientos mortalidad desnutrición deserción desempleo pobreza hambre homicidios accidentes
    emisiones deforestación analfabetismo pérdidas""",
    """décès mortalité malnutrition abandons? chômage pauvreté faim homicides accidents émissions déforestation
    analphabétisme pertes""",
)
# An unwanted thing itself as what is counted: "number of maternal deaths", "under-5 mortality rate per 1,000".
UNWANTED_HEAD = re.compile(
    r"(?:(?:" + words_of("number percentage proportion share rate prevalence incidence total") + r"|#|%|no\.|nb|"
    r"n[uú]mero|porcentaje|tasa|nombre|pourcentage|taux)\s*(?:of\s+|de\s+(?:la\s+|l['’]\s*)?|des?\s+|d['’]\s*)?(?:the\s+)?)?"
    r"(?:(?!of\b|for\b|with\b|on\b|to\b|and\b|by\b|that\b|who\b)[\w'’-]+\s+){0,4}?"
    rf"(?:{UNWANTED_NOUNS})(?:\s+(?:rates?|ratios?|cases|levels?|matern\w+|infantil\w*|juvenil\w*|n[eé]onatal\w*|"
    r"e?scola\w+|cr[oó]ni\w+|agud\w+|chronique|aiguë|extrem[ao]|extrême))?"
    r"(?=\s*$|\s*[(,;:]|\s+(?:of|in|per|among|amongst|by|due|from|within|during|at|caused|with|under|"
    r"en|de|del|por|entre|par|chez|dans|des|du)\b)",
    re.IGNORECASE,
)
UNWANTED_STATE = re.compile(
    r"\b(?:"
    + words_of(
        """killed dying died who_die stunted wasted underweight unemployed out_of_school malnourished undernourished
        living_in_poverty living_in_extreme_poverty below_the_poverty_line food_insecure illiterate infected
        injured raped""",
        """fallecid[oa]s desnutrid[oa]s desemplead[oa]s en_situación_de_pobreza analfabetas""",
        """décédée?s malnutris en_situation_de_pauvreté analphabètes""",
    )
    + r")(?=\s*$|\s*[(,;:]|\s+(?:in|per|among|by|due|from|during|at|en|por|par|dans)\b)",
    re.IGNORECASE,
)
# What is done about an unwanted thing is wanted: then neither way is certain.
ACTION = re.compile(
    r"\b(?:report|refer|respon|resolv|handl|investigat|detect|identif|treat|address|prevent|reduc|decreas|declin|avoid|"
    r"avert|averted|rescu|mitigat|eliminat|combat|fight|tackl|free|without|recover|protect|screen|test|admi|manag|"
    r"surviv|monitor|record|document|campaign|aware|programm?e|polic|plan|law|contracept|maintained above|lifted|"
    r"escap|reinsert|reintegrat|drop(?:ped)? in|fewer|less|lower|not\b|non|no longer|denunci|registrad|atendid|"
    r"reducci|prevenci|tratad|réduc|préven|trait|signal|évit|suivi|cop(?:e|ing))",
    re.IGNORECASE,
)

# Words that make no statement of what is measured: levels, measures and units, and the marks of a missing text.
FILLER_WORDS = """
    indicator indicators outcome outcomes output outputs objective objectives impact impacts result results activity
    goal kpi number numbers no nr count percent percentage per cent rate ratio value text score scale unit units level
    none null nil tbd tbc not applicable available expected achieved planned actual target baseline title name test
    ton tons tonne tonnes hectare hectares kilometre kilometres kilometer kilometers hour hours day days month months
    year years litre litres liter liters million millions billion billions thousand low high
    indicador indicadores resultado resultados producto productos objetivo objetivos impacto efecto efectos actividad
    número numero porcentaje ninguno ninguna aplica disponible título nombre
    indicateur indicateurs résultat résultats resultat resultats produit produits objectif objectifs effet effets
    activité pourcentage aucun aucune applicable titre
"""
FILLERS = frozenset(FILLER_WORDS.split())
LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# A word with digits in it, and the letters that make it more than a code: "Covid-19".
CODE = re.compile(r"(?<!\S)\S*[0-9]\S*")
LONG_RUN = re.compile(r"[^\W\d_]{4}")
MOST_LETTERS_OF_A_CODE = 2


@functools.lru_cache(maxsize=4096)
def is_placeholder(text: str) -> bool:
    """
    True if a statement names nothing that could be measured: only a code, a level, a unit or a mark such as "n/a".

    Args:
        text: The statement.
    """
    rest = CODE.sub(lambda code: code[0] if LONG_RUN.search(code[0]) else " ", text)
    return all(
        word.casefold() in FILLERS or len(word) <= MOST_LETTERS_OF_A_CODE or word in CURRENCIES
        for word in LETTERS.findall(rest)
    )


def counts(text: str | None) -> bool:
    """True if a statement certainly counts what can only be whole, such as people or schools."""
    plain = folded(text)
    return bool(COUNTING.match(plain) or COUNTABLE.match(plain)) and NOT_WHOLE.search(plain) is None


def names_a_percentage(text: str) -> bool:
    """True if a statement begins with a percentage."""
    return PERCENTAGE.match(folded(text)) is not None


@functools.lru_cache(maxsize=4096)
def counts_something_wanted(text: str | None) -> bool:
    """True if a statement certainly counts, or is the share of, what a plan wants more of."""
    plain = folded(text)
    opens = COUNTING.match(plain) or PARTS.match(plain) or COUNTABLE.match(plain)
    if not opens and not re.match(r"[\w\s-]*\b(?:rate|coverage|enrol)", plain):
        return False
    wanted = WANTED.search(plain)
    return (
        wanted is not None
        and re.search(rf"\b(?:{UNWANTED_NOUNS})\b", plain) is None
        and UNWANTED_STATE.search(plain) is None
        and LESS.search(plain) is None
    )


@functools.lru_cache(maxsize=4096)
def counts_something_unwanted(text: str | None) -> bool:
    """True if what a statement counts is certainly unwanted itself, and not something that is done about it."""
    plain = folded(text)
    if UNWANTED_HEAD.match(plain) is None:
        opens = COUNTING.match(plain) or PARTS.match(plain) or COUNTABLE.match(plain)
        if not opens or UNWANTED_STATE.search(plain) is None:
            return False
    return ACTION.search(plain) is None and WANTED.search(plain) is None


def contradicts_its_direction(indicator: Indicator) -> bool:
    """True if the statement is certainly about something wanted and a decrease is declared, or the other way round."""
    if indicator.direction is Direction.DECREASE:
        return counts_something_wanted(indicator.statement)
    return indicator.direction is Direction.INCREASE and counts_something_unwanted(indicator.statement)


def is_number_called_percentage(indicator: Indicator) -> bool:
    """True if a statement begins with a number and mentions no share, and the measure is a percentage."""
    statement = indicator.statement or ""
    if indicator.measure is not Measure.PERCENTAGE or NUMBER_FIRST.match(statement) is None:
        return False
    return SAYS_PERCENT.search(statement) is None
