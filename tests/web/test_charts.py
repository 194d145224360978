import xml.etree.ElementTree as ET

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


def test_words_of_others_stay_words() -> None:
    hostile = "<script>\"&'"
    drawn = charts.bars("x", hostile, hostile, [Bar(hostile, 1, hostile)])
    drawn += charts.columns("y", hostile, hostile, [hostile], [Series(hostile, [1])])
    assert "<script" not in drawn
    assert drawn.count("&lt;script&gt;") == 8


def test_nothing_is_a_chart_too() -> None:
    assert parsed(charts.bars("x", "T", "D", [])).get("viewBox") == "0 0 360 0"
    assert parsed(charts.columns("x", "T", "D", [], [])).tag == f"{SVG}svg"
