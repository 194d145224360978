import xml.etree.ElementTree as ET
from datetime import date

from registry.web import charts
from registry.web.charts import Bar, Series

SVG = "{http://www.w3.org/2000/svg}"


def parsed(markup: str) -> ET.Element:
    return ET.fromstring(str(markup).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))  # noqa: S314 our own


def test_bars_are_as_long_as_they_say_and_say_it_in_words() -> None:
    chart = parsed(charts.bars("way", "Title", "A: 4; B: 1", [Bar("A", 4, "4"), Bar("B", 1, "1"), Bar("C", 0, "0")]))
    widths = [float(one.get("width", "")) for one in chart.iter(f"{SVG}rect") if one.get("class") != "over"]
    assert widths == [358.0, 89.5, 0.0]
    assert [one.text for one in chart.iter(f"{SVG}text")] == ["A", "4", "B", "1", "C", "0"]
    assert chart.get("role") == "img"
    named = {one.get("id"): one.text for one in chart if one.get("id")}
    assert [named[name] for name in chart.get("aria-labelledby", "").split()] == ["Title", "A: 4; B: 1"]


def test_each_series_has_a_colour_and_a_pattern_of_its_own() -> None:
    series = [Series(name, [1, 2, 3]) for name in "abcde"]
    chart = parsed(charts.columns("trend", "T", "D", ["1", "2", "3"], series))
    rects = list(chart.iter(f"{SVG}rect"))
    assert {one.get("class") for one in rects} == {"s0", "s1", "s2", "s3", "s4", "over"}
    patterns = {one.get("id") for one in chart.iter(f"{SVG}pattern")}
    assert patterns == {one.get("fill", "")[5:-1] for one in rects if one.get("class") == "over"}
    assert len(patterns) == 4


def test_columns_begin_at_nought_and_end_at_the_greatest() -> None:
    chart = parsed(charts.columns("t", "T", "D", ["a", "b"], [Series("s", [0, 8])]))
    heights = [float(one.get("height", "")) for one in chart.iter(f"{SVG}rect")][:2]
    assert heights == [0.0, 140.0]
    assert [one.text for one in chart.iter(f"{SVG}text")][:2] == ["8", "0"]


def test_lines_lie_over_their_days_as_far_apart_as_these_are_and_each_has_a_mark_of_its_own() -> None:
    days = [date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 11)]
    chart = parsed(charts.lines("k", "T", "D", days, [Series(name, [0, 5, 10]) for name in "abcd"]))
    drawn = [one.get("points", "").split() for one in chart.iter(f"{SVG}polyline")]
    first = [(float(x), float(y)) for x, y in zip(drawn[0][::2], drawn[0][1::2], strict=True)]
    assert [y for _, y in first] == [150.0, 80.0, 10.0]
    assert round((first[2][0] - first[0][0]) / (first[1][0] - first[0][0])) == 10
    marks = {(one.get("class"), one.get("d", "").partition("m")[2]) for one in chart.iter(f"{SVG}path") if one.get("d")}
    assert len({shape for name, shape in marks if name and name.startswith("mark")}) == 4
    words = [one.text for one in chart.iter(f"{SVG}text")]
    assert words == ["10", "0", "a", "b", "c", "d", "2026-01-01", "2026-01-11"]


def test_words_of_others_stay_words() -> None:
    hostile = "<script>\"&'"
    drawn = charts.bars("x", hostile, hostile, [Bar(hostile, 1, hostile)])
    drawn += charts.columns("y", hostile, hostile, [hostile], [Series(hostile, [1])])
    drawn += charts.lines("z", hostile, hostile, [date(2026, 1, 1)], [Series(hostile, [1])])
    assert "<script" not in drawn
    assert drawn.count("&lt;script&gt;") == 11


def test_nothing_is_a_chart_too() -> None:
    assert parsed(charts.bars("x", "T", "D", [])).get("viewBox") == "0 0 360 0"
    assert parsed(charts.columns("x", "T", "D", [], [])).tag == f"{SVG}svg"
    assert parsed(charts.lines("x", "T", "D", [], [Series("s", [])])).tag == f"{SVG}svg"
