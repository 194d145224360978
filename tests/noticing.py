"""What people were told, for tests, and a carrier that keeps the letters."""

from dataclasses import dataclass, field
from email.message import EmailMessage

from factories import Factory
from sqlalchemy import select

from registry.db.models import Letter, Notice, User
from registry.domain.actors import Actor
from registry.mail import Undelivered
from registry.settings import Settings
from registry.usecases.posting import Postman

SETTINGS = Settings(public_url="https://somana.example")


@dataclass
class Carried:
    """Takes letters, and fails as often as it is told to."""

    failing: list[Undelivered] = field(default_factory=list)
    letters: list[EmailMessage] = field(default_factory=list)

    def carry(self, message: EmailMessage) -> None:
        if self.failing:
            raise self.failing.pop(0)
        self.letters.append(message)


async def told(make: Factory, who: Actor | None = None) -> list[tuple[str, str, str]]:
    """Return who was told what about what, in order."""
    query = select(User.name, Notice.kind, Notice.subject).join(Notice, Notice.account_id == User.id)
    async with make.database.reading() as session:
        rows = (await session.execute(query.order_by(Notice.id))).all()
    return [(name, str(kind), subject) for name, kind, subject in rows if who is None or name == who.name]


async def letters_of(make: Factory) -> list[Letter]:
    async with make.database.reading() as session:
        return list(await session.scalars(select(Letter).order_by(Letter.id)))


def postman(make: Factory, carrier: Carried, **more: object) -> Postman:
    return Postman(make.database, carrier, SETTINGS, **more)  # type: ignore[arg-type] # a clock, where one is given
