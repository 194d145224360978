import pytest
from factories import Factory

from registry.domain.errors import FieldsInvalid
from registry.usecases import readers


async def test_whoever_is_named_must_be_there(make: Factory) -> None:
    await make.institutions("nida", "tra")
    async with make.reading() as work:
        await readers.require_known(work, {})
        await readers.require_known(work, {"readers": ["nida", "tra"]})
        with pytest.raises(FieldsInvalid) as refused:
            await readers.require_known(work, {"readers": ["nida", "nobody", "tra", "no-one"]})
    assert [(one.pointer, one.code) for one in refused.value.errors] == [
        ("/readers/1", "no-such-institution"),
        ("/readers/3", "no-such-institution"),
    ]
