"""
An IATI activity file of any size, made up, the same for the same arguments, and valid by the schema of 2.03.

    python benchmarks/iati_files.py PATH [MEGABYTES]

An activity has 30 to 60 kB, as those of publishers who report results have: results of three levels, indicators with
baselines, targets and actuals by year and by group, comments, budgets, transactions, texts in two languages.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

SEED = 20_260_211
MEGABYTE = 1_000_000
YEARS = range(2021, 2026)
WORDS = (
    *("women", "girls", "farmers", "courts", "clinics", "teachers", "wells", "budgets", "laws", "plans", "markets"),
    *("trained", "adopted", "reached", "funded", "repaired", "opened", "monitored", "with", "and", "for", "in", "of"),
)
PALABRAS = (
    *("mujeres", "niñas", "agricultoras", "juzgados", "clínicas", "maestros", "pozos", "presupuestos", "leyes"),
    *("capacitadas", "aprobadas", "alcanzadas", "financiadas", "reparados", "con", "y", "para", "en", "de"),
)
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<iati-activities version="2.03" generated-datetime="2026-02-11T00:00:00Z" xmlns:x="urn:example:benchmark">
"""
FOOT = "</iati-activities>\n"


def write(path: str | Path, megabytes: float, *, seed: int = SEED) -> int:
    """
    Write a file of about so many megabytes.

    Returns:
        How many activities it holds.
    """
    number = 0
    with Path(path).open("w", encoding="utf-8", newline="\n") as file:
        size = file.write(HEAD)
        while size < megabytes * MEGABYTE:
            text = activity(number, seed=seed)
            size += len(text.encode())
            file.write(text)
            number += 1
        file.write(FOOT)
    return number


def activity(number: int, *, seed: int = SEED) -> str:
    """One activity; each has its own luck, so that those of a short file are those of a long one."""
    return "".join(_Maker(seed * 1_000_003 + number, f"XM-EX-{number:06}").activity())


