"""The command that prints what a shell needs to complete factlint's commands, options and names."""

from __future__ import annotations

from typing import Final

import click

from factlint.output import show

VARIABLE: Final = "_FACTLINT_COMPLETE"


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that lets a shell complete factlint's commands, options, codes, formats and concepts.

    \b
    bash:  factlint completion bash >> ~/.bashrc
    zsh:   factlint completion zsh >> ~/.zshrc     (after compinit)
    fish:  factlint completion fish > ~/.config/fish/completions/factlint.fish
    """
    from click.shell_completion import get_completion_class

    made = get_completion_class(shell)
    if made is not None:
        # Without click's look at the version of bash that is found first, which need not be the one in use.
        template = made.source_template
        complete = made(context.find_root().command, {}, "factlint", VARIABLE)
        show(template % complete.source_vars() + "\n")
