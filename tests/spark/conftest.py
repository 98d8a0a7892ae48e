"""A local Spark for these tests, which `make test-spark` asks for; nothing here is collected without that."""

from __future__ import annotations

import os

collect_ignore_glob = [] if "CORRIDOR_TEST_SPARK" in os.environ else ["test_*.py"]

# A few hundred rows need no two hundred parts, which is what Spark makes of them otherwise.
os.environ.setdefault("PYSPARK_SUBMIT_ARGS", "--conf spark.sql.shuffle.partitions=2 pyspark-shell")
