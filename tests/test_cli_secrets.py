"""Secrets come from the environment, else from the keyring of the system, and from nowhere else."""

import builtins
import sys
import types

import pytest

from briefgen.cli.secrets import secret

NAME = "BRIEFGEN_MAIL_PASSWORD"


class KeyringError(Exception):
    """As the library has it."""


@pytest.fixture
def keyring(monkeypatch):
    """A keyring that keeps what a test puts into it."""
    kept: dict[tuple[str, str], str] = {}
    module, errors = types.ModuleType("keyring"), types.ModuleType("keyring.errors")
    module.get_password = lambda service, name: kept.get((service, name))
    errors.KeyringError = KeyringError
    monkeypatch.setitem(sys.modules, "keyring", module)
    monkeypatch.setitem(sys.modules, "keyring.errors", errors)
    monkeypatch.delenv(NAME, raising=False)
    return kept


def test_the_environment_comes_first(keyring, monkeypatch):
    keyring["briefgen", NAME] = "from the keyring"
    monkeypatch.setenv(NAME, "from the environment")
    assert secret(NAME) == "from the environment"


@pytest.mark.parametrize("value", [None, ""])
def test_then_the_keyring(keyring, monkeypatch, value):
    keyring["briefgen", NAME] = "from the keyring"
    if value is not None:
        monkeypatch.setenv(NAME, value)
    assert secret(NAME) == "from the keyring"


@pytest.mark.parametrize("kept", [{}, {("briefgen", NAME): ""}, {("another", NAME): "not ours"}])
def test_a_secret_that_nobody_keeps_is_none(keyring, kept):
    keyring.update(kept)
    assert secret(NAME) is None


def test_a_keyring_that_is_locked_has_none(keyring, monkeypatch):  # noqa: ARG001 - it must be there
    def locked(*_):
        raise KeyringError("locked")

    monkeypatch.setattr(sys.modules["keyring"], "get_password", locked)
    assert secret(NAME) is None


def test_without_the_library_the_environment_alone_counts(monkeypatch):
    real = builtins.__import__

    def without(name, *rest):
        if name.partition(".")[0] == "keyring":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.delitem(sys.modules, "keyring", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    monkeypatch.delenv(NAME, raising=False)
    assert secret(NAME) is None
    monkeypatch.setenv(NAME, "from the environment")
    assert secret(NAME) == "from the environment"
