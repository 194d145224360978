from registry.db.search_scans import Candidate, Count, Look, Owned, Seen, seen_in
from registry.domain.index_words import Matching

ALL = Matching(((("a",),),))


def test_rows_are_told_apart_by_what_they_say() -> None:
    looks = [Look(ALL, 0, 9, best=2, counted=3), Look(ALL, 0, 9, best=1)]
    rows = [(0, 6, 11, "", 3), (0, 0, 0, "nida/agency", 2), (0, 100, 11, "nida", 0), (1, 101, 12, "", 0)]
    assert seen_in(rows, looks) == [
        Seen([Candidate(100, 11, "nida")], [Count(6, 11, 3)], [Owned("nida", "agency", 2)], capped=True),
        Seen([Candidate(101, 12, "")]),
    ]
    assert not seen_in(rows[1:], looks)[0].capped
