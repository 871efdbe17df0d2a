"""Times briefgen against what it stands on, and says where the time of a build goes.

    python tools/bench.py [--rounds N]

Whole processes, started in turns: each round runs every command once, and a ratio is that of two commands of one round. So
a machine that grows slower meanwhile slows both. All is done on a copy of the sample brief, in a temporary folder.
"""

from __future__ import annotations

import argparse
import compileall
import dataclasses
import datetime
import importlib
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parent.parent
BRIEF = "russia-iran-treaty"
FIRST = CHECKOUT / "briefs" / "editions" / BRIEF / "2024-01-19" / "files"
"""What is measured: it stays as it is, so that figures of one day compare with those of another."""
AUDIENCE = "analyst"
PYTHON = sys.executable

COMPILER = re.compile(r"(?:.*-)?(?:gcc|g\+\+|cc|c\+\+|c[89]9|clang|clang\+\+|ld|ld\..*|objdump)(?:-[\d.]+)?")
"""What Python's search for a system library starts where it finds it: a compiler, a linker, a reader of object files."""

STATEMENTS = 1000
"""In a brief far larger than any that is read; half as many must take no less than half as long."""

STAGES = ("imports", "engine", "reading", "checking", "tailoring", "templates", "layout", "writing")
"""Where a build's time goes. `imports` are briefgen's own and what they bring, `engine` is the import of WeasyPrint; a library
that loads only when it is used counts where it is used first. `writing` makes the PDF and puts it in its place."""


@dataclasses.dataclass(frozen=True)
class Row:
    """Two commands to compare, and the ratio that is aimed at."""

    name: str
    ours: Sequence[str]
    other: Sequence[str]
    against: str
    aim: float
    path: str | None = None


def ratios(row: str, ours: Sequence[float], other: Sequence[float], aim: float) -> str:
    """A line of the table: medians in seconds, the median ratio of a round with the least and the greatest, the aim."""
    of_rounds = [one / two for one, two in zip(ours, other, strict=True)]
    middle, least, greatest = statistics.median(of_rounds), min(of_rounds), max(of_rounds)
    seconds = f"{statistics.median(ours):7.3f} s {statistics.median(other):7.3f} s"
    return f"{row:<46} {seconds}   {middle:5.2f}  ({least:.2f} to {greatest:.2f})   aim {aim:g}"


