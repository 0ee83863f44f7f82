"""A column that keeps what people filled in as one sealed whole: readable with the key, not with the database."""

import json
from typing import Any

from django.db import models

from qingquan.people import secrets


def sealed_json(value: object) -> bytes:
    """A value of JSON, sealed. The same value gives different bytes each time."""
    return secrets.seal(json.dumps(value, ensure_ascii=False))


class SealedJSON(models.BinaryField):  # type: ignore[type-arg]
    """JSON sealed with AES-GCM (`people.secrets`). It cannot be searched; what must be found has columns of its own."""

    def from_db_value(self, value: bytes | None, expression: object, connection: object) -> object:
        """Open what was kept."""
        return None if value is None else json.loads(secrets.unseal(value))

    def to_python(self, value: Any) -> Any:
        """Values are plain until they are written."""
        return value

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        """Seal on the way in."""
        return super().get_db_prep_value(None if value is None else sealed_json(value), connection, prepared)
