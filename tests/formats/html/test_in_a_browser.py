"""The page as people see it: in a browser, at the widths of a telephone and a screen, light and dark, and printed."""

from __future__ import annotations

import re
import shutil

import pytest

import resultsframework as rf
from resultsframework import examples

pytest.importorskip("jinja2", reason="a page needs jinja2, of the extra report")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="looking at pages needs the group pages")
playwright = pytest.importorskip("playwright.sync_api", reason="looking at pages needs the group pages")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")

# Elements that reach beyond the window, but for tables, which scroll on their own.
TOO_WIDE = """() => [...document.querySelectorAll("body *")].filter(element =>
    element.getBoundingClientRect().right > document.documentElement.clientWidth + 1
    && !element.closest(".scroll") && !element.closest(".skip")).map(element => element.outerHTML.slice(0, 80))"""
# What the keyboard has to reach; of what it is at, the place among them and the kind of its outline.
REACHABLE = "a[href], summary, [tabindex]"
FOCUSED = f"""() => [[...document.querySelectorAll("{REACHABLE}")].indexOf(document.activeElement),
    getComputedStyle(document.activeElement).outlineStyle]"""
PAGES = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")


@pytest.fixture(scope="module")
def browser():
    """A browser without a window."""
    with playwright.sync_playwright() as started:
        found = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


def hostile():
    """A framework of careless and malicious texts: scripts, right-to-left writing, words of five thousand letters."""
    series = " | ".join(f"{year} milestone {year} actual {year - 3}" for year in range(2000, 2022))
    texts = ("العربية " * 200, "<script>alert(1)</script> " + "x" * 5000, "words " * 800)
    indicators = tuple(
        rf.Indicator(code=f"C{number}" * 9, statement=text, series=rf.ObservationSeries.parse(series))
        for number, text in enumerate(texts)
    )
    output = rf.Output(code="x" * 3000, title="ع" * 3000, indicators=(*indicators, rf.Indicator()))
    return rf.ResultsFramework(title="x" * 5000, description=texts[1], language="ar", results=(output,))


FRAMEWORKS = {"example": examples.load, "hostile": hostile, "empty": rf.ResultsFramework}
# Real inputs, where they are: both source pages, the activity with the most indicators, the one with the most values of
# groups, and one with sectors, tags and policy markers of several code lists.
PUBLISHERS = "data/iati/publishers"
REAL = {
    "portal page": ("seeds/unwomen-portal-mex-d-2.1.txt", None),
    "joint programme": ("seeds/joint-sdg-fund-closing-gaps.txt", None),
    "most indicators": (f"{PUBLISHERS}/XM-DAC-41121__v2.03__A.xml", "XM-DAC-41121-2020-MENA-SYR"),
    "most groups": (f"{PUBLISHERS}/NL-KVK-41160054__v2.03.xml", "NL-KVK-41160054-200855"),
    "most tags": (f"{PUBLISHERS}/SE-0__v2.03__A.xml", "SE-0-SE-6-10027A0101-BRA-31110"),
}


def real(folder, name):
    """The framework of a real input."""
    path, identifier = REAL[name]
    return next(one for one in rf.read_all(folder / path) if identifier in {None, one.identifier})


@pytest.fixture(
    scope="module", params=[*FRAMEWORKS, *(pytest.param(name, marks=pytest.mark.conformance) for name in REAL)]
)
def address(request, tmp_path_factory):
    """The address of a page."""
    name = request.param
    framework = FRAMEWORKS[name]() if name in FRAMEWORKS else real(request.getfixturevalue("shared"), name)
    path = tmp_path_factory.mktemp("pages") / "report.html"
    rf.write(framework, path, at=2021)
    return path.as_uri()


@pytest.mark.parametrize("width", [360, 800, 1400])
def test_nothing_is_wider_than_the_window_or_from_elsewhere(browser, address, width):
    """On a telephone and on a screen the page fits, and the browser asks for nothing but the page."""
    page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address)
    assert page.evaluate(TOO_WIDE) == []
    assert requests == [address]
    page.context.close()


def test_a_number_in_a_table_is_not_broken_on_a_telephone(browser, tmp_path):
    """A wide table scrolls; its numbers and heads stay on one line instead of breaking within a word."""
    series = " | ".join(f"{year} milestone {year}000 actual {year}500" for year in range(2010, 2022))
    indicator = rf.Indicator(code="A", series=rf.ObservationSeries.parse(series))
    path = tmp_path / "report.html"
    rf.write(rf.ResultsFramework(results=(rf.Output(code="1", indicators=(indicator,)),)), path, at=2021)
    page = browser.new_context(viewport={"width": 360, "height": 900}).new_page()
    page.goto(path.as_uri())
    heights = page.evaluate("() => [...document.querySelectorAll('.scroll td')].map(cell => cell.clientHeight)")
    assert len(heights) > 20
    assert max(heights) < 40
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_it(browser, address, scheme):
    """The rules of axe for people who see little, see no colours, or hear the page: no violation in either theme."""
    page = browser.new_context(color_scheme=scheme).new_page()
    page.goto(address)
    found = axe.Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.context.close()


def test_without_scripts_the_page_is_the_same(browser, address):
    """Where a reader or an office forbids scripts, nothing is missing and nothing looks different."""
    pages = [browser.new_context(java_script_enabled=is_enabled).new_page() for is_enabled in (True, False)]
    for page in pages:
        page.goto(address)
    assert len({page.inner_text("body") for page in pages}) == 1
    assert len({page.screenshot(full_page=True) for page in pages}) == 1
    for page in pages:
        page.context.close()


def test_the_keyboard_reaches_everything_in_the_order_of_the_page(browser, address):
    """Each link, each list that unfolds and each table that scrolls is reached once, in order, and is seen to be."""
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(address)
    reached = []
    for _ in range(page.locator(REACHABLE).count()):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUSED))
    assert [place for place, _ in reached] == list(range(len(reached)))
    assert {outline for _, outline in reached} <= {"auto", "solid"}
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)[0] == -1
    page.context.close()


def test_the_keyboard_skips_to_the_results_and_unfolds_findings(browser, tmp_path):
    """The first key leads past the summary, and a list of findings opens without a mouse."""
    path = tmp_path / "report.html"
    rf.write(examples.load(), path, at=2021)
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(path.as_uri())
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the results"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator("[aria-labelledby=results] :focus").count() == 1
    findings = page.locator("details.findings").first
    assert not findings.locator("ul").is_visible()
    findings.locator("summary").focus()
    page.keyboard.press("Enter")
    assert findings.locator("ul").is_visible()
    page.context.close()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_example_prints_on_few_pages(browser, tmp_path, paper):
    """A country director prints the page and forwards it: at most twelve pages."""
    path = tmp_path / "report.html"
    rf.write(examples.load(), path, at=2021)
    page = browser.new_page()
    page.goto(path.as_uri())
    printed = page.pdf(format=paper, prefer_css_page_size=False)
    assert 2 <= len(PAGES.findall(printed)) <= 12
    page.close()
