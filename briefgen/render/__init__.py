"""From what one audience gets to its HTML. The only package that imports Jinja, and only when a memo is rendered.

    templates    where a template is looked for, the sandbox it runs in, the stylesheets
    making       one memo in the making
    contract     the version of what templates can rely on
    tracing      the same, with the line of a template for each place in the HTML
    names        names in templates that there are not, also where no brief leads
    failures     a template that breaks, as diagnostics with file, line and excerpt
    page         every name that a template can use; from here to where it is made:
    words        labels, dates, quantities, in the memo's language
    references   texts with their citations, the numbers and links of these, the words of sources on screen
    standing     who says something, and how well it is verified
    prose        the paragraphs of sections with the standing of what they cite
    beside       which status and which speaker must stand beside each text
    figures      what the figures made from the whole brief draw
    charts       a figure of the brief's own: its chart, its picture
    bars         what a chart of bars or of ranges draws
    lines        what a line chart draws
    numbers      the numbers of a chart: their places, the table, the sentence
    scales       the round numbers of a scale
    changed      what changed since the last edition
    house        the house style: colours, fonts, sign, the words of the margins
    looks        styles made from data: the marking on every page, the page numbers, the sheet
    review       the reviewer's page, which is no memo; of each brief on it
    sheet        what its things are called, what they rest on, what is told of them
    facts        dates, amounts, likelihoods, answers
    marked       the words, those that a finding is about underlined
    calibration  the page that tells how past judgements turned out

The text of a brief is data: it reaches a template as a value, is escaped, and is never compiled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.model.results import Medium, Rendered, TailoredBrief

if TYPE_CHECKING:
    from briefgen.i18n import Language
    from briefgen.project import Project


def render(
    tailored: TailoredBrief,
    language: Language,
    project: Project,
    *,
    medium: Medium,
    draft: int | None = None,
) -> Rendered:
    """The memo's HTML for a medium. `draft` is the number of errors that a draft has; None: it is no draft.

    Raises TemplateFailed where a template cannot be read or breaks.
    """
    from briefgen.render.making import Making  # noqa: PLC0415 - Jinja loads when a memo is rendered

    making = Making(tailored, language, project, medium, draft)
    return making.rendered(making.html())
