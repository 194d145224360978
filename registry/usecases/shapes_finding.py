"""The shapes of what people send about searches to save and services to ask for."""

from collections.abc import Mapping

from registry.domain.entries import (
    Channel,
    Conformity,
    FoundKind,
    FoundState,
    InstitutionKind,
    Language,
    Sector,
    YesOrNo,
)
from registry.domain.words import LONGEST_QUERY
from registry.usecases.shape_parts import KEY, NAME, TEXT, Schema, members, one_of, several

WORDS: Schema = {"type": "string", "format": "somana-text", "maxLength": LONGEST_QUERY}
VALUE: Schema = {**NAME, "maxLength": 80}
FACETS = members(
    kind=several(one_of(FoundKind)),
    institution=several(VALUE),
    institution_kind=several(one_of(InstitutionKind)),
    sector=several(one_of(Sector)),
    state=several(one_of(FoundState)),
    channel=several(one_of(Channel)),
    conformity=several(one_of(Conformity)),
    standard=several(VALUE),
    language=several(one_of(Language)),
    personal_data=several(one_of(YesOrNo)),
)

FINDING_SHAPES: Mapping[str, Schema] = {
    "new_saved_search": members(("name",), name=NAME, words=WORDS, facets=FACETS),
    "new_service_request": members(("need",), need={**TEXT, "minLength": 10}, words=WORDS, institution=KEY),
    "service_answer": members(("answer",), answer={**TEXT, "minLength": 3}),
}
