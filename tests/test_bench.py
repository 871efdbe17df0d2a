"""The figures of `make bench` are all there, and are what they say. How long anything takes is no matter here."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

BENCH = Path(__file__).parents[1] / "tools" / "bench.py"
RATIO = r"\d+\.\d{3} s +\d+\.\d{3} s +\d+\.\d\d  \(\d+\.\d\d to \d+\.\d\d\)   aim "


@pytest.fixture(scope="module")
def bench():
    spec = importlib.util.spec_from_file_location("bench", BENCH)
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["bench"]


def test_one_round_prints_every_row(bench):
    done = subprocess.run([sys.executable, BENCH, "--rounds", "1"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert re.fullmatch(r"WeasyPrint \S+ · Python \S+ · \d+ cores · 1 round", lines[0])
    for name, aim in [
        ("build, no compiler on PATH, against weasyprint", "1.3"),
        ("--help, against python, click", "2"),
        ("check, against python, click", "8"),
        *((f"{part}, against the page without", "1") for part in bench.LOOKS),
    ]:
        (row,) = [line for line in lines if line.startswith(name)]
        assert re.fullmatch(RATIO + aim, row.removeprefix(name).strip())
    with_compiler = [line for line in lines if line.startswith("build, compiler on PATH, against weasyprint")]
    assert len(with_compiler) == any(bench.shutil.which(name) for name in ("gcc", "cc", "clang"))
    shares = dict(re.findall(r"^  (\w[\w ]*?) +(\d+\.\d{3}) s +-?\d+%$", done.stdout, re.MULTILINE))
    assert list(shares) == [*bench.STAGES, "the rest"]
    assert all(float(shares[stage]) > 0 for stage in ("imports", "engine", "reading", "templates", "layout", "writing"))


def test_a_ratio_is_that_of_two_commands_of_one_round(bench):
    line = bench.ratios("a row", [1.0, 4.0, 2.0], [1.0, 2.0, 0.5], 1.3)
    assert line.split() == ["a", "row", "2.000", "s", "1.000", "s", "2.00", "(1.00", "to", "4.00)", "aim", "1.3"]


def test_shares_are_of_the_medians(bench):
    runs = [{"imports": 1.0, "layout": 3.0}, {"imports": 9.0, "layout": 3.0}, {"imports": 1.0, "layout": 3.0}]
    assert [line.split() for line in bench.shares(runs)] == [
        ["imports", "1.000", "s", "25%"],
        ["layout", "3.000", "s", "75%"],
    ]


def test_the_bare_path_has_every_program_but_compilers(bench, tmp_path, monkeypatch):
    kept = {"sh", "python3.12", "include", "occ", "gold"}
    compilers = {"gcc", "cc", "x86_64-linux-gnu-gcc-13", "clang-18", "c++", "ld", "ld.gold", "objdump", "c99"}
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in kept | compilers:
        (programs / name).touch()
    monkeypatch.setenv("PATH", f"{programs}:{tmp_path / 'absent'}:")
    bare = bench.without_compilers(tmp_path / "bare")
    assert {link.name for link in bare.iterdir()} == kept
    assert all(link.resolve() == programs / link.name for link in bare.iterdir())


def test_a_command_that_fails_ends_the_run_with_its_words(bench, tmp_path):
    with pytest.raises(SystemExit, match=r"(?s)exit code 3:.*so it is"):
        bench.run([sys.executable, "-c", "import sys; print('so it is'); sys.exit(3)"], tmp_path)


def test_the_page_without_a_part_of_the_looks_is_without_it(bench, tmp_path):
    page = tmp_path / "kept/page.print.html"
    page.parent.mkdir()
    page.write_text(
        '<head><link rel="stylesheet" href="fonts.css"></head><figure>\n</figure><div class="ruler">x</div><p>y'
    )
    pages = {row.name: Path(row.other[-2]).read_text() for row in bench.looks(tmp_path)}
    assert pages["figures"].endswith("</head><p>y")
    assert "fonts.css" not in pages["our fonts"]
    assert "display: block" in pages["tables"]
    assert "hyphens: auto" in pages["no hyphenation"]
    assert all(row.ours[-2] == str(page) for row in bench.looks(tmp_path))
