"""Countries: the letters of their codes, and their names as people spell them."""

from __future__ import annotations

import pytest

from resultsframework.country import COUNTRIES, COUNTRIES_BY_TWO_LETTERS, country_named, country_of_code


@pytest.mark.parametrize(("countries", "letters"), [(COUNTRIES, 3), (COUNTRIES_BY_TWO_LETTERS, 2)])
def test_the_countries_have_codes_of_their_own(countries, letters):
    """Every country is listed once, under three letters and under two."""
    assert len(countries) == len(set(countries.values())) == 195
    assert all(code.isupper() and len(code) == letters for code in countries)


def test_a_country_is_found_by_a_code_or_a_name():
    """The beginning of a result's code is its country, and a slip of the pen is forgiven."""
    assert country_of_code("MEX_D_2.1.1A") == country_named(" mexico ") == COUNTRIES_BY_TWO_LETTERS["MX"] == "Mexico"
    assert country_of_code("SP_D_0.1.3") is country_of_code(None) is None
    assert country_named("Afghanisthan") == "Afghanistan"
