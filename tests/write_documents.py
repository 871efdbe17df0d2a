"""Documents for the tests of the write stage: a page around a body, in a folder that nothing may be read outside of."""

from pathlib import Path

from briefgen.write import Document
from briefgen.write.engine import fonts_folder

FONTS = fonts_folder()
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>A memo</title>
<meta name="dcterms.created" content="2024-01-19">
{head}
</head>
<body>
{body}
</body>
</html>
"""
MEMO_FONTS = f'<link rel="stylesheet" href="{(FONTS / "fonts.css").as_uri()}">'


def document(folder: Path, body: str, head: str = "") -> Document:
    """A page whose references start from the folder; only files of the folder and the tool's fonts can be read."""

    def fetch(path: str) -> bytes:
        file = Path(path).resolve()
        if not (file.is_relative_to(folder) or file.is_relative_to(FONTS)):
            raise PermissionError(f"{path} is outside of the project")
        return file.read_bytes()

    return Document(PAGE.format(head=head, body=body), folder.as_uri() + "/", fetch)
