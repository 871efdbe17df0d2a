"""The track record of briefs: their forecasts, gathered from every edition and the files as they stand, and the page of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen import calibration, since, standards
from briefgen.load import load
from briefgen.load.words import DEFAULT_SCALE, MARKING_SCHEME
from briefgen.record import editions as kept
from briefgen.tailor.markings import Markings

if TYPE_CHECKING:
    from briefgen.model.brief import Brief
    from briefgen.project import Project


def gather(files: Mapping[str, Path | None], project: Project) -> calibration.TrackRecord:
    """The track record of briefs of a project. A file is None where only editions of the brief are left.

    Raises InvalidBrief for a file, ProjectError for an edition that does not load any more.
    """
    scheme = standards.marking_scheme(MARKING_SCHEME)
    stood: list[calibration.Stood] = []
    withdrawn: list[str] = []
    markings = [next(iter(scheme.labels))]
    for name, file in files.items():
        for edition, brief in _states(name, file, project):
            if brief is None:
                withdrawn.append(str(edition))
                continue
            scale = standards.scale(brief.scale or DEFAULT_SCALE)
            stood.append(calibration.Stood(name, edition, brief.date, brief.judgements, scale))
            marked = Markings(brief, scheme)
            markings += [marked.of(judgement).marking for judgement in brief.judgements.values()]
    found = calibration.forecasts(stood, project.today)
    editions = sum(one.edition is not None for one in stood)
    return calibration.TrackRecord(
        tuple(files), project.today, editions, tuple(withdrawn), scheme.highest(markings), found
    )


def _states(name: str, file: Path | None, project: Project) -> Iterator[tuple[str | None, Brief | None]]:
    """The editions of a brief by name, None for the brief of one that was taken back; last the file, whose name is None."""
    for edition in kept.editions(project, name):
        stands = kept.withdrawal(project, edition) is None
        yield edition.name, since.frozen(edition, project) if stands else None
    if file is not None:
        yield None, load(file, project).brief


def page(record: calibration.TrackRecord, project: Project) -> bytes:
    """The page of a track record, as one self-contained file, in the language of the project.

    Templates and styles are those of the folder `calibration`, the project's before the shipped ones. Raises TemplateFailed.
    """
    from briefgen import write  # noqa: PLC0415 - words in a terminal need no template and no format
    from briefgen.render import calibration as rendering  # noqa: PLC0415
    from briefgen.write import web  # noqa: PLC0415

    html, base_url = rendering.render(record, standards.marking_scheme(MARKING_SCHEME), project)
    return web.web_page(write.Document(html, base_url, lambda path: project.read_bytes(Path(path)))).write()
