"""Wheel, sdist and editable install: what is in them, and that each makes the sample memo away from the checkout."""

import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]
SHIPPED = ("briefgen", "templates", "briefs")

pytestmark = pytest.mark.packaging


def run(*command, folder):
    """What a program printed; that of a failed one is the message of the test."""
    apart = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(command, cwd=folder, env=apart, text=True, capture_output=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def pip(*words, folder):
    return run(sys.executable, "-m", "pip", *words, folder=folder)


def files_of(folder):
    """The files of a shipped folder of the checkout, as they are named in an sdist."""
    found = {path.relative_to(CHECKOUT).as_posix() for path in (CHECKOUT / folder).rglob("*") if path.is_file()}
    return {name for name in found if "__pycache__" not in name}


def build(kind, source, folder):
    """One distribution, built from a folder by an isolated build backend."""
    run(sys.executable, "-m", "build", f"--{kind}", "--outdir", str(folder), str(source), folder=folder)
    (made,) = folder.iterdir()
    return made


@pytest.fixture(scope="session")
def sdist(tmp_path_factory):
    return build("sdist", CHECKOUT, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    return build("wheel", CHECKOUT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def wheel_from_sdist(sdist, tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel-from-sdist")
    pip("wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(sdist), folder=folder)
    (made,) = folder.iterdir()
    return made


@pytest.fixture(scope="session")
def requirements(tmp_path_factory):
    """A folder with what the project says that it requires, and nothing else: installed once for all the trials."""
    folder = tmp_path_factory.mktemp("requirements")
    wanted = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    pip("install", "--quiet", "--target", str(folder), *wanted, folder=folder)
    return folder


@pytest.fixture
def environment(requirements, tmp_path):
    """A new virtual environment that sees the requirements and neither the checkout nor the test tools."""
    made = tmp_path / "environment"
    venv.create(made, with_pip=False, symlinks=True)
    (site,) = made.glob("lib/python*/site-packages")
    (site / "requirements.pth").write_text(f"{requirements}\n", encoding="utf-8")
    return made


def check_memo_is_made(environment, folder):
    """`briefgen init demo && cd demo && briefgen build`, with what `init` had built taken away in between."""
    briefgen = environment / "bin" / "briefgen"
    run(briefgen, "init", "demo", folder=folder)
    output = folder / "demo" / "output" / "russia-iran-treaty"
    first = sorted(path.name for path in output.iterdir())
    shutil.rmtree(output)
    said = run(briefgen, "build", folder=folder / "demo")
    pdfs = sorted(output.glob("russia-iran-treaty_????-??-??_*.pdf"))
    pages = sorted(output.glob("russia-iran-treaty_????-??-??_*.html"))
    assert [pdf.stem.rpartition("_")[2] for pdf in pdfs] == ["analyst", "principal", "public"]
    assert first == sorted(path.name for path in (*pdfs, *pages))
    assert all(path.name in said for path in (*pdfs, *pages))
    assert all(pdf.read_bytes().startswith(b"%PDF-") for pdf in pdfs)
    assert len(pages) == 3
    assert all("</html>" in page.read_text(encoding="utf-8") for page in pages)


def package_folder(environment, folder):
    """Where an environment's Python finds the package, asked away from the checkout."""
    python = environment / "bin" / "python"
    return Path(run(python, "-c", "import briefgen; print(briefgen.__file__)", folder=folder).strip()).parent


def test_the_wheel_holds_the_package_the_templates_and_the_briefs(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    package = {name for name in names if not name.startswith("briefgen-")}
    shipped = {f"briefgen/{name}" for folder in ("templates", "briefs") for name in files_of(folder)}
    assert shipped
    assert package == files_of("briefgen") | shipped
    described = {name.partition("/")[2] for name in names - package}
    assert described == {"METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE"}


def test_the_sdist_holds_what_the_wheel_is_made_of_and_nothing_else(sdist):
    with tarfile.open(sdist) as archive:
        names = {member.name.partition("/")[2] for member in archive.getmembers() if member.isfile()}
    beside = {"LICENSE", "README.md", "pyproject.toml", "PKG-INFO", ".gitignore"}
    assert names == beside.union(*(files_of(folder) for folder in SHIPPED))


def test_the_sdist_makes_the_same_wheel_as_the_checkout(wheel, wheel_from_sdist):
    with zipfile.ZipFile(wheel) as one, zipfile.ZipFile(wheel_from_sdist) as other:
        assert {item.filename: item.CRC for item in one.infolist()} == {
            item.filename: item.CRC for item in other.infolist()
        }


@pytest.mark.parametrize("source", ["wheel", "wheel_from_sdist"])
def test_an_installed_wheel_makes_the_sample_memo(source, environment, tmp_path, request):
    made = request.getfixturevalue(source)
    pip("--python", str(environment), "install", "--quiet", "--no-index", str(made), folder=tmp_path)
    assert package_folder(environment, tmp_path).is_relative_to(environment)
    check_memo_is_made(environment, tmp_path)


def test_an_editable_install_makes_the_sample_memo(environment, tmp_path):
    pip("--python", str(environment), "install", "--quiet", "--no-deps", "--editable", str(CHECKOUT), folder=tmp_path)
    assert package_folder(environment, tmp_path) == CHECKOUT / "briefgen"
    check_memo_is_made(environment, tmp_path)
