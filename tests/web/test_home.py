"""The home of a node: keys are made whole or not at all, and what is there stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from corridor.web.home import lay_out


def test_keys_that_are_there_are_never_made_again(tmp_path: Path) -> None:
    lay_out(tmp_path, "desk", demonstration=False)
    before = {path.name: path.read_bytes() for path in (tmp_path / "keys").iterdir()}

    lay_out(tmp_path, "desk", demonstration=False)

    assert {path.name: path.read_bytes() for path in (tmp_path / "keys").iterdir()} == before
    assert all(path.stat().st_mode & 0o077 == 0 for path in (tmp_path / "keys").iterdir())


def test_a_start_that_dies_while_it_writes_a_key_leaves_none_that_is_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(descriptor: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr("os.fsync", dies)
        with pytest.raises(KeyboardInterrupt):
            lay_out(tmp_path, "desk", demonstration=False)
    left = [path.name for path in (tmp_path / "keys").iterdir() if not path.name.startswith(".")]
    lay_out(tmp_path, "desk", demonstration=False)

    assert left == []
    assert all(path.stat().st_size for path in (tmp_path / "keys").iterdir())
