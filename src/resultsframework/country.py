"""
Countries by their ISO 3166-1 letters: two, as IATI has them, and three, as codes of country programmes begin.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from types import MappingProxyType

from resultsframework.spelling import folded_name

__all__ = ["COUNTRIES", "COUNTRIES_BY_TWO_LETTERS", "country_named", "country_of_code"]

# ISO 3166-1: the three and the two letters and the short name of the members and observers of the United Nations.
_LISTED = """
AFG AF Afghanistan|ALB AL Albania|DZA DZ Algeria|AND AD Andorra|AGO AO Angola|ATG AG Antigua and Barbuda
ARG AR Argentina|ARM AM Armenia|AUS AU Australia|AUT AT Austria|AZE AZ Azerbaijan|BHS BS Bahamas|BHR BH Bahrain
BGD BD Bangladesh|BRB BB Barbados|BLR BY Belarus|BEL BE Belgium|BLZ BZ Belize|BEN BJ Benin|BTN BT Bhutan|BOL BO Bolivia
BIH BA Bosnia and Herzegovina|BWA BW Botswana|BRA BR Brazil|BRN BN Brunei Darussalam|BGR BG Bulgaria
BFA BF Burkina Faso|BDI BI Burundi|CPV CV Cabo Verde|KHM KH Cambodia|CMR CM Cameroon|CAN CA Canada
CAF CF Central African Republic|TCD TD Chad|CHL CL Chile|CHN CN China|COL CO Colombia|COM KM Comoros|COG CG Congo
COD CD Democratic Republic of the Congo|CRI CR Costa Rica|CIV CI Côte d'Ivoire|HRV HR Croatia|CUB CU Cuba|CYP CY Cyprus
CZE CZ Czechia|DNK DK Denmark|DJI DJ Djibouti|DMA DM Dominica|DOM DO Dominican Republic|ECU EC Ecuador|EGY EG Egypt
SLV SV El Salvador|GNQ GQ Equatorial Guinea|ERI ER Eritrea|EST EE Estonia|SWZ SZ Eswatini|ETH ET Ethiopia|FJI FJ Fiji
FIN FI Finland|FRA FR France|GAB GA Gabon|GMB GM Gambia|GEO GE Georgia|DEU DE Germany|GHA GH Ghana|GRC GR Greece
GRD GD Grenada|GTM GT Guatemala|GIN GN Guinea|GNB GW Guinea-Bissau|GUY GY Guyana|HTI HT Haiti|HND HN Honduras
HUN HU Hungary|ISL IS Iceland|IND IN India|IDN ID Indonesia|IRN IR Iran|IRQ IQ Iraq|IRL IE Ireland|ISR IL Israel
ITA IT Italy|JAM JM Jamaica|JPN JP Japan|JOR JO Jordan|KAZ KZ Kazakhstan|KEN KE Kenya|KIR KI Kiribati
PRK KP North Korea|KOR KR Republic of Korea|KWT KW Kuwait|KGZ KG Kyrgyzstan|LAO LA Laos|LVA LV Latvia|LBN LB Lebanon
LSO LS Lesotho|LBR LR Liberia|LBY LY Libya|LIE LI Liechtenstein|LTU LT Lithuania|LUX LU Luxembourg|MDG MG Madagascar
MWI MW Malawi|MYS MY Malaysia|MDV MV Maldives|MLI ML Mali|MLT MT Malta|MHL MH Marshall Islands|MRT MR Mauritania
MUS MU Mauritius|MEX MX Mexico|FSM FM Micronesia|MCO MC Monaco|MNG MN Mongolia|MNE ME Montenegro|MAR MA Morocco
MOZ MZ Mozambique|MMR MM Myanmar|NAM NA Namibia|NRU NR Nauru|NPL NP Nepal|NLD NL Netherlands|NZL NZ New Zealand
NIC NI Nicaragua|NER NE Niger|NGA NG Nigeria|MKD MK North Macedonia|NOR NO Norway|OMN OM Oman|PAK PK Pakistan
PLW PW Palau|PSE PS Palestine|PAN PA Panama|PNG PG Papua New Guinea|PRY PY Paraguay|PER PE Peru|PHL PH Philippines
POL PL Poland|PRT PT Portugal|QAT QA Qatar|MDA MD Moldova|ROU RO Romania|RUS RU Russian Federation|RWA RW Rwanda
KNA KN Saint Kitts and Nevis|LCA LC Saint Lucia|VCT VC Saint Vincent and the Grenadines|WSM WS Samoa|SMR SM San Marino
STP ST Sao Tome and Principe|SAU SA Saudi Arabia|SEN SN Senegal|SRB RS Serbia|SYC SC Seychelles|SLE SL Sierra Leone
SGP SG Singapore|SVK SK Slovakia|SVN SI Slovenia|SLB SB Solomon Islands|SOM SO Somalia|ZAF ZA South Africa
SSD SS South Sudan|ESP ES Spain|LKA LK Sri Lanka|SDN SD Sudan|SUR SR Suriname|SWE SE Sweden|CHE CH Switzerland
SYR SY Syria|TJK TJ Tajikistan|TZA TZ Tanzania|THA TH Thailand|TLS TL Timor-Leste|TGO TG Togo|TON TO Tonga
TTO TT Trinidad and Tobago|TUN TN Tunisia|TUR TR Türkiye|TKM TM Turkmenistan|TUV TV Tuvalu|UGA UG Uganda|UKR UA Ukraine
ARE AE United Arab Emirates|GBR GB United Kingdom|USA US United States of America|URY UY Uruguay|UZB UZ Uzbekistan
VUT VU Vanuatu|VAT VA Holy See|VEN VE Venezuela|VNM VN Viet Nam|YEM YE Yemen|ZMB ZM Zambia|ZWE ZW Zimbabwe
"""
_ENTRIES = tuple(entry.split(" ", 2) for line in _LISTED.splitlines() for entry in line.split("|") if entry)
COUNTRIES: Mapping[str, str] = MappingProxyType({three: name for three, _, name in _ENTRIES})
COUNTRIES_BY_TWO_LETTERS: Mapping[str, str] = MappingProxyType({two: name for _, two, name in _ENTRIES})
_CODE = re.compile(r"(?P<country>[A-Z]{3})_[DO]_[0-9]")


def country_of_code(code: str | None) -> str | None:
    """The country of a result's code: "MEX_D_2.1" is one of Mexico's."""
    match = _CODE.match(code or "")
    return COUNTRIES.get(match["country"]) if match else None


def country_named(name: str) -> str | None:
    """The country with the most similar name, small slips in spelling allowed; None where no name is near."""
    names = {folded_name(known): known for known in COUNTRIES.values()}
    near = difflib.get_close_matches(folded_name(name), names, n=1, cutoff=0.85)
    return names[near[0]] if near else None
