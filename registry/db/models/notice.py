"""What people are told, and the e-mails that tell them: the outbox."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.db.models.account import User
from registry.db.models.base import Table, words
from registry.domain.notices import LetterState, MailChoice, NoticeKind

_QUEUED = text("state = 'queued'")
_WAITING = text("mail = 'daily' AND letter_id IS NULL")


class Letter(Table, kw_only=True):
    """One e-mail, written down with what it tells of and sent after the commit; its words are chosen when it goes."""

    __tablename__ = "letter"
    __table_args__ = (
        Index("ix_letter_due_at", "due_at", sqlite_where=_QUEUED, postgresql_where=_QUEUED),
        Index("ix_letter_account_id", "account_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    account: Mapped[User] = relationship(lazy="raise", init=False)
    state: Mapped[LetterState] = mapped_column(words(LetterState), default=LetterState.QUEUED)
    due_at: Mapped[datetime]
    """When it is to be sent; while a process is at it, when another may take it up."""
    attempts: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str | None] = mapped_column(String(200), default=None)
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)


class Notice(Table, kw_only=True):
    """Something that one person is told; the same cause is never told to anybody twice."""

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("account_id", "cause", name="uq_notice_cause"),
        Index("ix_notice_account_id", "account_id", "read_at"),
        Index("ix_notice_letter_id", "letter_id"),
        Index("ix_notice_waiting", "account_id", "id", sqlite_where=_WAITING, postgresql_where=_WAITING),
    )

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    kind: Mapped[NoticeKind] = mapped_column(words(NoticeKind))
    subject: Mapped[str] = mapped_column(String(200))
    """The name of what it is about."""
    path: Mapped[str] = mapped_column(String(600))
    """The page to look at."""
    values: Mapped[dict[str, Any]]
    cause: Mapped[str] = mapped_column(String(200))
    mail: Mapped[MailChoice] = mapped_column(words(MailChoice))
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"), default=None)
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None] = mapped_column(default=None)