class _Maker:
    def __init__(self, seed: int, identifier: str) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - made-up data, not a secret
        self._identifier = identifier

    def activity(self) -> Iterator[str]:
        """An activity, a piece at a time."""
        yield (
            '  <iati-activity xml:lang="en" default-currency="USD" hierarchy="1" humanitarian="0" '
            'last-updated-datetime="2026-02-11T00:00:00Z" x:batch="7">\n'
            f"    <iati-identifier>{self._identifier}</iati-identifier>\n"
            f'    <reporting-org ref="XM-EX" type="40">\n{self._text(6, 4)}    </reporting-org>\n'
            f"    <title>\n{self._text(6, 10)}    </title>\n"
            f'    <description type="1">\n{self._text(6, 120)}    </description>\n'
        )
        for role in (1, 2, 4):
            yield f'    <participating-org ref="XX-{role}" type="10" role="{role}">\n{self._text(6, 3)}'
            yield "    </participating-org>\n"
        yield '    <activity-status code="2"/>\n'
        for kind in (1, 2, 3):
            yield f'    <activity-date iso-date="{2020 + kind}-01-01" type="{kind}"/>\n'
        yield '    <recipient-country code="MX" percentage="100"/>\n'
        for code in ("15170", "15150"):
            yield f'    <sector vocabulary="1" code="{code}" percentage="50"/>\n'
        yield '    <tag vocabulary="3" code="5.1"/>\n    <policy-marker vocabulary="1" code="1" significance="2"/>\n'
        for year in YEARS:
            yield from self._budget(year)
        for _ in range(self._chance.randint(8, 16)):
            yield self._transaction()
        for _ in range(self._chance.randint(3, 4)):
            yield from self._result()
        yield "  </iati-activity>\n"

    def _budget(self, year: int) -> Iterator[str]:
        for kind in ("1", "2"):
            yield (
                f'    <budget type="{kind}" status="{kind}">\n      <period-start iso-date="{year}-01-01"/>\n'
                f'      <period-end iso-date="{year}-12-31"/>\n'
                f'      <value currency="USD" value-date="{year}-01-01">{self._amount()}</value>\n    </budget>\n'
            )

    def _transaction(self) -> str:
        kind = self._chance.choice(("1", "3", "4", "11"))
        day = f"{self._chance.choice(YEARS)}-{self._chance.randint(1, 12):02}-15"
        return (
            f'    <transaction>\n      <transaction-type code="{kind}"/>\n      <transaction-date iso-date="{day}"/>\n'
            f'      <value currency="USD" value-date="{day}">{self._amount()}</value>\n'
            f"      <description>\n{self._text(8, 6)}      </description>\n"
            f'      <provider-org ref="XX-{kind}" type="10">\n{self._text(8, 3)}      </provider-org>\n'
            f'      <disbursement-channel code="1"/>\n    </transaction>\n'
        )

    def _result(self) -> Iterator[str]:
        kind = self._chance.choice(("1", "1", "1", "2", "2", "3"))
        yield f'    <result type="{kind}" aggregation-status="{self._chance.choice(("0", "1"))}">\n'
        yield f"      <title>\n{self._text(8, 12)}      </title>\n"
        yield f"      <description>\n{self._text(8, 25)}      </description>\n"
        for number in range(self._chance.randint(2, 4)):
            yield from self._indicator(number)
        yield "    </result>\n"

    def _indicator(self, number: int) -> Iterator[str]:
        measure = self._chance.choice(("1", "1", "2", "5"))
        yield f'      <indicator measure="{measure}" ascending="1" aggregation-status="0">\n'
        yield f"        <title>\n{self._text(10, 12)}        </title>\n"
        if self._is(0.3):
            yield f"        <description>\n{self._text(10, 20)}        </description>\n"
        yield f'        <reference vocabulary="99" code="{self._identifier}.{number}" indicator-uri="https://example.org/i"/>\n'
        yield from self._value("baseline", f'year="2020" iso-date="2020-12-31"{self._stated(measure)}')
        for year in YEARS:
            yield f'        <period>\n          <period-start iso-date="{year}-01-01"/>\n'
            yield f'          <period-end iso-date="{year}-12-31"/>\n'
            yield from self._value("target", self._stated(measure)[1:], 2)
            if year < YEARS[-1]:
                groups = ("women", "men") if self._is(0.25) else (None,)
                for group in groups:
                    yield from self._value("actual", self._stated(measure)[1:], 2, group)
            yield "        </period>\n"
        yield "      </indicator>\n"

    def _value(self, name: str, attributes: str, deeper: int = 0, group: str | None = None) -> Iterator[str]:
        space = " " * (8 + deeper)
        opening = f"{space}<{name} {attributes}".rstrip()
        content = f'{space}  <dimension name="sex" value="{group}"/>\n' if group else ""
        if self._is(0.3):
            content += f"{space}  <comment>\n{self._text(len(space) + 4, 12)}{space}  </comment>\n"
        yield f"{opening}>\n{content}{space}</{name}>\n" if content else f"{opening}/>\n"

    def _stated(self, measure: str) -> str:
        if measure == "5":
            return ""
        digits = self._chance.choice((1, 2, 2, 3, 3, 4, 6))
        number = str(self._chance.randrange(10**digits)) + (".5" if self._is(0.2) else "")
        return f' value="{number}"' if measure == "1" else f' value="{self._chance.randrange(101)}"'

    def _amount(self) -> str:
        return f"{self._chance.randrange(1_000, 2_000_000)}.{self._chance.randrange(100):02}"

    def _text(self, indent: int, words: int) -> str:
        """A text in English and in Spanish."""
        space = " " * indent
        english = " ".join(self._chance.choices(WORDS, k=words)).capitalize()
        spanish = " ".join(self._chance.choices(PALABRAS, k=words)).capitalize()
        return (
            f"{space}<narrative>{english} &amp; more</narrative>\n"
            f'{space}<narrative xml:lang="es">{spanish}</narrative>\n'
        )

    def _is(self, share: float) -> bool:
        return self._chance.random() < share


def main(*given: str) -> None:
    """Write a file; without a path, describe an activity."""
    if not given or given[0].isdecimal():
        sizes = [len(activity(number).encode()) / 1e3 for number in range(100)]
        print(f"activities of {min(sizes):.0f} to {max(sizes):.0f} kB, {sum(sizes) / 100:.0f} kB on average")
        return
    path = Path(given[0])
    count = write(path, float(given[1]) if len(given) > 1 else 10)
    print(f"{path}: {count} activities, {path.stat().st_size / MEGABYTE:.1f} MB")


if __name__ == "__main__":
    main(*sys.argv[1:])
