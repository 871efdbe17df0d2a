"""The door: words and flags in; text, JSON and an exit code out. Nothing else of the package prints or imports click.

    program      `briefgen` itself: finds its commands, translates errors into words and exit codes
    commands/    one module a command; adding one is adding a file
    groups       commands under one word, such as `audience`
    options      options and arguments that several commands share
    targets      which briefs and projects the words on a command line mean
    runs         brief after brief, or several at once; an error in one does not stop the others
    report       outcomes as text, JSON, SARIF and annotations
    audiences    what an audience takes and gets, in words and for programs
    calibration  how past judgements turned out, in words and for programs
    sources      sources and quotes as YAML to paste, and what is said beside them
    scaffold     files that a project begins with, from `starters/`

Each module and function here imports the rest of the package only where it is used, so that help comes at once.
"""

from briefgen.cli.program import main

__all__ = ["main"]
