"""A group of commands; an unknown one ends with the nearest known names."""

from __future__ import annotations

import click

from briefgen.errors import did_you_mean


class Group(click.Group):
    """Commands under one word."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names."""
        name, known = args[0], self.list_commands(ctx)
        if name not in known and not name.startswith("-"):
            hint = did_you_mean(name, known)
            ctx.fail(f"unknown command “{name}”{f' ({hint})' if hint else ''}")
        return super().resolve_command(ctx, args)
