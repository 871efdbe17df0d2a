"""The walls inside the package: the table of who may import and use what, and what finds breaches of it.

Everything is read with `ast` and nothing is imported. A tree is a mapping from dotted module names to texts, so that each
wall can be tried on sources that a test makes up.
"""

import ast
import dataclasses
import functools
import graphlib
import io
import re
import sys
import tokenize
from pathlib import Path

PACKAGE = "briefgen"

LAYERS = {
    "values": "model diagnostics errors",
    "ground": "kept contrast codes yaml_nodes yaml_errors yaml_source source_map typed project placing text intake pictures",
    "shared knowledge": "standards i18n schema record wordlists calibration due",
    "stages": "load check tailor changes render write channels",
    "lines": "fitting sourcing since comparing track_record approvals pipeline review templating editions addressing delivery",
    "uses": "schedules preview",
    "door": "cli __main__",
}
"""From the bottom up: a module imports from its own layer and from those above it in this table, never from below."""

RANK = {name: rank for rank, names in enumerate(LAYERS.values()) for name in names.split()}
RANK[PACKAGE] = RANK["pipeline"]  # the package itself publishes what stands up to there

APART = LAYERS["stages"].split()
"""What hands its value on through the pipeline and never imports another of its kind."""

FENCES = {
    # third parties
    "PIL": "pictures.raster",
    "babel": "i18n",
    "click": "cli",
    "cronsim": "due",
    "css_inline": "write.mail",
    "filelock": "placing",
    "fontTools": "write._fonts",
    "jinja2": "render",
    "keyring": "cli.secrets",
    "markdown_it": "text",
    "markupsafe": "render",
    "nh3": "text",
    "pydantic": "model typed standards schema",
    "pydantic_core": "model",
    "pypdf": "intake.pdf",
    "pypdfium2": "preview.pictures",
    "starlette": "preview.parts preview.server",
    "trafilatura": "intake.html",
    "uvicorn": "preview.server",
    "watchfiles": "preview.watch",
    "weasyprint": "write._weasyprint write.engine",
    "yaml": "yaml_source",
    "zoneinfo": "due",
    # the network and other programs
    **dict.fromkeys(["ftplib", "http", "imaplib", "poplib", "socketserver"], ""),
    "email": "channels._message",
    **dict.fromkeys(["smtplib", "ssl"], "channels._smtp"),
    "asyncio": "preview",
    "socket": "preview.server",
    **dict.fromkeys(["urllib.error", "urllib.request", "webbrowser", "xmlrpc"], ""),
    "urllib.request.url2pathname": "write.resources",
    **dict.fromkeys(["os.popen", "os.system"], ""),
    "subprocess": "cli.identity cli.system",
    "concurrent.futures": "cli.runs",
    "multiprocessing": "cli.runs preview.worker",
    # the clock, the place and the surroundings
    **dict.fromkeys(["datetime.date.today", "datetime.datetime.utcnow", "time.time"], ""),
    "datetime.datetime.now": "cli",
    **dict.fromkeys(["os.getcwd", "os.getenv", "os.path.expanduser"], ""),
    "pathlib.Path.home": "cli.system",
    "pathlib.Path.cwd": "cli",
    "os.environ": "cli write.engine",
    # the terminal
    **dict.fromkeys(["builtins.input", "builtins.print", "sys.argv", "sys.exit"], ""),
    **dict.fromkeys(["sys.stderr", "sys.stdout"], "cli"),
    # code and files that no import and no Project shows
    **dict.fromkeys(["builtins.__import__", "builtins.eval", "builtins.exec", "marshal", "pickle"], ""),
    "importlib.import_module": f"{PACKAGE} check write channels cli.program preview.worker",
    "builtins.open": "",
    "Path.open": "placing cli.scaffold",
    "Path.read_bytes": "project i18n editions channels preview.watch cli.scaffold cli.system",
    "Path.read_text": "standards wordlists codes write.engine channels._index cli.scaffold",
    "Path.write_bytes": "",
    "Path.write_text": "write.engine cli.commands.schema",
}
"""A dotted name → the modules or packages that may import or use it. Of several that fit, the longest counts."""

BROAD = "cli.runs delivery schedules preview.making"
"""Who may catch everything: an error in one brief must not cost the others, one in a build not the preview, one on the way to a
recipient not the knowledge that something was on its way."""

FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
LONGEST_MODULE, LONGEST_FUNCTION, MOST_PARAMETERS, DEEPEST = 400, 40, 5, 2


@dataclasses.dataclass(frozen=True)
class Source:
    """One module: its dotted name, its text, and what was read from it."""

    name: str
    text: str

    @property
    def short(self):
        """The name below the package, such as “write.pdf”; the package itself keeps its own."""
        return self.name.removeprefix(f"{PACKAGE}.")

    @property
    def unit(self):
        """The name's first part, which the table of layers ranks."""
        return self.short.partition(".")[0]

    @property
    def code(self):
        """Its syntax tree."""
        return parsed(self.text)

    def told(self, node, words):
        """A breach as the test prints it."""
        return f"{self.name}:{getattr(node, 'lineno', 1)}: {words}"


