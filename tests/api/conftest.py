import pytest
from api_readers import Readers
from argon2 import PasswordHasher
from factories import Factory

from registry.domain.actors import Role
from registry.usecases import passwords


@pytest.fixture(autouse=True)
def light_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    # Nobody signs in at the API; four accounts a test at the full cost of argon2id would be most of the time.
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture
async def readers(make: Factory) -> Readers:
    await make.catalogue()
    return Readers(
        publisher=await make.key(await make.person("amina", Role.PUBLISHER)),
        reviewer=await make.key(await make.person("rehema", Role.REVIEWER, institution="ega")),
        admin=await make.key(await make.person("asha", Role.ADMIN, institution="ega")),
        stranger=await make.key(await make.person("juma", Role.PUBLISHER, institution="ega")),
    )
