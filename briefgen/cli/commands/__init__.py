"""One module a command, named as it is called, with a click command `command` in it.

Its first line ends with what the command does, as the first line of the command's own help says it.
"""