@functools.cache
def parsed(text):
    """The syntax tree of a module's text; every wall looks at the same one."""
    return ast.parse(text)


def sources(tree):
    """The modules of a tree."""
    return [Source(name, text) for name, text in sorted(tree.items())]


def package(folder):
    """The tree of a package on disk."""
    tree = {}
    for file in folder.rglob("*.py"):
        parts = file.relative_to(folder.parent).with_suffix("").parts
        tree[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = file.read_text(encoding="utf-8")
    return tree


# --- reading ---------------------------------------------------------------------------------------------------------


def running(node):
    """Every node below, but for what only the type checker sees."""
    yield node
    for_types = isinstance(node, ast.If) and dotted(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING")
    for child in node.orelse if for_types else ast.iter_child_nodes(node):
        yield from running(child)


def imports(source):
    """Each import as (node, dotted name, the name it is bound to). `from a import b` is `a.b`."""
    for node in running(source.code):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name, alias.asname) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield from ((node, f"{module}.{alias.name}", alias.asname or alias.name) for alias in node.names)


def uses(source):
    """Each name that a module imports or reaches, as (node, dotted name); names that nobody imported are built in."""
    bound = {}
    for node, name, alias in imports(source):
        yield node, name
        bound[alias or name.partition(".")[0]] = name if alias else name.partition(".")[0]
    for node in running(source.code):
        if (chain := dotted(node)) is not None:
            root, _, rest = chain.partition(".")
            yield node, ".".join(filter(None, [bound.get(root, f"builtins.{root}"), rest]))
        if isinstance(node, ast.Call):
            yield from ((node, name) for name in _called(node))


def dotted(node):
    """A name, or a name with attributes, as it is written; None for anything else."""
    if isinstance(node, ast.Attribute):
        return None if (before := dotted(node.value)) is None else f"{before}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else None


def _called(call):
    """What a call reaches that its name does not show: a module by its name, a file through a path of any name."""
    method = getattr(call.func, "attr", None)
    if (
        (method or getattr(call.func, "id", None)) == "import_module"
        and call.args
        and isinstance(call.args[0], ast.Constant)
    ):
        yield str(call.args[0].value)
    reads = method in ("read_text", "read_bytes") and not call.args  # with a path it is the Project that reads
    if reads or method in ("open", "write_text", "write_bytes"):
        yield f"Path.{method}"


def within(short, names):
    """Whether a module is one of the named or stands inside one."""
    return any(short == name or short.startswith(f"{name}.") for name in names.split())


# --- imports and uses ------------------------------------------------------------------------------------------------


def edges(tree):
    """Imports of the package's own modules, as (source, node, name of the imported module)."""
    for source in sources(tree):
        for node, name, _ in imports(source):
            module = name if name in tree else name.rpartition(".")[0]
            if name.partition(".")[0] == PACKAGE and module != source.name:
                yield source, node, module


def unknown(tree):
    """Modules that the table does not rank, and imports that hide where they lead."""
    for source in sources(tree):
        if source.unit not in RANK:
            yield source.told(None, "stands in no layer: give it one in tests/walls.py")
        for node, name, _ in imports(source):
            if name.startswith("."):
                yield source.told(node, "write the import with its full name")
            root = name.partition(".")[0]
            if root not in sys.stdlib_module_names | {PACKAGE, "__future__"} | set(FENCES) and not name.startswith("."):
                yield source.told(node, f"{root} is a dependency that the table does not know")
    for source, node, module in edges(tree):
        if module not in tree:
            yield source.told(node, f"there is no module {module}")


def layers(tree):
    """Imports from a layer above one's own, and of one stage from another."""
    for source, node, module in edges(tree):
        unit = Source(module, "").unit
        if RANK.get(source.unit, 0) < RANK.get(unit, 0):
            yield source.told(node, f"{source.unit} may not import {unit}, which stands above it")
        elif source.unit in APART and unit in APART and unit != source.unit:
            yield source.told(node, f"the stages {source.unit} and {unit} do not import each other")


def circles(tree):
    """The first circle of imports, as the modules it leads through."""
    graph = {name: set() for name in tree}
    for source, _, module in edges(tree):
        graph[source.name].add(module)
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as error:
        yield "imports in a circle: " + " → ".join(reversed(error.args[1]))


def fence_of(name):
    """The key of the table that a dotted name falls under, or None."""
    return max((key for key in FENCES if within(name, key)), key=len, default=None)


def fences(tree):
    """Uses of what only some modules may use."""
    for source in sources(tree):
        told = {}
        for node, name in uses(source):
            fence = fence_of(name)
            if fence is not None and not within(source.short, FENCES[fence]):
                who = FENCES[fence].replace(" ", ", ") or "nobody"
                told[fence, getattr(node, "lineno", 1)] = source.told(node, f"{fence} is for {who}")
        yield from told.values()


# --- shape -----------------------------------------------------------------------------------------------------------


def functions(source):
    """Every function and method, as (node, its class or None)."""
    for holder in ast.walk(source.code):
        for node in ast.iter_child_nodes(holder):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node, holder if isinstance(holder, ast.ClassDef) else None


def is_click(source, function):
    """Whether a function is the declaration of a command."""
    decorators = [ast.unparse(decorator) for decorator in function.decorator_list]
    return source.unit == "cli" and any(re.match(r"click\.|\w+\.(command|group)\b", words) for words in decorators)


def sizes(tree):
    """Modules and functions that are too long, and functions that take too much."""
    for source in sources(tree):
        if (lines := len(source.text.splitlines())) > LONGEST_MODULE:
            yield source.told(None, f"{lines} lines: make it a package")
        for node, holder in functions(source):
            if is_click(source, node):
                continue
            if (lines := node.end_lineno - node.lineno + 1) > LONGEST_FUNCTION:
                yield source.told(node, f"{node.name} has {lines} lines")
            given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            parameters = len(given) - (holder is not None and given[:1] != [] and given[0].arg in ("self", "cls"))
            if parameters > MOST_PARAMETERS and not _is_excused(source, node):
                yield source.told(node, f"{node.name} takes {parameters} parameters: time for a record")


def _is_excused(source, function):
    signature = source.text.splitlines()[function.lineno - 1 : function.body[0].lineno]
    return any(re.search(r"# noqa: [\w, ]*PLR0913[\w, ]* - \w", line) for line in signature)


def docstrings(tree):
    """Public modules, classes, functions and methods that do not say what they give."""
    for source in sources(tree):
        public = [] if _is_private(source.short) else [source.code]
        for holder in public:
            public += [
                node
                for node in holder.body
                if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
                and not isinstance(holder, ast.FunctionDef | ast.AsyncFunctionDef)
                and not node.name.startswith("_")
            ]
        for node in public:
            if not (ast.get_docstring(node) or "").strip():
                yield source.told(node, f"{getattr(node, 'name', 'the module')} has no docstring")


def _is_private(short):
    return any(part.startswith("_") and not part.endswith("__") for part in short.split("."))


def broad_excepts(tree):
    """Code that catches more than it can know about."""
    for source in sources(tree):
        for node in running(source.code):
            if isinstance(node, ast.ExceptHandler) and node.type is None:
                yield source.told(node, "a bare except")
            caught = node.type if isinstance(node, ast.ExceptHandler) else None
            if isinstance(node, ast.Call) and (dotted(node.func) or "").endswith("suppress"):
                caught = ast.Tuple(node.args)
            names = {name.id for name in ast.walk(caught) if isinstance(name, ast.Name)} if caught else set()
            if names & {"Exception", "BaseException"} and not within(source.short, BROAD):
                yield source.told(node, "catches everything")


def names(tree):
    """Modules whose name says nothing, and folders within folders within folders."""
    for source in sources(tree):
        parts = source.short.split(".")
        for part in FORBIDDEN_NAMES.intersection(parts):
            yield source.told(None, f"“{part}” says nothing about what is in it")
        if len(parts) > DEEPEST + 1:
            yield source.told(None, f"lies more than {DEEPEST} folders deep")


WALLS = (unknown, layers, circles, fences, sizes, docstrings, broad_excepts, names)


# --- the checkout ----------------------------------------------------------------------------------------------------

LEFT_OVER = re.compile(r"\b(?:TODO|FIXME|XXX)\b")
MACHINE_PATH = re.compile(r"(?<![\w./:-])/(?:home|root|Users)/|[A-Z]:\\+Users")


def texts(root, kept):
    """Every text file below the kept names of a folder, as path → text."""
    files = [file for name in kept for file in [root / name, *(root / name).rglob("*")]]
    found = {}
    for file in files:
        if file.is_file() and "__pycache__" not in file.parts:
            try:
                found[file.relative_to(root).as_posix()] = Path(file).read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue  # a font
    return found


def spoken(path, text):
    """The lines of a file by their numbers; of Python only comments and docstrings, since its strings may be input."""
    lines = dict(enumerate(text.splitlines(), 1))
    if not path.endswith(".py"):
        return lines
    standing = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Expr)]
    quoted = [node for node in standing if isinstance(node.value, ast.Constant)]
    kept = {number: lines[number] for node in quoted for number in range(node.lineno, node.end_lineno + 1)}
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return kept | {token.start[0]: token.string for token in tokens if token.type == tokenize.COMMENT}


def left_over(path, text):
    """Each line that speaks of unfinished work."""
    for number, line in spoken(path, text).items():
        if LEFT_OVER.search(line):
            yield f"{path}:{number}: {line.strip()}"


def machine_paths(path, text):
    """Each line that names a place on somebody's machine."""
    for number, line in enumerate(text.splitlines(), 1):
        if MACHINE_PATH.search(line):
            yield f"{path}:{number}: {line.strip()}"
