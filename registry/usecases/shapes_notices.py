"""The shapes of what people send about notices."""

from collections.abc import Mapping

from registry.domain.notices import MailChoice
from registry.usecases.shape_parts import Schema, members, one_of, several

IDENTITY: Schema = {"type": "integer", "minimum": 1, "maximum": 2**31 - 1}

NOTICE_SHAPES: Mapping[str, Schema] = {
    "notice_choice": members(("mail",), mail=one_of(MailChoice)),
    "notices_read": members(ids=several(IDENTITY, most=1000)),
}