def rows(folder: Path, bare: Path) -> Iterator[Row]:
    """Everything that is compared. `bare` is a folder of programs without a compiler."""
    build = (PYTHON, "-m", "briefgen", "build", BRIEF, "--audience", AUDIENCE, "--format", "pdf")
    build = (*build, "--output", str(folder / "ours"))
    engine = laid_out(printed_page(folder), folder)
    if any(shutil.which(name) for name in ("gcc", "cc", "clang")):
        yield Row("build, compiler on PATH", build, engine, "weasyprint", 1.3)
    yield Row("build, no compiler on PATH", build, engine, "weasyprint", 1.3, str(bare))
    start = (PYTHON, "-c", "import click")
    yield Row("--help", (PYTHON, "-m", "briefgen", "--help"), start, "python, click", 2)
    yield Row("check", checked(BRIEF), start, "python, click", 8)
    whole, half = (
        checked(str(large_brief(folder / f"large-{count}", count))) for count in (STATEMENTS, STATEMENTS // 2)
    )
    yield Row(f"check, {STATEMENTS} statements", whole, half, f"{STATEMENTS // 2}", 2)


def checked(brief: str) -> tuple[str, ...]:
    """The command that checks a brief."""
    return (PYTHON, "-m", "briefgen", "check", brief)


def large_brief(folder: Path, count: int) -> Path:
    """A project with one brief of so many statements: claims and arms deals, every tenth of them in a judgement and a comment.

    Each has a quote in the archive of one of `count // 20` sources, so that an archive has the words of twenty.
    """
    (folder / "briefs" / "sources").mkdir(parents=True)
    (folder / "briefgen.yaml").write_text("fatal: error\n", encoding="utf-8")
    claims, deals, judgements, archives = [], [], [], {}
    for number in range(count):
        source = f"wire-{number // 20}"
        said = f"round {number} of the talks between Tarvia and Ellmark may be held at pier {number % 90 + 10} of Port Sable"
        sold = f"Tarvia may be considering the sale of {number + 2} patrol boats to Ellmark in deal {number}"
        words = sold if number % 3 == 0 else said
        archives.setdefault(source, []).append(f"Strait Wire, on day {number}: {words}, people said.")
        told = f"text: 'Strait Wire, citing people, says that {words}.', claimant: Strait Wire, status: unconfirmed"
        rest = f"{told}, evidence: {{{source}: '{words}'}}"
        if number % 3 == 0:
            goods = f"{{patrol boats: {{quantity: ({number + 2})}}}}"
            stage = "stage: under-consideration, responses: {ellmark: none-reported}"
            deals.append(f"  s{number}: {{{rest}, supplier: tarvia, recipient: ellmark, items: {goods}, {stage}}}")
        else:
            claims.append(f"  s{number}: {{{rest}, comment: 'The agency names none of them, and no day.'}}")
        if number % 10 == 0:
            text = f"It is unlikely that round {number} is held by 30 June 2024."
            judged = "likelihood: unlikely, by: 2024-06-30, confidence: low, because: One agency."
            judgements.append(f"  j{number}: {{text: '{text}', {judged}, based_on: s{number}}}")
    for source, words in archives.items():
        (folder / "briefs" / "sources" / f"{source}.txt").write_text("\n\n".join(words), encoding="utf-8")
    sources = [
        f"  {name}: {{title: 'Talks, part {name}', file: sources/{name}.txt, publisher: Strait Wire, published: 2024-01-10}}"
        for name in archives
    ]
    actors = ["  tarvia: {body: Tarvia}", "  ellmark: {body: Ellmark}"]
    parts = {"claims": claims, "arms_deals": deals, "judgements": judgements, "actors": actors, "sources": sources}
    brief = folder / "briefs" / "large.yaml"
    head = "title: Strait Wire says that talks may be held\ndate: 2024-01-19\n"
    brief.write_text(
        head + "".join(f"{key}:\n" + "\n".join(lines) + "\n" for key, lines in parts.items()), encoding="utf-8"
    )
    return brief


LOOKS: Mapping[str, tuple[str, str]] = {
    "figures": (r"<figure.*?</figure>|<div class=\"ruler\">.*?</div>", ""),
    "tables": ("</head>", "<style>table, thead, tbody, tr, th, td { display: block }</style></head>"),
    "our fonts": (r"<link [^>]*fonts\.css[^>]*>", ""),
    "no hyphenation": ("</head>", "<style>body { hyphens: auto }</style></head>"),
}
"""What belongs to the looks: an expression, and what takes its place in the page without it."""


def looks(folder: Path) -> Iterator[Row]:
    """The page of the sample against the same page without one part of its looks; more than 1 is what the part costs."""
    page = printed_page(folder)
    whole = page.read_text(encoding="utf-8")
    for name, (expression, instead) in LOOKS.items():
        without = page.with_name(f"{name}.html")
        without.write_text(re.sub(expression, lambda _, put=instead: put, whole, flags=re.DOTALL), encoding="utf-8")
        yield Row(name, laid_out(page, folder), laid_out(without, folder), "the page without", 1)


def printed_page(folder: Path) -> Path:
    """The page that the sample memo is laid out from."""
    return next((folder / "kept").rglob("*.print.html"))


def laid_out(page: Path, folder: Path) -> tuple[str, ...]:
    """The command that makes a PDF of a page, without briefgen."""
    options = ("--quiet", "--pdf-variant", "pdf/ua-1", "--pdf-tags")
    return (PYTHON, "-m", "weasyprint", *options, str(page), str(folder / "engine.pdf"))


def project_in(folder: Path) -> Path:
    """A copy of the project of the sample's first edition, and the page that its memo is laid out from in `kept`."""
    project = folder / "project"
    shutil.copytree(FIRST, project)
    kept = ("build", BRIEF, "--audience", AUDIENCE, "--format", "pdf", "--keep-html", "--output", str(folder / "kept"))
    run((PYTHON, "-m", "briefgen", *kept), project)
    return project


def without_compilers(folder: Path) -> Path:
    """A folder of links to every program on PATH but compilers and linkers."""
    folder.mkdir()
    for entry in os.environ["PATH"].split(os.pathsep):
        for program in sorted(Path(entry).iterdir()) if entry and Path(entry).is_dir() else ():
            link = folder / program.name
            if not COMPILER.fullmatch(program.name) and not link.is_symlink():
                link.symlink_to(program.resolve() if program.is_symlink() else program)
    return folder


def run(command: Sequence[str], project: Path, path: str | None = None) -> tuple[float, str]:
    """Seconds that a command took, with this checkout's briefgen, and what it printed. Stops where it fails.

    Modules are compiled beforehand, as they are where a package is installed.
    """
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), "PATH": path or os.environ["PATH"]}
    compileall.compile_dir(CHECKOUT / "briefgen", quiet=1)
    began = time.perf_counter()
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - began
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\nended with exit code {done.returncode}:\n{done.stdout}{done.stderr}")
    return seconds, done.stdout


