from registry.validators.function import UNDEFINED
from registry.validators.jsonpath.frames import Frame, keys_of, name_of, root_of

ROOT: Frame = (None, None, {"a": ["x"]}, 0)
LIST: Frame = (ROOT, "a", ["x"], 0)
ITEM: Frame = (LIST, 0, "x", 0)


def test_a_frame_knows_the_path_to_it() -> None:
    assert [keys_of(frame) for frame in (None, ROOT, LIST, ITEM)] == [(), (), ("a",), ("a", 0)]


def test_a_frame_knows_the_root() -> None:
    assert root_of(ITEM) is root_of(ROOT) is ROOT[2]


def test_the_root_has_no_name() -> None:
    assert [name_of(frame) for frame in (ROOT, LIST, ITEM)] == [UNDEFINED, "a", 0]
