"""The pages as people see them: in a browser, on a telephone and on a screen, light and dark, and printed."""

from __future__ import annotations

import random
import re
import shutil

import pytest

import resultsframework as rf
from resultsframework import examples

pytest.importorskip("jinja2", reason="a page needs jinja2, of the extra report")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")

# A telephone, a tablet, a screen.
WIDTHS = (360, 800, 1400)
# Units of a page between margins of 12 mm: A4, which is narrower than letter.
PAPER = 703
# Of an overview, which lies on its side: letter, which is shorter than A4.
ON_ITS_SIDE = 964
# Elements that reach beyond the window; tables scroll on their own, but not on paper.
TOO_WIDE = """scrolling => [...document.querySelectorAll("body *")].filter(element =>
    element.getBoundingClientRect().right > document.documentElement.clientWidth + 1
    && !(scrolling && element.closest(".scroll")) && !element.closest(".skip")
    ).map(element => element.outerHTML.slice(0, 80))"""
# What the keyboard has to reach; of what it is at, the place among them and the kind of its outline.
REACHABLE = "a[href], summary, [tabindex]"
FOCUSED = f"""() => [[...document.querySelectorAll("{REACHABLE}")].filter(element => element.checkVisibility())
    .indexOf(document.activeElement), getComputedStyle(document.activeElement).outlineStyle]"""
# The parts that are folded away and not seen, but for the lists of an overview.
HIDDEN = """() => [...document.querySelectorAll("details:not(.list) :is(li, p, table)")]
    .filter(element => !element.checkVisibility()).map(element => element.outerHTML.slice(0, 80))"""
PAGES = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")
HOSTILE = (
    "<script>alert(1)</script>",
    "العربية " * 200,
    "x" * 5000,
    "words " * 800,
    '"><img src="https://example.org/x.png" onerror="alert(1)">',
    "\u202eright to left\u202c",
    "{{ 7 * 7 }} {% raw %}",
    "",
)


@pytest.fixture(scope="module")
def browser():
    """A browser without a window."""
    playwright = pytest.importorskip("playwright.sync_api", reason="looking at pages needs the group pages")
    with playwright.sync_playwright() as started:
        found = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


def hostile(number=0, indicators=4):
    """
    A framework of careless and malicious texts: scripts, right-to-left writing, words of five thousand letters.

    Args:
        number: The seed of the choice; every text is somewhere in the first eight.

        indicators: The number of indicators.
    """
    chance = random.Random(number)  # noqa: S311 - a choice of texts is no secret
    texts = [*HOSTILE[number % len(HOSTILE) :], *HOSTILE[: number % len(HOSTILE)]]

    def text(place):
        # Two hundred pages of letters would only be slow: after the first eight, texts are cut.
        return texts[place % len(texts)][: None if place < 2 * len(texts) else 60]

    years = range(2000, 2000 + chance.randint(1, 23 if indicators < 10 else 3))
    series = " | ".join(
        f"{year} milestone {chance.choice(['-', 'TBD', year])} actual {chance.choice(['-', 'N/A', 10**12])}"
        for year in years
    )
    body = rf.Organisation(name=text(3) if indicators < 10 else "Agency")
    made = tuple(
        rf.Indicator(
            code=f"{text(place)[:40]}{place}",
            statement=text(place),
            description=text(place + 1),
            series=rf.ObservationSeries.parse(series),
            alignments=(rf.Alignment(kind=rf.AlignmentKind.COMMON, partners=(body,)),),
            notes=(rf.Note(text=text(place + 2)),),
            monitoring_plan=rf.MonitoringPlan(means_of_verification=text(place + 4)),
        )
        for place in range(indicators)
    )
    output = rf.Output(
        code=text(number),
        title=text(number + 1),
        assumptions=(text(2) or "none",),
        risks=(text(4) or "none",),
        indicators=made,
        budgets=(rf.Budget(planned=rf.Money.parse("$123,456,789,012.345"), actual=rf.Money.parse("$5 K")),),
        documents=(rf.DocumentLink(title=text(5), url="https://example.org/" + "x" * 900),),
    )
    return rf.ResultsFramework(
        identifier=f"{number}-{text(1)[:60]}",
        title=text(0),
        description="\n".join(texts),
        language="ar",
        reporting_organisation=body,
        countries=(rf.Place(name=text(5)),),
        results=(output,) if number % 5 else (),
    )


# Twenty frameworks, of which four have no data at all and one has two hundred indicators.
GENERATED = tuple((number, 200 if number == 7 else number % 4) for number in range(20))
FRAMEWORKS = {"example": examples.load, "hostile": lambda: hostile(1), "empty": rf.ResultsFramework}
OVERVIEW = "overview"
REAL = ("portal page", "joint programme", "most indicators", "most groups", "most tags")


@pytest.fixture(
    scope="module",
    params=[*FRAMEWORKS, OVERVIEW, *(pytest.param(name, marks=pytest.mark.conformance) for name in REAL)],
)
def address(request, tmp_path_factory):
    """The address of a page."""
    name = request.param
    path = tmp_path_factory.mktemp("pages") / "report.html"
    if name == OVERVIEW:
        rf.write([examples.load(), hostile(1), hostile(2), rf.ResultsFramework()], path)
    else:
        framework = FRAMEWORKS[name]() if name in FRAMEWORKS else request.getfixturevalue("real")(name)
        rf.write(framework, path, at=2021)
    return path.as_uri()


