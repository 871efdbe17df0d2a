"""Templates and stylesheets as a house changes them: which file wins, copies to change, what has changed since, what breaks.

overrides   which file wins for each audience, from where, and what it stands for
copies      a shipped file copied into the project, and compared with what ships now
proving     every template rendered with fixtures, and judged
"""
