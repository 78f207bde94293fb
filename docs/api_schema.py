"""Writes the schema of the desk's API to `docs/api-v1.json`: `make api-schema`."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from sijill.desk import create_app
from sijill.ledger import Ledger

with tempfile.TemporaryDirectory() as folder, Ledger.open(f"{folder}/empty.db") as ledger:
    schema = create_app(ledger).openapi()
text = json.dumps(schema, indent=1, ensure_ascii=False, sort_keys=True)
Path(__file__).with_name("api-v1.json").write_text(text + "\n", encoding="utf-8")