@pytest.fixture
def opened(browser):
    """Open a page of the browser, which is patient with a machine that has other things to do."""
    contexts = []

    def open_page(**options):
        contexts.append(browser.new_context(**options))
        contexts[-1].set_default_timeout(120_000)
        return contexts[-1].new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(opened):
    """A page of the browser that notes the addresses that it asks for."""
    found = opened()
    found.requests = []
    found.on("request", lambda request: found.requests.append(request.url))
    return found


def too_wide(page):
    """The elements that do not fit, at each width and on paper."""
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = page.evaluate(TOO_WIDE, True)
    is_overview = page.evaluate("document.body.classList.contains('overview')")
    page.set_viewport_size({"width": ON_ITS_SIDE if is_overview else PAPER, "height": 900})
    page.emulate_media(media="print")
    found["paper"] = page.evaluate(TOO_WIDE, False)
    page.emulate_media(media="screen")
    return {width: elements for width, elements in found.items() if elements}


def test_nothing_is_wider_than_the_window_or_the_paper_or_from_elsewhere(page, address):
    """On a telephone, on a screen and on paper the page fits, and the browser asks for nothing but the page."""
    page.goto(address)
    assert too_wide(page) == {}
    assert page.requests == [address]


def test_no_text_breaks_a_page(page, tmp_path):
    """Twenty frameworks of scripts, long words and right-to-left writing, with 0 to 200 indicators, fit."""
    dialogs, found = [], {}
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for number, indicators in GENERATED:
        path = tmp_path / f"{number}.html"
        rf.write(hostile(number, indicators), path, at=2021, findings=indicators < 10)
        page.goto(path.as_uri())
        found[number] = too_wide(page)
    assert {number: elements for number, elements in found.items() if elements} == {}
    assert dialogs == []
    assert len(page.requests) == len(GENERATED)


def test_a_number_in_a_table_is_not_broken_on_a_telephone(page, tmp_path):
    """A wide table scrolls; its numbers and heads stay on one line instead of breaking within a word."""
    series = " | ".join(f"{year} milestone {year}000 actual {year}500" for year in range(2010, 2022))
    indicator = rf.Indicator(code="A", series=rf.ObservationSeries.parse(series))
    path = tmp_path / "report.html"
    rf.write(rf.ResultsFramework(results=(rf.Output(code="1", indicators=(indicator,)),)), path, at=2021)
    page.set_viewport_size({"width": 360, "height": 900})
    page.goto(path.as_uri())
    heights = page.evaluate("() => [...document.querySelectorAll('.scroll td')].map(cell => cell.clientHeight)")
    assert len(heights) > 20
    assert max(heights) < 40


def test_everybody_can_read_it(page, address):
    """The rules of axe for people who see little, see no colours, or hear the page: no violation in either theme."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="looking at pages needs the group pages")
    page.goto(address)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = axe.Axe().run(page)
        assert found.violations_count == 0, f"{scheme}: {found.generate_report()}"


def test_light_and_dark_are_two_themes(page, tmp_path):
    """The page follows the reader's system, and paper is always light."""
    path = tmp_path / "report.html"
    rf.write(rf.ResultsFramework(title="Plan"), path)
    page.goto(path.as_uri())
    grounds = []
    for media in ({"color_scheme": "light"}, {"color_scheme": "dark"}, {"media": "print"}):
        page.emulate_media(**media)
        grounds.append(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
    light, dark, paper = grounds
    assert light == paper == "rgb(255, 255, 255)"
    assert dark != light


def test_without_scripts_the_page_is_the_same(opened, address):
    """Where a reader or an office forbids scripts, nothing is missing and nothing looks different."""
    pages = [opened(java_script_enabled=is_enabled) for is_enabled in (True, False)]
    for page in pages:
        page.goto(address)
    assert len({page.inner_text("body") for page in pages}) == 1
    assert len({page.screenshot() for page in pages}) == 1


def test_the_keyboard_reaches_everything_in_the_order_of_the_page(opened, address):
    """Each link, each list that unfolds and each table that scrolls is reached once, in order, and is seen to be."""
    page = opened(java_script_enabled=False)
    page.goto(address)
    reached = []
    for _ in range(min(page.locator(REACHABLE).filter(visible=True).count(), 60)):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUSED))
    assert [place for place, _ in reached] == list(range(len(reached)))
    assert {outline for _, outline in reached} <= {"auto", "solid"}


def test_the_keyboard_skips_to_the_results_and_unfolds_findings(opened, tmp_path):
    """The first key leads past the summary, and a list of findings opens without a mouse."""
    path = tmp_path / "report.html"
    rf.write(examples.load(), path, at=2021)
    page = opened(java_script_enabled=False)
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


def test_what_is_folded_is_printed(page, address):
    """Findings and long texts that are folded away on a screen are on paper; lists of an overview where unfolded."""
    page.goto(address)
    page.emulate_media(media="print")
    assert page.evaluate(HIDDEN) == []
    page.emulate_media(media="screen")
    folded = page.locator("details:not([open], .list)").count()
    assert bool(page.evaluate(HIDDEN)) == bool(folded)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_example_prints_on_few_pages(page, tmp_path, paper):
    """A country director prints the page and forwards it: at most twelve pages."""
    path = tmp_path / "report.html"
    rf.write(examples.load(), path, at=2021)
    page.goto(path.as_uri())
    printed = page.pdf(format=paper, prefer_css_page_size=False)
    assert 2 <= len(PAGES.findall(printed)) <= 12
