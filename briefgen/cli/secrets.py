"""Secrets: from the environment, else from the system's keyring. Never from a file of the project, and never printed."""

from __future__ import annotations

import os

SERVICE = "briefgen"
"""The service under which the keyring keeps them; the name of a secret stands for the user."""


def secret(name: str) -> str | None:
    """The secret of that name, such as `BRIEFGEN_MAIL_PASSWORD`; None where neither place has it.

    An empty variable of the environment is none. A keyring that is not installed, locked or broken has none either.
    """
    return os.environ.get(name) or _kept(name)


def _kept(name: str) -> str | None:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        return keyring.get_password(SERVICE, name) or None
    except KeyringError:
        return None
