"""
Currencies: the codes of ISO 4217 in use, and the symbols that are written for them. Facts only, no amounts.
"""

from __future__ import annotations

__all__ = ["CURRENCIES", "SYMBOLS", "currency_of"]

CODES = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF
    CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD
    HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL
    MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON
    RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX
    USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XDR XOF XPF XSU XUA YER ZAR ZMW ZWG
"""
# Withdrawn, and still in files of past years.
WITHDRAWN = "ANG BYR CUC EEK HRK LTL LVL MRO SLL STD VEF ZMK ZWL"
CURRENCIES = frozenset(f"{CODES} {WITHDRAWN}".split())
"""The codes of ISO 4217 for currencies and units of account, without precious metals and test codes."""

SYMBOLS = {"US$": "USD", "$": "USD", "€": "EUR", "£": "GBP"}
"""The symbols that are read, with the currency each means where nothing else is known."""

# Currencies written with a bare dollar sign.
DOLLARS_AND_PESOS = """
    ARS AUD BBD BMD BND BSD BZD CAD CLP COP CUP DOP FJD GYD HKD JMD KYD LRD MXN NAD NZD SBD SGD SRD TTD TWD UYU XCD
"""


def currency_of(symbol: str, default: str | None = None) -> str | None:
    """
    The currency that a symbol or code means; None for what is neither.

    A bare dollar sign is the US dollar, unless the default is another currency written with it.

    Args:
        symbol: Such as "$", "€" or "CHF".

        default: The currency of the file or country, where known.

    >>> currency_of("$"), currency_of("$", "MXN"), currency_of("AND")
    ('USD', 'MXN', None)
    """
    if symbol == "$" and default and default in DOLLARS_AND_PESOS:
        return default
    code = SYMBOLS.get(symbol, symbol)
    return code if code in CURRENCIES else None
