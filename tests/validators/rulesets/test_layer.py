from registry.validators.rulesets.layer import Extension, Layer, Override, Raw


def test_a_layer_tells_what_is_not_said_from_what_is_empty() -> None:
    assert Layer().rules is None
    assert Layer(rules={}).rules == {}


def test_what_is_extended_is_recommended_unless_somebody_chooses() -> None:
    extension = Extension(Layer())
    assert (extension.choice, extension.explicit) == ("recommended", False)


def test_layers_are_told_apart_even_where_they_say_the_same() -> None:
    assert Layer() != Layer()
    assert Raw(None, None, ()) == Raw(None, None, ())
    assert Override(("a",), Layer()).files == ("a",)