# --- inside one process ----------------------------------------------------------------------------------------------


def stages(brief: Path, output: Path) -> dict[str, float]:
    """Seconds of one build by stage: the functions that the pipeline calls, each with a clock around it."""
    spent = dict.fromkeys(STAGES, 0.0)

    @contextmanager
    def clock(stage: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        spent[stage] += time.perf_counter() - began

    def timed(stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: object, **named: object) -> object:
            with clock(stage):
                return function(*args, **named)

        return call

    began = time.perf_counter()
    with clock("imports"):
        pipeline: Any = importlib.import_module("briefgen.pipeline")
        results = importlib.import_module("briefgen.model.results")
        project = importlib.import_module("briefgen.project").Project.around(brief, datetime.date(2024, 1, 19))
    with clock("engine"):
        importlib.import_module("briefgen.write.engine").load()
    _put_clocks(pipeline, timed)
    pipeline.build(results.BuildRequest(brief, (AUDIENCE,), formats=("pdf",), output=output), project)
    return {**spent, "the rest": time.perf_counter() - began - sum(spent.values())}


def _put_clocks(pipeline: Any, timed: Callable[..., Any]) -> None:
    """Replaces the stages that the pipeline knows by the same ones with a clock around them."""
    pdf = pipeline.write.formats()["pdf"]
    layout = timed("layout", pdf.prepare)

    def prepare(document: object) -> object:
        prepared = layout(document)
        prepared.write = timed("writing", prepared.write)
        return prepared

    pipeline.load_brief = timed("reading", pipeline.load_brief)
    pipeline.checks.check = timed("checking", pipeline.checks.check)
    pipeline.tailor = timed("tailoring", pipeline.tailor)
    pipeline.render.render = timed("templates", pipeline.render.render)
    pipeline.place_together = timed("writing", pipeline.place_together)
    clocked = {"pdf": dataclasses.replace(pdf, prepare=prepare)}
    pipeline.write.formats = lambda: clocked


def shares(runs: Sequence[Mapping[str, float]]) -> Iterator[str]:
    """A line for each stage: the median of its seconds, and its share of them all."""
    seconds = {stage: statistics.median(run[stage] for run in runs) for stage in runs[0]}
    whole = sum(seconds.values())
    yield from (f"  {stage:<12} {spent:6.3f} s  {spent / whole:4.0%}" for stage, spent in seconds.items())


# --- the run ---------------------------------------------------------------------------------------------------------


def measure(folder: Path, rounds: int) -> Iterator[str]:
    """The lines to print."""
    project = project_in(folder)
    compared = [*rows(folder, without_compilers(folder / "bin")), *looks(folder)]
    inside = (PYTHON, __file__, "--stages", str(project / "briefs" / f"{BRIEF}.yaml"), str(folder / "inside"))
    times: list[list[tuple[float, float]]] = [[] for _ in compared]
    seen = []
    for _ in range(rounds):
        for row, taken in zip(compared, times, strict=True):
            taken.append((run(row.ours, project, row.path)[0], run(row.other, project, row.path)[0]))
        seen.append(json.loads(run(inside, project)[1]))
    yield f"{'':<46} {'briefgen':>9} {'other':>9}   ratio  (of rounds)"
    for row, taken in zip(compared, times, strict=True):
        ours, other = zip(*taken, strict=True)
        yield ratios(f"{row.name}, against {row.against}", ours, other, row.aim)
    yield from ("", "where the time of a build goes, in one process:", *shares(seen))


def main() -> None:
    """Prints the figures; with `--stages`, those of one build as JSON."""
    arguments = argparse.ArgumentParser(description="Times briefgen against what it stands on.")
    arguments.add_argument("--rounds", type=int, default=7, help="how often each command is run (7)")
    arguments.add_argument("--stages", nargs=2, type=Path, metavar=("BRIEF", "OUTPUT"), help="one build, by stage")
    asked = arguments.parse_args()
    if asked.stages:
        print(json.dumps(stages(*asked.stages)))
        return
    rounds = "1 round" if asked.rounds == 1 else f"{asked.rounds} rounds"
    versions = (f"WeasyPrint {version('weasyprint')}", f"Python {platform.python_version()}")
    print(*versions, f"{os.cpu_count()} cores", rounds, sep=" · ")
    with tempfile.TemporaryDirectory() as folder:
        for line in measure(Path(folder), asked.rounds):
            print(line)


if __name__ == "__main__":
    main()
