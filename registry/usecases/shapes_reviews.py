"""The shapes of what people send about reviews, and of the data that the desk works with."""

from collections.abc import Mapping

from registry.domain.reviews import AnchorKind, Answer, RequestKind
from registry.usecases.shape_parts import (
    BOTH,
    DAY,
    KEY,
    NAME,
    TEXT,
    Schema,
    members,
    one_of,
    several,
)

DIGEST: Schema = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$", "maxLength": 71}
FINGERPRINT: Schema = {"type": "string", "pattern": "^[0-9a-f]{16}$", "maxLength": 16}
OWN_WORDS: Schema = {**TEXT, "maxLength": 1900}
POINTER: Schema = {"type": "string", "format": "somana-name", "maxLength": 1000}
VERDICT: Schema = {"type": "string", "enum": ["approve", "request_changes", "reject"]}
STEP: Schema = {"type": "string", "enum": ["take", "withdraw", "submit", "appeal"]}
SUBJECT: Schema = {"type": "string", "enum": ["system", "api", "schema"]}
WHO: Schema = {**NAME, "maxLength": 64}

REVIEW_SHAPES: Mapping[str, Schema] = {
    "request": members(("kind",), kind=one_of(RequestKind), reason=TEXT),
    "review_step": members(("action",), action=STEP, reason=TEXT),
    "review_reason": members(reason=TEXT),
    "hand_over": members(("to",), to=WHO, reason=TEXT),
    "decision": members(
        ("verdict", "entry"),
        verdict=VERDICT,
        entry=DIGEST,
        document=DIGEST,
        profile=DIGEST,
        findings=DIGEST,
        reasons=several(KEY, most=5),
        remark=OWN_WORDS,
        checklist=several(members(("question", "answer"), question=KEY, answer=one_of(Answer), remark=TEXT)),
        remarks=several(members(("fingerprint", "remark"), fingerprint=FINGERPRINT, remark=OWN_WORDS), most=1000),
    ),
    "comment": members(
        ("text",),
        text=TEXT,
        parent={"type": "string", "pattern": "^[0-9a-f-]{36}$", "maxLength": 36},
        anchor_kind=one_of(AnchorKind),
        anchor=POINTER,
    ),
    "holidays": members(
        ("holidays",),
        holidays=several(members(("day", "names"), day=DAY, names=BOTH, confirmed={"type": "boolean"}), 1, 400),
    ),
    "desk_lists": members(
        ("questions", "reasons"),
        questions=several(
            members(
                ("key", "texts", "kinds"),
                key=KEY,
                texts=BOTH,
                kinds=several(SUBJECT, 1, 3),
                required={"type": "boolean"},
            )
        ),
        reasons=several(members(("key", "texts", "verdicts"), key=KEY, texts=BOTH, verdicts=several(VERDICT, 1, 3))),
    ),
}
