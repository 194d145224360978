from registry.validators.declared.stems import Stems


def judged(*references: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the references that close a circle, of references given as place and target."""
    stems = Stems()
    for place, target in references:
        path, led_to = place.split("/"), target.split("/")
        stems.note(path, led_to, f"#/{place}", f"#/{target}")
    circular = stems.circular()
    return [(place, target) for place, target in references if circular(f"#/{target}", place.split("/"))]


def test_a_chain_closes_no_circle() -> None:
    assert judged(("s/a/x", "s/b"), ("s/b/x", "s/c")) == []


def test_two_that_lead_to_each_other_do() -> None:
    assert judged(("s/a/x", "s/b"), ("s/b/x", "s/a")) == [("s/a/x", "s/b"), ("s/b/x", "s/a")]


def test_what_only_enters_a_circle_does_not() -> None:
    assert judged(("p/x", "s/a"), ("s/a/x", "s/b"), ("s/b/x", "s/a"))[0] == ("s/a/x", "s/b")


def test_three_in_a_circle_are_found_whatever_their_order() -> None:
    circle = [("s/a/x", "s/b"), ("s/b/x", "s/c"), ("s/c/x", "s/a")]
    for turn in range(3):
        assert sorted(judged(*circle[turn:], *circle[:turn])) == circle


def test_keys_that_begin_with_one_number_are_taken_for_one() -> None:
    assert judged(("s/1a/x", "t"), ("t/x", "s/1b")) == [("s/1a/x", "t")]
    assert judged(("s/a1/x", "t"), ("t/x", "s/b1")) == []
