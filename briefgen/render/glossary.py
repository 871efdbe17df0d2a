"""What stands in docs/templates.md of the names that a template can use, besides what their code says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Value(NamedTuple):
    """A value that a template has by its name: its kind, in a template author's words, and what it is."""

    kind: str
    meaning: str


VALUES: Mapping[str, Value] = {
    "brief": Value(
        "Brief", "What the audience gets of the brief, and no more; all treaties stand under `all_treaties`."
    ),
    "audience": Value("Audience", "The settings of the audience, and `audience.takes(PART)`: whether it gets a part."),
    "tailored": Value(
        "TailoredBrief", "The brief with what was worked out for this audience: sources, counts, what was left out."
    ),
    "texts": Value("mapping: key → text", "Every text that the memo must print, as it was typed, by its key."),
    "marking": Value("text", "The marking of the memo, worked out from what it shows. It stands on every page."),
    "meaning_of_marking": Value("text", "What that marking lets a reader do."),
    "marking_colours": Value("mapping", "The colours of its label, `ink` on `ground`, where no variables are read."),
    "scale": Value(
        "LikelihoodScale",
        "The likelihood scale: its `title`, its `rows`, and `scale.row(WORD)`, none for another word.",
    ),
    "medium": Value("`print`, `screen` or `mail`", "What the memo is made for: the PDF, the web page or the e-mail."),
    "draft": Value("text", "The words that tell a draft; empty where it is none."),
    "parts": Value("list of Part", "The parts that the audience gets and that have something to show, in its order."),
    "edition": Value("text", "The number of the edition."),
    "release": Value(
        "text", "How far the memo is released, in words; empty unless the audience wants it (`release: true`)."
    ),
    "language": Value("text", "The tag of the language of the labels."),
    "direction": Value("`ltr` or `rtl`", "How the page runs."),
    "styles": Value("CSS", "Paper, margins and marking of the printed page; stands in a `<style>`."),
    "stylesheets": Value("list of text", "References to every `memo.css`, the farthest first."),
    "since": Value("day, or none", "The day of the last edition; none where there is no earlier one."),
    "firm": Value("set of text", "The statuses of what counts as known: shown, or said by the competent body."),
    "house": Value(
        "House",
        "The house style: `name`, `logo`, `style`, and `colours` for drawings on paper and mails, where no variables are read;"
        " `dark` has those for dark screens.",
    ),
    "header": Value("list of text", "The words at the head of each page, piece by piece."),
    "footer": Value("list of text", "The words at its foot, before the page number, piece by piece."),
    "part": Value("Part", "In a file of `sections/` and in the block `part` only: the part that is being printed."),
}
"""Name → what it is. Functions say it themselves."""

EXAMPLES: Mapping[str, str] = {
    "brief": "{{ brief.series }}",
    "audience": "{{ audience.title }}",
    "tailored": "{{ tailored.source_base.groups }}",
    "texts": "{{ texts | length }}",
    "marking": '<b dir="ltr">{{ marking }}</b>',
    "meaning_of_marking": "{{ meaning_of_marking }}",
    "marking_colours": '<b dir="ltr" style="color: {{ marking_colours.ink }}">{{ marking }}</b>',
    "scale": "{{ scale.title }}",
    "medium": "{{ medium }}",
    "draft": "{{ draft or edition }}",
    "parts": "{{ parts | length }}",
    "edition": "{{ edition }}",
    "release": "{{ release or edition }}",
    "language": '<p lang="{{ language }}">…</p>',
    "direction": "{{ direction }}",
    "styles": "<style>{{ styles }}</style>",
    "stylesheets": '{{ stylesheets | join(", ") }}',
    "since": "{{ day(since) if since else edition }}",
    "firm": "{{ brief.claims.tolls.status in firm }}",
    "house": '<b style="color: {{ house.colours.accent }}">{{ house.name or edition }}</b>',
    "header": '{{ header | join(" · ") }}',
    "footer": '{{ footer | join(" · ") }}',
    "part": '{% for part in parts[:1] %}<section id="{{ part.id }}"><h2>{{ part.title }}</h2></section>{% endfor %}',
    "text": '{{ text("depth") }}',
    "marks": 'It is so.{{ marks("depth") }}',
    "evidence": "{{ evidence().passages | length }}",
    "handle": '{{ handle("tolls").text }}',
    "used_for": "{{ used_for(tailored.sources[0].passages[0])[0].text }}",
    "shown": '{{ shown(["tolls", "nowhere"]) | join(", ") }}',
    "label": '{{ label("field.comment") }}',
    "when": "{{ when(brief.arms_deals.radars.date) }}",
    "quantity": '{{ quantity(brief.arms_deals.radars["items"]["R-40"].quantity) }}',
    "moment": "{{ moment(brief.embargo) }}",
    "capital": '{{ capital("the agency") }}',
    "isolate": '{{ isolate("TLP:CLEAR") }}',
    "actor": '{{ actor("speaker").name }}, {{ actor("speaker").office }}',
    "actors": '{{ actors(["tarvia", "ellmark"]) }}',
    "speaker": '{{ speaker("unknown").name }}',
    "standing": "{{ standing(brief.claims.tolls).status }}",
    "departing": "{{ departing(brief.all_treaties.treaty.scope, brief.all_treaties.treaty).status }}",
    "standings": "{{ standings(brief.timeline.draft)[0].speaker.name }}",
    "cited": '{{ cited(cites("bottom_line")) | length }}',
    "grade": "{{ grade(brief.claims.tolls) }}",
    "statuses_used": '{{ statuses_used() | join(", ") }}',
    "strip": "{{ strip(brief.all_treaties.treaty).stops | length }}",
    "states": "{{ states(strip(brief.all_treaties.treaty).stops, true) }}",
    "differing": '{{ differing("adopted", brief.all_treaties.treaty.history.adopted) }}',
    "plans": '{{ plans(brief.arms_deals.values() | list)[0].parties | join(" – ") }}',
    "goods": "{{ goods(brief.arms_deals.values() | list) }}",
    "deal_numbers": "{{ deal_numbers(brief.arms_deals.values() | list) }}",
    "overview": "{{ overview()[0].number }}",
    "marks_of": "{{ marks_of(brief.timeline.values() | list)[0].kind }}",
    "prose": '{% for paragraph in prose("background") %}{{ paragraph.text }}{% endfor %}',
    "cites": '{{ cites("bottom_line") | join(", ") }}',
    "portion": "{{ portion(brief.claims.values() | list) or marking }}",
    "own_portion": "{{ own_portion(brief.claims.tolls, brief.claims.values() | list) or marking }}",
    "goods_tell": '{{ goods_tell("delivered") }}',
    "changed": "{{ changed() | length }}",
    "unchanged": "{{ unchanged() | length }}",
    "gone": "{{ gone() | length }}",
    "more_changes": "{{ more_changes() or edition }}",
    "change_of": '{{ change_of("tolls") or edition }}',
    "left_out": "{{ left_out() or edition }}",
    "chart": "{{ chart(brief.figures.passages).kind }}",
    "picture_uri": "{{ picture_uri(brief.figures.passages) or edition }}",
    "day": "{{ day(brief.date) }}",
    "number": "{{ number(12000) }}",
    "join": "{{ join(brief.authors) }}",
    "range_text": '{{ range_text(scale.row("likely")) }}',
}
"""Name → how it is used. The ids are those of briefgen/fixtures/full.yaml, for which a test renders every example."""
